/**
 * Labels the words of a CSV twice, by `predict` and by the Spark job on two cores of this machine, compares every answer,
 * and tells how fast each was.
 *
 *     npm run build && npx tsx scripts/spark/compare.ts [data/words.csv] [--model models/words.safetensors]
 */
import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parse } from "csv-parse/sync";
import { runCommand } from "../../src/cli/run.js";
import { DataError, UsageError } from "../../src/errors.js";
import { grouped } from "../../src/evaluation/figures.js";
import { formatTable } from "../../src/evaluation/table.js";
import { printable } from "../../src/quote.js";
import { pythonPath, toHavePython } from "../python/python.js";

const usage = "npx tsx scripts/spark/compare.ts [csv] [--model models/words.safetensors]";
const program = fileURLToPath(new URL("../../dist/cli/katze.js", import.meta.url));
const job = fileURLToPath(new URL("label.py", import.meta.url));
const tolerance = 1e-5;

interface Answer {
  readonly label: string;
  readonly probability: number;
}

/** Runs a program to its end; gives its standard output and the seconds it took. */
async function run(command: string, ...args: readonly string[]): Promise<{ output: string; seconds: number }> {
  const start = performance.now();
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  const complaints: Buffer[] = [];
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (code !== 0) {
    const last = Buffer.concat(complaints).toString().trim().split("\n").at(-1) ?? "";
    throw new DataError(`${printable(args[0] ?? "")} ended with ${code}: ${printable(last, 400)}`);
  }
  return { output: Buffer.concat(output).toString(), seconds: (performance.now() - start) / 1000 };
}

function readArguments() {
  try {
    const options = { model: { type: "string", default: "models/words.safetensors" } } as const;
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    const [csv = "data/words.csv", ...more] = positionals;
    if (more.length > 0) throw new UsageError(`usage: ${usage}`);
    return { csv, model: values.model };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`${printable(error.message)}; usage: ${usage}`);
  }
}

/** What `predict --json` printed, row by row. */
const predictedIn = (output: string): Map<string, Answer> =>
  new Map(
    output
      .trimEnd()
      .split("\n")
      .map((line) => {
        const { word, label, probability } = JSON.parse(line);
        return [word, { label, probability }];
      }),
  );

/** The rows that the job wrote, in all parts of its folder. */
async function rowsIn(folder: string): Promise<Readonly<Record<string, string>>[]> {
  const parts = (await readdir(folder)).filter((name) => name.endsWith(".csv"));
  const texts = await Promise.all(parts.map((name) => readFile(join(folder, name), "utf8")));
  return texts.flatMap((text): Record<string, string>[] => parse(text, { columns: true, escape: '"' }));
}

await runCommand(async () => {
  const { csv, model } = readArguments();
  if (pythonPath === undefined) throw new UsageError(`no Python with Spark here: ${toHavePython}`);
  const folder = await mkdtemp(join(tmpdir(), "katze-spark-"));
  try {
    const graph = join(folder, "model.onnx");
    const labelled = join(folder, "labelled");
    await run(process.execPath, program, "export", "--to", "onnx", "--out", graph, "--model", model);
    const predict = await run(process.execPath, program, "predict", "--csv", csv, "--json", "--model", model);
    const flags = ["--master", "local[2]", "--format", "csv", "--model", graph, "--column", "word"];
    const spark = await run(pythonPath, job, ...flags, csv, labelled);
    const answers = predictedIn(predict.output);
    const rows = await rowsIn(labelled);
    const seconds = Number(/ rows in ([\d.]+) s/u.exec(spark.output)?.[1]);

    let others = 0;
    let furthest = 0;
    const left = new Set(answers.keys());
    for (const { word = "", label, probability } of rows) {
      const answer = answers.get(word);
      left.delete(word);
      if (label !== answer?.label) others++;
      furthest = Math.max(furthest, Math.abs(Number(probability) - (answer?.probability ?? Number.NaN)));
    }
    const speed = (seconds: number): string[] => [seconds.toFixed(1), grouped(Math.round(rows.length / seconds))];
    const table = [
      ["", "seconds", "rows a second"],
      ["predict, from start to end", ...speed(predict.seconds)],
      ["Spark's job on local[2], once it runs", ...speed(seconds)],
      ["from start to end", ...speed(spark.seconds)],
    ];
    console.log(formatTable(table, ["left", "right", "right"], 100).join("\n"));
    console.log(`\n${grouped(rows.length)} rows, ${grouped(answers.size)} words: ${others} with another label,`);
    console.log(`${left.size} without one, probabilities at most ${furthest.toExponential(1)} apart`);
    if (others > 0 || left.size > 0 || !(furthest <= tolerance)) throw new DataError("the answers differ");
  } finally {
    await rm(folder, { recursive: true });
  }
});
