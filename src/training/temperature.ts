import type { Targets } from "../corpus/targets.js";
import { exponential } from "../evaluation/exponential.js";
import { logarithm } from "../evaluation/logarithm.js";
import { entriesOf } from "../evaluation/outcomes.js";
import { leastProbability } from "../evaluation/score.js";
import type { Parameters } from "../model/model.js";

/** T stays between these, whatever few words say. */
const coldest = 0.5;
const hottest = 2;

/** How many words the belief in T = 1 weighs: a few hundred words outweigh it, a handful does not. */
const belief = 20;

/** 1/T is known to this: T to less than what is kept of it. */
const precision = 1e-5;

/** After a step of Newton's as short as this, what is left is at most its square times half the range of logits, −log leastProbability = 69: less than the precision. */
const lastStep = 5e-4;

/** Steps at most: so many halvings alone come to the precision. */
const mostSteps = 20;

/**
 * The temperature T of softmax(o/T) that fits words best (Guo et al., arXiv:1706.04599), to three decimals: the least of
 *
 *     −Σ_w weight_w·Σ_l share_l·log softmax(o/T)_l + belief/2·(1/T − 1)²,   0.5 ≤ T ≤ 2
 *
 * which is convex in β = 1/T, so that Newton's steps find it, and halvings where a step leaves the bracket. The second
 * term keeps T near 1 where words are few, or all of them right. The same bits on every engine.
 *
 * @param logits [n, C], o as `logitsOf` has it
 * @param words [n], indices into the targets
 * @param weight [n], how much each word counts
 */
export function fitTemperature(
  logits: Float32Array,
  targets: Targets,
  words: Uint32Array,
  weight: Float32Array,
): number {
  const C = logits.length / words.length;
  const wanted = wantedOf(logits, targets, words, weight, C);
  // Where the loss is known to fall and to rise.
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let beta = 1;
  for (let i = 0; i < mostSteps; i++) {
    const { mean, variance } = momentsAt(logits, weight, beta, C);
    const slope = mean - wanted + belief * (beta - 1);
    if (slope > 0) high = beta;
    else low = beta;
    const newton = beta - slope / (variance + belief);
    const isInside = newton >= low && newton <= high;
    const next = Math.min(1 / coldest, Math.max(1 / hottest, isInside ? newton : (low + high) / 2));
    const moved = Math.abs(next - beta);
    beta = next;
    if (moved < (isInside ? lastStep : precision)) break;
  }
  return Math.round(1000 / beta) / 1000;
}

/** o [n, C] of the probabilities softmax(o), each word's largest 0: what is the same for all labels of a word softmax does not see. */
export function logitsOf(probabilities: Float32Array, C: number): Float32Array {
  const logits = new Float32Array(probabilities.length);
  for (let from = 0; from < logits.length; from += C) {
    let most = leastProbability;
    for (let k = from; k < from + C; k++) most = Math.max(most, probabilities[k] ?? 0);
    for (let k = from; k < from + C; k++) {
      logits[k] = logarithm(Math.max(probabilities[k] ?? 0, leastProbability) / most);
    }
  }
  return logits;
}

/** softmax(o/T) [n, C]. */
export function probabilitiesAt(logits: Float32Array, T: number, C: number): Float32Array {
  const at = new Float32Array(logits.length);
  for (let from = 0; from < at.length; from += C) {
    let mass = 0;
    for (let k = from; k < from + C; k++) {
      const e = exponential((logits[k] ?? 0) / T);
      at[k] = e;
      mass += e;
    }
    for (let k = from; k < from + C; k++) at[k] = (at[k] ?? 0) / mass;
  }
  return at;
}

/** Σ_w weight_w·Σ_l share_l·o_l. */
function wantedOf(logits: Float32Array, targets: Targets, words: Uint32Array, weight: Float32Array, C: number): number {
  let sum = 0;
  words.forEach((word, i) => {
    const [from, to] = entriesOf(targets, word);
    for (let j = from; j < to; j++) {
      sum += (weight[i] ?? 0) * (targets.share[j] ?? 0) * (logits[i * C + (targets.label[j] ?? 0)] ?? 0);
    }
  });
  return sum;
}

/** The weighted sums over words of the mean and of the variance of o under softmax(β·o): the loss's derivatives by β, but for what is wanted. */
function momentsAt(
  logits: Float32Array,
  weight: Float32Array,
  beta: number,
  C: number,
): { mean: number; variance: number } {
  let means = 0;
  let variances = 0;
  weight.forEach((counts, i) => {
    let mass = 0;
    let first = 0;
    let second = 0;
    for (let k = i * C; k < (i + 1) * C; k++) {
      const o = logits[k] ?? 0;
      const e = exponential(beta * o);
      mass += e;
      first += e * o;
      second += e * o * o;
    }
    const mean = first / mass;
    means += counts * mean;
    variances += counts * (second / mass - mean * mean);
  });
  return { mean: means, variance: variances };
}

/** The parameters whose logits are divided by T: V/T and c/T. */
export const atTemperature = (parameters: Parameters, T: number): Parameters => ({
  ...parameters,
  V: parameters.V.map((x) => x / T),
  c: parameters.c.map((x) => x / T),
});
