import type { Targets } from "../corpus/targets.js";

/** What was to be said of each word, and what was said; all [n], labels by number. */
export interface Outcomes {
  /** The word's heaviest label. */
  readonly truth: Uint16Array;
  /** The most probable label. */
  readonly predicted: Uint16Array;
  /** The predicted label's probability. */
  readonly confidence: Float32Array;
}

/**
 * Sets the most probable label of each word against its heaviest one; of equals the first counts.
 *
 * @param probabilities [n, C]; what is no number counts as 0
 * @param words [n], indices into the corpus
 * @throws RangeError for shapes that do not fit each other
 */
export const outcomesOf = (probabilities: Float32Array, targets: Targets, words: Uint32Array, C: number): Outcomes => {
  const n = words.length;
  if (n === 0) throw new RangeError("no words to score");
  if (probabilities.length !== n * C) {
    throw new RangeError(`${probabilities.length} probabilities for ${n} words of ${C} labels`);
  }
  const truth = new Uint16Array(n);
  const predicted = new Uint16Array(n);
  const confidence = new Float32Array(n);
  words.forEach((word, i) => {
    truth[i] = heaviestLabel(targets, word);
    for (let label = 0; label < C; label++) {
      const probability = probabilities[i * C + label] ?? 0;
      if (probability > (confidence[i] ?? 0)) {
        predicted[i] = label;
        confidence[i] = probability;
      }
    }
  });
  return { truth, predicted, confidence };
};

/** The label of the largest share. Throws a RangeError where the word is none of the targets'. */
export const heaviestLabel = (targets: Targets, word: number): number => {
  const [from, to] = entriesOf(targets, word);
  let heaviest = from;
  for (let i = from + 1; i < to; i++) if ((targets.share[i] ?? 0) > (targets.share[heaviest] ?? 0)) heaviest = i;
  return targets.label[heaviest] ?? 0;
};

/** The word's entries in the targets: from, and the one after the last. */
export const entriesOf = ({ start }: Targets, word: number): readonly [number, number] => {
  const from = start[word];
  const to = start[word + 1];
  if (from === undefined || to === undefined) throw new RangeError(`no word ${word} among ${start.length - 1}`);
  return [from, to];
};

/** The labels that the word carries, by number. */
export const labelsOf = (targets: Targets, word: number): Uint16Array =>
  targets.label.subarray(...entriesOf(targets, word));
