import type { Targets } from "../corpus/targets.js";
import { exponential } from "../evaluation/exponential.js";
import { logarithm } from "../evaluation/logarithm.js";
import { entriesOf } from "../evaluation/outcomes.js";
import type { Parameters } from "../model/model.js";

/** T stays between these, whatever few words say. */
const coldest = 0.5;
const hottest = 2;

/** How many words the belief in T = 1 weighs: a few hundred words outweigh it, a handful does not. */
const belief = 20;

/** Halvings of the interval that T is in; then it is known to less than what is kept of it. */
const halvings = 12;

/** A smaller probability counts as this one, as in the cross-entropy. */
const leastProbability = 1e-30;

/**
 * The temperature T of softmax(o/T) that fits words best (Guo et al., arXiv:1706.04599), to three decimals: the least of
 *
 *     −Σ_w weight_w·Σ_l share_l·log softmax(o/T)_l + belief/2·(1/T − 1)²,   0.5 ≤ T ≤ 2
 *
 * which is convex in 1/T. The second term keeps T near 1 where words are few, or all of them right. The same bits on
 * every engine.
 *
 * @param probabilities [n, C], at T = 1
 * @param words [n], indices into the targets
 * @param weight [n], how much each word counts
 */
export function fitTemperature(
  probabilities: Float32Array,
  targets: Targets,
  words: Uint32Array,
  weight: Float32Array,
): number {
  const logits = logitsOf(probabilities);
  let low = coldest;
  let high = hottest;
  for (let i = 0; i < halvings; i++) {
    const T = (low + high) / 2;
    if (slope(logits, targets, words, weight, T) + belief * (1 / T - 1) > 0) low = T;
    else high = T;
  }
  return Math.round(500 * (low + high)) / 1000;
}

/** o, but for what is the same for all labels of a word, which softmax does not see. */
const logitsOf = (probabilities: Float32Array): Float32Array =>
  probabilities.map((probability) => logarithm(Math.max(probability, leastProbability)));

/** softmax(o/T) [n, C] for the probabilities softmax(o). */
export function probabilitiesAt(probabilities: Float32Array, T: number, C: number): Float32Array {
  const at = logitsOf(probabilities);
  for (let from = 0; from < at.length; from += C) {
    const word = at.subarray(from, from + C);
    const most = word.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
    let mass = 0;
    word.forEach((logit, l) => {
      word[l] = exponential((logit - most) / T);
      mass += word[l] ?? 0;
    });
    word.forEach((e, l) => {
      word[l] = e / mass;
    });
  }
  return at;
}

/** The derivative of the words' loss by 1/T: Σ_w weight_w·Σ_l (softmax(o/T)_l − share_l)·o_l. */
function slope(logits: Float32Array, targets: Targets, words: Uint32Array, weight: Float32Array, T: number): number {
  const C = logits.length / words.length;
  let slope = 0;
  words.forEach((word, i) => {
    const o = logits.subarray(i * C, (i + 1) * C);
    const most = o.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
    let mass = 0;
    let mean = 0;
    for (const logit of o) {
      const e = exponential((logit - most) / T);
      mass += e;
      mean += e * logit;
    }
    let wanted = 0;
    const [from, to] = entriesOf(targets, word);
    for (let j = from; j < to; j++) wanted += (targets.share[j] ?? 0) * (o[targets.label[j] ?? 0] ?? 0);
    slope += (weight[i] ?? 0) * (mean / mass - wanted);
  });
  return slope;
}

/** The parameters whose logits are divided by T: V/T and c/T. */
export const atTemperature = (parameters: Parameters, T: number): Parameters => ({
  ...parameters,
  V: parameters.V.map((x) => x / T),
  c: parameters.c.map((x) => x / T),
});
