import type { Corpus } from "../corpus/corpus.js";
import { entriesOf } from "../evaluation/outcomes.js";

/** [C], how large a part of the words carries each label; a word of several labels counts by its shares. */
export function labelShares({ targets, labels }: Corpus, words: Uint32Array): Float64Array {
  const shares = new Float64Array(labels.length);
  for (const word of words) {
    const [from, to] = entriesOf(targets, word);
    for (let i = from; i < to; i++) {
      const label = targets.label[i] ?? 0;
      shares[label] = (shares[label] ?? 0) + (targets.share[i] ?? 0) / words.length;
    }
  }
  return shares;
}

/** [n, C], the same probabilities for each of n words: the best answer of who never looks at the word. */
export function sameForAll(shares: Float64Array, n: number): Float32Array {
  const probabilities = new Float32Array(n * shares.length);
  for (let i = 0; i < n; i++) probabilities.set(shares, i * shares.length);
  return probabilities;
}
