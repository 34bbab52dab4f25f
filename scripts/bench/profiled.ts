/**
 * Trains with a kernel that has names, under V8's profiler: node --import tsx profiled.ts KERNEL CSV SECONDS prints the
 * share of samples by file of the kernel, with JavaScript and the rest of Node beside them.
 */
import { readFile } from "node:fs/promises";
import { type Profiler, Session } from "node:inspector/promises";
import { batchesOf } from "../../src/corpus/batches.js";
import { selectWords } from "../../src/corpus/corpus.js";
import { readCorpusFile } from "../../src/corpus/corpus-file.js";
import { Random } from "../../src/corpus/random.js";
import { toExamples } from "../../src/corpus/sequences.js";
import { buildAlphabet, Vocabulary } from "../../src/corpus/vocabulary.js";
import { WasmEngine } from "../../src/engine/wasm/engine.js";
import { instantiate } from "../../src/engine/wasm/kernel.js";
import { initialise } from "../../src/training/initialise.js";
import { completeSettings } from "../../src/training/settings.js";

const size = 128;
const [kernel = "", csv = "", seconds = ""] = process.argv.slice(2);
const { corpus } = await readCorpusFile(csv);
const words = selectWords(corpus, "all");
const vocabulary = new Vocabulary(buildAlphabet(corpus), { keepCase: false, endMark: false });
const shape = { rung: "rnn", A: vocabulary.size, H: size, C: corpus.labels.length } as const;
const engine = new WasmEngine(await instantiate((await readFile(kernel)).toString("base64")), shape);
engine.load(initialise(shape, 1));
engine.learnFrom(toExamples(corpus, words, vocabulary));

const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.setSamplingInterval", { interval: 500 });
await train(500);
await session.post("Profiler.start");
await train(Number(seconds) * 1000);
const { profile } = await session.post("Profiler.stop");
console.log(JSON.stringify(shares(profile)));

/** Whole epochs until the time is over. */
async function train(milliseconds: number): Promise<void> {
  const start = performance.now();
  const { run } = completeSettings({}, words.length);
  const step = {
    rate: 1e-3,
    decay: 0.01,
    clip: 1,
    dropCharacters: 0,
    dropHidden: 0,
    prefixLoss: 0,
    nextLoss: 0,
    key: 1,
  };
  for (let epoch = 0; performance.now() - start < milliseconds; epoch++) {
    for (const batch of batchesOf(words.length, size, run, new Random(epoch))) await engine.train(batch, step);
  }
}

function shares({ nodes, samples = [] }: Profiler.Profile): Record<string, number> {
  const files = new Map(nodes.map(({ id, callFrame }) => [id, fileOf(callFrame)]));
  const counts: Record<string, number> = {};
  for (const sample of samples) {
    const file = files.get(sample) ?? "Node";
    counts[file] = (counts[file] ?? 0) + 1 / samples.length;
  }
  return counts;
}

/** Names of the kernel are those of their file and function, such as product/run. */
function fileOf({ functionName, url }: { functionName: string; url: string }): string {
  if (functionName === "(garbage collector)") return "garbage collection";
  if (url.startsWith("wasm:")) return functionName.split("/").at(-2) ?? "JavaScript";
  return url === "" ? "Node" : "JavaScript";
}
