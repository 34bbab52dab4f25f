/**
 * Searches the recipe: trains it with each of many changes, alone, over several seeds, and tells what each gives on the
 * validation words.
 *
 *     npm run search -- [data/words.csv] [--rung rnn] [--seeds 1,2,3] [--only NAME,…] [--epochs N] [--threads N]
 *         [--word-column word] [--label-column language] [--record search.jsonl] [--markdown FILE] [--list]
 *
 * With --record every training is a line of that file, and one of the same data and settings is not done again.
 */
import { appendFile, readFile, writeFile } from "node:fs/promises";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { runCommand } from "../src/cli/run.js";
import { type Corpus, selectWords } from "../src/corpus/corpus.js";
import { readCorpusFile } from "../src/corpus/corpus-file.js";
import { createThreadedEngine, defaultThreads } from "../src/engine/wasm/threads.js";
import { joinVectors } from "../src/engine/wasm/vectors.js";
import { UsageError } from "../src/errors.js";
import { findRung } from "../src/recurrence/ladder.js";
import { checkRung } from "../src/training/limits.js";
import { completeSettings, type Settings } from "../src/training/settings.js";
import { train } from "../src/training/trainer.js";
import { toMarkdown, toText } from "./measurement/sheet.js";
import { type Trial, tableOf } from "./search/table.js";
import { variants } from "./search/variants.js";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    rung: { type: "string", default: "rnn" },
    seeds: { type: "string", default: "1,2,3" },
    only: { type: "string" },
    epochs: { type: "string" },
    threads: { type: "string", default: String(defaultThreads()) },
    "word-column": { type: "string" },
    "label-column": { type: "string" },
    record: { type: "string" },
    markdown: { type: "string" },
    list: { type: "boolean", default: false },
  },
});

/** All settings of a variant; what it changes counts more than --epochs. */
function settingsOf(variant: string, seed: number, words: number): Settings {
  checkRung(values.rung);
  const epochs = values.epochs === undefined ? {} : { epochs: Number(values.epochs) };
  return completeSettings({ rung: findRung(values.rung)?.name, seed, ...epochs, ...variants[variant] }, words);
}

async function trial(corpus: Corpus, data: string, variant: string, settings: Settings): Promise<Trial> {
  const createEngine = (shape: Parameters<typeof createThreadedEngine>[0]): ReturnType<typeof createThreadedEngine> =>
    createThreadedEngine(shape, Number(values.threads));
  let best = { loss: Number.POSITIVE_INFINITY, accuracy: 0 };
  for await (const event of train(corpus, settings, { data: "", createEngine })) {
    if (event.event === "epoch" && event.validation.loss < best.loss) best = event.validation;
    if (event.event !== "done") continue;
    const { test, seconds } = event;
    return { variant, data, settings, validation: best, test, seconds };
  }
  throw new Error("the training ended without a model");
}

const isTrial = (line: unknown): line is Trial =>
  typeof line === "object" && line !== null && "data" in line && "settings" in line && "validation" in line;

async function recorded(file: string | undefined): Promise<Trial[]> {
  if (file === undefined) return [];
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line): unknown => JSON.parse(line))
    .filter(isTrial);
}

await runCommand(async () => {
  if (values.list) return console.log(Object.keys(variants).join("\n"));
  const names = values.only?.split(",") ?? Object.keys(variants);
  joinVectors();
  const stray = names.find((name) => !(name in variants));
  if (stray !== undefined) throw new UsageError(`no change is called ${stray}; --list shows them`);
  const columns = { wordColumn: values["word-column"], labelColumn: values["label-column"] };
  const [file = "data/words.csv"] = positionals;
  const { corpus, data } = await readCorpusFile(file, columns);
  const words = selectWords(corpus, "train").length;
  const known = await recorded(values.record);
  const trials: Trial[] = [];
  for (const seed of values.seeds.split(",").map(Number)) {
    for (const variant of names) {
      const settings = settingsOf(variant, seed, words);
      const done = known.find((trial) => trial.data === data && isDeepStrictEqual(trial.settings, settings));
      if (done) {
        trials.push({ ...done, variant });
        continue;
      }
      const result = await trial(corpus, data, variant, settings);
      trials.push(result);
      if (values.record !== undefined) await appendFile(values.record, `${JSON.stringify(result)}\n`);
      const { validation, seconds } = result;
      const figures = `${validation.loss.toFixed(4)} nats, ${(100 * validation.accuracy).toFixed(1)} % right`;
      console.error(`${variant}, seed ${seed}: ${figures}, ${seconds.toFixed(0)} s`);
    }
  }
  const sheet = tableOf(trials, `Changes to the recipe of ${values.rung} on ${file}`);
  console.log(toText(sheet, process.stdout.columns));
  if (values.markdown !== undefined) await writeFile(values.markdown, `${toMarkdown(sheet)}\n`);
});
