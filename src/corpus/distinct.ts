import type { Sequences } from "../engine/engine.js";
import { packedSequences } from "./sequences.js";
import { sortedOrder } from "./sort.js";
import type { Vocabulary } from "./vocabulary.js";
import { WordTable } from "./words.js";

/** Words as numbers, and where each word given stands among them. */
export interface Arranged {
  readonly sequences: Sequences;
  /** [words given] */
  readonly row: Uint32Array;
}

/** Normalised words as numbers: equal ones once, and sorted, so that those that begin alike stand together. */
export function distinctSequences(words: readonly string[], vocabulary: Vocabulary): Arranged {
  const table = new WordTable(words.length);
  const distinct = Uint32Array.from(words, (word) => table.add(word));
  const packed = table.pack();
  const order = sortedOrder(packed);
  const place = new Uint32Array(order.length);
  order.forEach((word, i) => {
    place[word] = i;
  });
  return {
    sequences: packedSequences(packed, order, vocabulary),
    row: distinct.map((word) => place[word] ?? 0),
  };
}
