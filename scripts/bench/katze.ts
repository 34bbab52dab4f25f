/**
 * katze's own program in the comparison, with the tasks of peers/peer.mjs: `train` through the engine's contract, and `bulk`
 * prediction through the library. Unlike its peers' the clock runs while batches are made, and for `bulk` from text to text.
 */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { batchesOf } from "../../src/corpus/batches.js";
import { selectWords } from "../../src/corpus/corpus.js";
import { readCorpusFile } from "../../src/corpus/corpus-file.js";
import { Random } from "../../src/corpus/random.js";
import { toExamples } from "../../src/corpus/sequences.js";
import { buildAlphabet, Vocabulary } from "../../src/corpus/vocabulary.js";
import type { Engine, Shape, Step } from "../../src/engine/engine.js";
import { createTfjsEngine } from "../../src/engine/tfjs/create.js";
import { createRelaxedEngine, createThreadedEngine } from "../../src/engine/wasm/threads.js";
import { Classifier } from "../../src/model/classifier.js";
import { loadModel } from "../../src/model/file.js";
import { initialise } from "../../src/training/initialise.js";
import { completeSettings } from "../../src/training/settings.js";
import { median } from "./rounds.js";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: "string", default: "" },
    hidden: { type: "string", default: "128" },
    batch: { type: "string", default: "128" },
    seconds: { type: "string", default: "4" },
    threads: { type: "string", default: "1" },
    /** Neighbours that a batch takes together; by default as many as `katze train`. */
    run: { type: "string" },
    engine: { type: "string", default: "wasm" },
  },
});
const [task, words = ""] = positionals;
/** Lines that are labelled at once. */
const block = 65_536;
const [hidden, batch, seconds, threads] = [values.hidden, values.batch, values.seconds, values.threads].map(Number);
if (task === "train") await train();
else if (task === "bulk") await bulk();
else throw new RangeError(`no task ${task}`);
// Threads that help would keep the process.
process.exit();

/** One pass after another, five at most; where the seconds end within the first, the rate up to there. */
async function wordsPerSecond(pass: (key: number) => AsyncGenerator<number>): Promise<number> {
  const rates: number[] = [];
  let spent = 0;
  const limit = (seconds ?? 0) * 1000;
  while (rates.length < 5) {
    const start = performance.now();
    let words = 0;
    let took = 0;
    for await (const done of pass(rates.length)) {
      words += done;
      took = performance.now() - start;
      if (spent + took > limit) break;
    }
    if (spent + took <= limit || rates.length === 0) rates.push((words / took) * 1000);
    spent += took;
    if (spent > limit) break;
  }
  return median(rates) ?? 0;
}

function createEngine(shape: Shape): Promise<Engine> {
  if (values.engine === "tfjs") return createTfjsEngine(shape);
  return (values.engine === "relaxed" ? createRelaxedEngine : createThreadedEngine)(shape, threads ?? 1);
}

async function train(): Promise<void> {
  const { corpus } = await readCorpusFile(words);
  const all = selectWords(corpus, "all");
  const vocabulary = new Vocabulary(buildAlphabet(corpus), { keepCase: false, endMark: false });
  const engine = await createEngine({ rung: "rnn", A: vocabulary.size, H: hidden ?? 0, C: corpus.labels.length });
  engine.load(initialise(engine.shape, 1));
  engine.learnFrom(toExamples(corpus, all, vocabulary));
  const run = values.run === undefined ? completeSettings({}, all.length).run : Number(values.run);
  const step: Step = {
    rate: 1e-3,
    decay: 0.01,
    clip: 1,
    dropCharacters: 0,
    dropHidden: 0,
    prefixLoss: 0,
    nextLoss: 0,
    key: 1,
  };
  const batches = (key: number): Generator<Uint32Array> => batchesOf(all.length, batch ?? 0, run, new Random(key));
  const [first] = batches(0);
  if (first) await engine.train(first, step);
  const figure = await wordsPerSecond(async function* (key) {
    for (const batch of batches(key)) {
      await engine.train(batch, step);
      yield batch.length;
    }
  });
  console.log(JSON.stringify({ wordsPerSecond: figure, engine: engine.name, threads: engine.threads }));
}

async function bulk(): Promise<void> {
  const classifier = await Classifier.create(await loadModel(values.model), createEngine);
  const lines = (await readFile(words, "utf8")).trimEnd().split("\n");
  await classifier.predict(lines.slice(0, 1024));
  const figure = await wordsPerSecond(async function* () {
    for (let from = 0; from < lines.length; from += block) {
      yield (await classifier.predict(lines.slice(from, from + block))).length;
    }
  });
  console.log(JSON.stringify({ wordsPerSecond: figure }));
}
