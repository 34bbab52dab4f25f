import type { Targets } from "../corpus/targets.js";
import { logarithm } from "./logarithm.js";
import { entriesOf, outcomesOf } from "./outcomes.js";

/** A smaller probability counts as this one, since one word must not make the loss of all infinite. */
export const leastProbability = 1e-30;
const leastLogarithm = logarithm(leastProbability);

export interface Score {
  /** Cross-entropy in nats a word, by the words' weights. */
  readonly loss: number;
  /** The share of words whose most probable label is their heaviest one; of equals the first counts. */
  readonly accuracy: number;
}

/**
 * How well the probabilities fit the words; see `crossEntropy` for the loss. The same bits on every engine.
 *
 * @param probabilities [n, C]; what is no number counts as 0
 * @param words [n], indices into the corpus
 * @param weight [n], how much each word counts in the loss; by default the same
 * @throws RangeError for no words, or shapes that do not fit each other
 */
export const score = (
  probabilities: Float32Array,
  targets: Targets,
  words: Uint32Array,
  C: number,
  weight?: Float32Array,
): Score => {
  const { truth, predicted } = outcomesOf(probabilities, targets, words, C);
  let right = 0;
  truth.forEach((label, i) => {
    if (label === predicted[i]) right++;
  });
  return { loss: crossEntropy(probabilities, targets, words, C, weight), accuracy: right / words.length };
};

/**
 * The weighted mean over words of −Σ_l share_l·log max(p_l, 1e-30), in nats.
 *
 * @param probabilities [n, C]; what is no number counts as 0
 * @param words [n], indices into the corpus, n > 0
 * @param weight [n], by default all the same
 */
export const crossEntropy = (
  probabilities: Float32Array,
  targets: Targets,
  words: Uint32Array,
  C: number,
  weight?: Float32Array,
): number => {
  let sum = 0;
  let whole = 0;
  words.forEach((word, i) => {
    const [from, to] = entriesOf(targets, word);
    const counts = weight?.[i] ?? 1;
    whole += counts;
    for (let j = from; j < to; j++) {
      const probability = probabilities[i * C + (targets.label[j] ?? 0)] ?? 0;
      sum -=
        counts * (targets.share[j] ?? 0) * (probability > leastProbability ? logarithm(probability) : leastLogarithm);
    }
  });
  return sum / whole;
};
