import type { Sequences } from "../engine.js";

/** Words side by side, a row each, the longest first, so that all end together: the rows of a step go on in the next, and words that begin there come below them. */
export interface Rows {
  /** Row i is word order[i]. */
  readonly order: Uint32Array;
  /** x_1 … x_T, one letter a row. */
  readonly letters: readonly Uint16Array[];
}

const lengthOf = ({ start }: Sequences, word: number): number => (start[word + 1] ?? 0) - (start[word] ?? 0);

/** Words by their numbers, the longest first; of equals in the order given. */
export const longestFirst = (words: Sequences, numbers: Uint32Array): Uint32Array =>
  Uint32Array.from([...numbers].sort((a, b) => lengthOf(words, b) - lengthOf(words, a)));

/** Puts words side by side; `order` has the longest first. */
export function inRows(words: Sequences, order: Uint32Array): Rows {
  const steps = lengthOf(words, order[0] ?? 0);
  const letters = Array.from({ length: steps }, (_, t) => {
    const left = steps - t;
    const rows = order.filter((word) => lengthOf(words, word) >= left);
    return Uint16Array.from(rows, (word) => words.characters[(words.start[word + 1] ?? 0) - left] ?? 0);
  });
  return { order, letters };
}
