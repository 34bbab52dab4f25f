/** How well anybody can do who sees a word alone: some words are of several labels. */
import type { Targets } from "../../src/corpus/targets.js";
import { logarithm } from "../../src/evaluation/logarithm.js";
import { entriesOf } from "../../src/evaluation/outcomes.js";

export interface Ceiling {
  /** Words of more than one label. */
  readonly shared: number;
  /** The mean over words of their largest share: as often is right who names every word's heaviest label. */
  readonly accuracy: number;
  /** The mean entropy −Σ_l share_l·log share_l of words, in nats: no cross-entropy is less. */
  readonly crossEntropy: number;
}

/** @param words [n], indices of the targets' words, n > 0 */
export function ceilingOf(targets: Targets, words: Uint32Array): Ceiling {
  let shared = 0;
  let accuracy = 0;
  let crossEntropy = 0;
  for (const word of words) {
    const shares = targets.share.subarray(...entriesOf(targets, word));
    if (shares.length > 1) shared++;
    accuracy += Math.max(...shares);
    for (const share of shares) crossEntropy -= share * logarithm(share);
  }
  return { shared, accuracy: accuracy / words.length, crossEntropy: crossEntropy / words.length };
}

/**
 * The mean over words of the answered label's share, which the ceiling's accuracy bounds: how often the answer is the
 * label that is meant, where each word means its labels as often as their shares say.
 *
 * @param predicted [n], labels by number
 * @param words [n], n > 0
 */
export function meantShare(targets: Targets, predicted: ArrayLike<number>, words: Uint32Array): number {
  let sum = 0;
  words.forEach((word, i) => {
    const [from, to] = entriesOf(targets, word);
    for (let j = from; j < to; j++) if (targets.label[j] === predicted[i]) sum += targets.share[j] ?? 0;
  });
  return sum / words.length;
}
