/**
 * katze's own program in the comparison, with the tasks of peers/peer.py: `train` through the engine's contract, `run` and `bulk`
 * prediction through the library. Unlike its peers' the clock runs while batches are made, in `run` from the words read to
 * the model, in `bulk` from text to text.
 */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { selectWords } from "../../src/corpus/corpus.js";
import { readCorpusFile } from "../../src/corpus/corpus-file.js";
import type { Engine, Shape } from "../../src/engine/engine.js";
import { createTfjsEngine } from "../../src/engine/tfjs/create.js";
import { createRelaxedEngine, createThreadedEngine } from "../../src/engine/wasm/threads.js";
import { joinVectors } from "../../src/engine/wasm/vectors.js";
import type { Answers } from "../../src/model/answers.js";
import { Classifier } from "../../src/model/classifier.js";
import { loadModel, saveModel } from "../../src/model/file.js";
import { train } from "../../src/training/trainer.js";
import { median } from "../measurement/rounds.js";
import { plainNetwork, plainSettings, step } from "./plain.js";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: "string", default: "" },
    hidden: { type: "string", default: "128" },
    batch: { type: "string", default: "128" },
    seconds: { type: "string", default: "4" },
    epochs: { type: "string", default: "1" },
    threads: { type: "string", default: "1" },
    /** Neighbours that a batch takes together; by default as many as `katze train`. */
    run: { type: "string" },
    engine: { type: "string", default: "wasm" },
  },
});
const [task, words = ""] = positionals;
joinVectors();
const [hidden, batch, seconds, threads] = [values.hidden, values.batch, values.seconds, values.threads].map(Number);
const neighbours = values.run === undefined ? undefined : Number(values.run);
if (task === "train") await steps();
else if (task === "run") await run();
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

async function steps(): Promise<void> {
  const { engine, batches } = await plainNetwork(words, hidden ?? 0, createEngine, neighbours);
  const [first] = batches(batch ?? 0, 0);
  if (first) await engine.train(first, step);
  const figure = await wordsPerSecond(async function* (key) {
    for (const places of batches(batch ?? 0, key)) {
      await engine.train(places, step);
      yield places.length;
    }
  });
  console.log(JSON.stringify({ wordsPerSecond: figure, engine: engine.name, threads: engine.threads }));
}

/** Trains to the end; keeps the model where a file is named. */
async function run(): Promise<void> {
  const { corpus, data } = await readCorpusFile(words);
  const settings = { ...plainSettings, hidden, batch, epochs: Number(values.epochs), run: neighbours };
  const start = performance.now();
  for await (const event of train(corpus, settings, { data, createEngine })) {
    if (event.event !== "done") continue;
    const learned = event.epochs * selectWords(corpus, "train").length;
    console.log(JSON.stringify({ wordsPerSecond: (learned / (performance.now() - start)) * 1000, words: learned }));
    if (values.model) await saveModel(values.model, event.model);
  }
}

async function bulk(): Promise<void> {
  const classifier = await Classifier.create(await loadModel(values.model), createEngine);
  const lines = (await readFile(words, "utf8")).trimEnd().split("\n");
  await classifier.predict(lines.slice(0, 1024));
  const figure = await wordsPerSecond(async function* () {
    yield labelled(await classifier.answer(lines));
  });
  console.log(JSON.stringify({ wordsPerSecond: figure }));
}

/** Asks for each word's label and its probability; how many words there are. */
function labelled(answers: Answers): number {
  let sum = 0;
  for (let i = 0; i < answers.words.length; i++) sum += answers.best(i).probability;
  if (!(sum > 0)) throw new Error("labels without a probability");
  return answers.words.length;
}
