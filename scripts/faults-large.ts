/**
 * Rows C12 and P3 as large as asked: a CSV to train on, and lines to label, with the memory that they take.
 *
 *     npx tsx scripts/faults-large.ts --rows 10000000 --lines 100000000
 */
import { spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import yargs from "yargs";

const root = fileURLToPath(new URL("..", import.meta.url));
const program = join(root, "dist", "cli", "katze.js");
/** Has a process tell its largest memory, in kilobytes, when it ends. */
const tell = "data:text/javascript,process.on('exit',()=>console.error('peak',process.resourceUsage().maxRSS))";

const block = 10_000;

/** Lines in blocks, each made of its number. */
function* linesOf(count: number, lineOf: (i: number) => string, header = ""): Generator<string> {
  if (header !== "") yield header;
  for (let from = 0; from < count; from += block) {
    const lines = Array.from({ length: Math.min(block, count - from) }, (_, i) => lineOf(from + i));
    yield `${lines.join("\n")}\n`;
  }
}

interface Outcome {
  readonly seconds: number;
  readonly megabytes: number;
}

/** Runs `katze …` on an input, if any, and gives each line of its output to `check`. */
async function run(args: readonly string[], input: Iterable<string>, check: (line: string) => void): Promise<Outcome> {
  const began = performance.now();
  const child = spawn(process.execPath, ["--import", tell, program, ...args], { stdio: ["pipe", "pipe", "pipe"] });
  let told = "";
  child.stderr.on("data", (chunk: Buffer) => {
    told = (told + chunk).slice(-10_000);
  });
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
  const fed = pipeline(Readable.from(input), child.stdin);
  let rest = "";
  for await (const chunk of child.stdout.setEncoding("utf8")) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(check);
  }
  await fed;
  if ((await closed) !== 0) throw new Error(`katze failed: ${told}`);
  const megabytes = Math.round(Number(/peak (\d+)/u.exec(told)?.[1]) / 1024);
  return { seconds: Math.round((performance.now() - began) / 1000), megabytes };
}

const print = (what: string, count: number, { seconds, megabytes }: Outcome): void =>
  console.log(`${count.toLocaleString("en")} ${what}: ${seconds} s, at most ${megabytes} MB`);

const { rows, lines } = await yargs(process.argv.slice(2))
  .options({
    rows: { type: "number", default: 10_000_000, describe: "Rows of a CSV to train on, a million words at most" },
    lines: { type: "number", default: 100_000_000, describe: "Lines to label" },
  })
  .strict()
  .parseAsync();

const folder = mkdtempSync(join(tmpdir(), "katze-large-"));
const model = join(folder, "large.safetensors");
try {
  const csv = join(folder, "large.csv");
  for (const count of [Math.ceil(rows / 10), rows]) {
    const made = linesOf(
      count,
      (i) => `w${(i % 1_000_000).toString(36)},${i % 3 ? "A" : "B"},${1 + (i % 7)}`,
      "word,language,count\n",
    );
    await pipeline(Readable.from(made), createWriteStream(csv));
    const args = ["train", csv, "--model", model, "--hidden", "8", "--epochs", "1", "--batch", "1024"];
    print("rows to train on", count, await run(args, [], () => {}));
  }
  const words = readFileSync(join(root, "data", "words.csv"), "utf8")
    .split("\n", 50_000)
    .map((row) => row.split(",")[0]);
  const wordOf = (i: number): string => words[(i * 7919) % words.length] ?? "";
  for (const count of [Math.ceil(lines / 10), lines]) {
    let next = 0;
    const outcome = await run(["predict", "--model", model], linesOf(count, wordOf), (line) => {
      if (!line.startsWith(`${wordOf(next)} `)) throw new Error(`line ${next} is ${line}`);
      next++;
    });
    if (next !== count) throw new Error(`${next} answers to ${count} lines`);
    print("lines labelled, in their order", count, outcome);
  }
} finally {
  rmSync(folder, { recursive: true });
}
