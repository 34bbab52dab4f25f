import type { Sequences } from "../engine/engine.js";
import { toSequences } from "./sequences.js";
import { sortOrder, type Unsorted } from "./sort.js";
import type { Vocabulary } from "./vocabulary.js";

/** Words as numbers, and where each word given stands among them. */
export interface Arranged {
  readonly sequences: Sequences;
  /** [words given] */
  readonly row: Uint32Array;
}

/** The least share of the words that is told first: so many keep others busy while the rest is sorted. */
const firstShare = 1 / 8;

/**
 * Normalised words as numbers: those of the same numbers once, and sorted, so that those that begin alike stand together.
 * `tell` is called with a first part of them as soon as that is there, then with the rest.
 */
export function distinctSequences(
  words: readonly string[],
  vocabulary: Vocabulary,
  tell: (part: Sequences) => void,
): Arranged {
  const { characters, start } = toSequences(words, vocabulary);
  const unsorted = { units: characters, starts: start };
  const distinct = new Uint16Array(characters.length);
  const starts = new Uint32Array(words.length + 1);
  const row = new Uint32Array(words.length);
  let rows = 0;
  for (const part of inTwo(unsorted, vocabulary.size)) {
    sortOrder(unsorted, part, vocabulary.size - 1);
    const first = rows;
    for (const word of part) {
      const from = start[word] ?? 0;
      const length = (start[word + 1] ?? 0) - from;
      const at = starts[rows] ?? 0;
      const before = starts[rows - 1] ?? 0;
      let isNew = rows === 0 || at - before !== length;
      for (let i = 0; i < length; i++) {
        const character = characters[from + i] ?? 0;
        if (distinct[before + i] !== character) isNew = true;
        distinct[at + i] = character;
      }
      if (isNew) starts[++rows] = at + length;
      row[word] = rows - 1;
    }
    const base = starts[first] ?? 0;
    tell({
      characters: distinct.subarray(base, starts[rows]),
      start: starts.subarray(first, rows + 1).map((place) => place - base),
    });
  }
  return { sequences: { characters: distinct.subarray(0, starts[rows]), start: starts.subarray(0, rows + 1) }, row };
}

/** The indices of words in two parts: those whose first character is up to some one, or who have none; then the others, if any. */
function* inTwo({ units, starts }: Unsorted, characters: number): Generator<Uint32Array> {
  const length = starts.length - 1;
  const counts = new Uint32Array(characters + 1);
  const keys = new Uint16Array(length);
  for (let word = 0; word < length; word++) {
    const at = starts[word] ?? 0;
    const key = at < (starts[word + 1] ?? 0) ? 1 + (units[at] ?? 0) : 0;
    keys[word] = key;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  let last = 0;
  let first = counts[0] ?? 0;
  while (first < length * firstShare) first += counts[++last] ?? 0;
  const order = new Uint32Array(length);
  let low = 0;
  let high = first;
  for (let word = 0; word < length; word++) order[(keys[word] ?? 0) <= last ? low++ : high++] = word;
  yield order.subarray(0, first);
  if (first < length) yield order.subarray(first);
}
