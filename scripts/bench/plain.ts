/** The plain network that everybody trains: nothing dropped, a loss at the last letter alone. */
import { batchesOf } from "../../src/corpus/batches.js";
import { selectWords } from "../../src/corpus/corpus.js";
import { readCorpusFile } from "../../src/corpus/corpus-file.js";
import { toExamples } from "../../src/corpus/examples.js";
import { Random } from "../../src/corpus/random.js";
import { buildAlphabet, Vocabulary } from "../../src/corpus/vocabulary.js";
import type { Engine, Shape, Step } from "../../src/engine/engine.js";
import { initialise } from "../../src/training/initialise.js";
import { wholeLimits } from "../../src/training/limits.js";
import { completeSettings, type GivenSettings } from "../../src/training/settings.js";

const plain = { clip: 1, dropCharacters: 0, dropHidden: 0, prefixLoss: 0, nextLoss: 0 } as const;

export const step: Step = { ...plain, rate: 1e-3, decay: 0.01, key: 1 };

/** What a whole training of it is given. */
export const plainSettings: GivenSettings = {
  ...plain,
  endMark: false,
  learningRate: step.rate,
  weightDecay: step.decay,
  patience: wholeLimits.patience[1],
};

/** An engine that has all words of a CSV to learn from, and the batches of an epoch; `run` is that of `katze train` by default. */
export async function plainNetwork<E extends Engine>(
  csv: string,
  hidden: number,
  createEngine: (shape: Shape) => Promise<E>,
  run?: number,
): Promise<{ engine: E; batches: (size: number, epoch: number) => Generator<Uint32Array> }> {
  const { corpus } = await readCorpusFile(csv);
  const words = selectWords(corpus, "all");
  const vocabulary = new Vocabulary(buildAlphabet(corpus), { keepCase: false, endMark: false });
  const engine = await createEngine({ rung: "rnn", A: vocabulary.size, H: hidden, C: corpus.labels.length });
  engine.load(initialise(engine.shape, 1));
  engine.learnFrom(toExamples(corpus, words, vocabulary));
  const neighbours = run ?? completeSettings({ hidden }, words.length).run;
  return { engine, batches: (size, epoch) => batchesOf(words.length, size, neighbours, new Random(epoch)) };
}
