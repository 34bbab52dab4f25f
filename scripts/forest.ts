/**
 * Feeds what a network makes of words to other classifiers: the article says that its vectors can feed "a random forest or
 * any other classifier", and this tries it.
 *
 *     npx tsx scripts/forest.ts [data/words.csv] [--words 300] [--model models/words.safetensors]
 *
 * A random forest and the nearest neighbours learn the labels of a few training words, once from h of the trained network,
 * once from h of one that was never trained, once from the bag of a word's letters, and answer all test words; the
 * neighbours also of ten times as many words, to see whether more words make up for it.
 */
import { parseArgs } from "node:util";
import { RandomForestClassifier } from "ml-random-forest";
import { runCommand } from "../src/cli/run.js";
import { type Corpus, selectWords } from "../src/corpus/corpus.js";
import { readCorpusFile } from "../src/corpus/corpus-file.js";
import { derive, Random } from "../src/corpus/random.js";
import { shapeOf } from "../src/engine/shape.js";
import { DataError, UsageError } from "../src/errors.js";
import { grouped, percent } from "../src/evaluation/figures.js";
import { type Interval, wilsonInterval } from "../src/evaluation/interval.js";
import { evaluate } from "../src/evaluation/metrics.js";
import { heaviestLabel } from "../src/evaluation/outcomes.js";
import { formatTable } from "../src/evaluation/table.js";
import { hiddenOf } from "../src/inspection/hidden.js";
import { nearestWords } from "../src/inspection/neighbours.js";
import { probabilitiesOf } from "../src/model/classifier.js";
import { loadModel } from "../src/model/file.js";
import type { Model } from "../src/model/model.js";
import { printable } from "../src/quote.js";
import { row } from "../src/recurrence/vector.js";
import { initialise } from "../src/training/initialise.js";

const usage = "npx tsx scripts/forest.ts [csv] [--words 300] [--model models/words.safetensors]";
const seed = 1;
const trees = 25;
/** Features that a tree chooses from: nearly every letter, but a part of h. */
const featuresOfTree = 40;
const neighbours = 5;

/** Vectors of the words to learn from and of those to answer, [words, size]. */
interface Features {
  readonly size: number;
  readonly train: Float32Array;
  readonly test: Float32Array;
}

/** The label of each test word, by the labels of the training words. */
type Classify = (features: Features, labels: readonly number[]) => number[];

const rowsOf = (numbers: Float32Array, size: number): number[][] =>
  Array.from({ length: numbers.length / size }, (_, i) => [...row(numbers, i, size)]);

const forest: Classify = ({ size, train, test }, labels) => {
  const classifier = new RandomForestClassifier({
    seed,
    nEstimators: trees,
    maxFeatures: Math.min(featuresOfTree, size),
    replacement: false,
    useSampleBagging: true,
    noOOB: true,
  });
  classifier.train(rowsOf(train, size), [...labels]);
  return classifier.predict(rowsOf(test, size));
};

/** What most of the nearest words are; of equals the one with the nearest. */
const nearest: Classify = ({ size, train, test }, labels) =>
  Array.from({ length: test.length / size }, (_, i) => {
    const votes = new Map<number, number>();
    for (const { word } of nearestWords(row(test, i, size), train, neighbours)) {
      const label = labels[word] ?? 0;
      votes.set(label, (votes.get(label) ?? 0) + 1);
    }
    const most = Math.max(...votes.values());
    return [...votes.keys()].find((label) => votes.get(label) === most) ?? 0;
  });

/** How often each letter of the alphabet is in each word, [words, letters]. */
function bagsOf({ alphabet }: Model, words: readonly string[]): Float32Array {
  const bags = new Float32Array(words.length * alphabet.length);
  const numbers = new Map(alphabet.map((character, number) => [character, number]));
  words.forEach((word, i) => {
    for (const character of word) {
      const place = numbers.get(character);
      if (place !== undefined) bags[i * alphabet.length + place] = (bags[i * alphabet.length + place] ?? 0) + 1;
    }
  });
  return bags;
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        words: { type: "string", default: "300" },
        model: { type: "string", default: "models/words.safetensors" },
      },
    });
    const [csv = "data/words.csv", ...more] = positionals;
    const words = Number(values.words);
    if (more.length > 0 || !Number.isInteger(words) || words < 10) throw new UsageError(`usage: ${usage}`);
    return { csv, words, model: values.model };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`${printable(error.message)}; usage: ${usage}`);
  }
}

/** Words of a corpus, and the number of the label that each is to have. */
function chosen(corpus: Corpus, words: Uint32Array) {
  return {
    texts: Array.from(words, (word) => corpus.words.get(word)),
    labels: Array.from(words, (word) => heaviestLabel(corpus.targets, word)),
  };
}

const shown = (accuracy: number, { from, to }: Interval): string =>
  `${percent(accuracy)} (${(100 * from).toFixed(1)} to ${(100 * to).toFixed(1)})`;

await runCommand(async () => {
  const { csv, words, model: path } = readArguments();
  const model = await loadModel(path);
  const { corpus } = await readCorpusFile(csv, { keepCase: model.reading.keepCase });
  if (corpus.whole) throw new DataError(`${printable(csv)}: too few words to set some aside; take a larger CSV`);
  const sample = selectWords(corpus, "train");
  new Random(seed).shuffle(sample);
  const few = chosen(corpus, sample.slice(0, words));
  const more = chosen(corpus, sample.slice(0, 10 * words));
  const testWords = selectWords(corpus, "test");
  const test = chosen(corpus, testWords);

  const untrained: Model = { ...model, parameters: initialise(shapeOf(model), derive(seed, 1)) };
  const letters = model.alphabet.length;
  const features: readonly [string, number, (words: readonly string[]) => Promise<Float32Array>][] = [
    [`h of the trained network (${model.hidden})`, model.hidden, (words) => hiddenOf(model, words)],
    [`h of an untrained network (${model.hidden})`, model.hidden, (words) => hiddenOf(untrained, words)],
    [`bag of letters (${letters})`, letters, async (words) => bagsOf(model, words)],
  ];
  const table = [
    ["", `forest, ${few.texts.length} words`, `neighbours, ${few.texts.length}`, `neighbours, ${more.texts.length}`],
  ];
  for (const [name, size, of] of features) {
    const answer = async (classify: Classify, { texts, labels }: typeof few): Promise<string> => {
      const answers = classify({ size, train: await of(texts), test: await of(test.texts) }, labels);
      const right = answers.filter((label, i) => label === test.labels[i]).length;
      return shown(right / answers.length, wilsonInterval(right, answers.length));
    };
    table.push([name, await answer(forest, few), await answer(nearest, few), await answer(nearest, more)]);
  }
  const own = evaluate(await probabilitiesOf(model, corpus, testWords), corpus, testWords, model.labels);
  const n = grouped(testWords.length);
  console.log(
    `${printable(csv)}: right on ${n} test words, with 95 % intervals; ${trees} trees, ${neighbours} neighbours\n`,
  );
  console.log(formatTable(table, ["left", "right", "right", "right"], 120).join("\n"));
  console.log(
    `\nthe network's own answer, whose h learned from all training words: ${shown(own.accuracy, own.accuracyInterval)}`,
  );
});
