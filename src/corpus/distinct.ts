import type { Sequences } from "../engine/engine.js";
import { toSequences } from "./sequences.js";
import { sortedOrder } from "./sort.js";
import type { Vocabulary } from "./vocabulary.js";
import { PackedWords } from "./words.js";

/** Words as numbers, and where each word given stands among them. */
export interface Arranged {
  readonly sequences: Sequences;
  /** [words given] */
  readonly row: Uint32Array;
}

/** Normalised words as numbers: those of the same numbers once, and sorted, so that those that begin alike stand together. */
export function distinctSequences(words: readonly string[], vocabulary: Vocabulary): Arranged {
  const { characters, start } = toSequences(words, vocabulary);
  const distinct = new Uint16Array(characters.length);
  const starts = new Uint32Array(words.length + 1);
  const row = new Uint32Array(words.length);
  let rows = 0;
  for (const word of sortedOrder(new PackedWords(characters, start), vocabulary.size - 1)) {
    const from = start[word] ?? 0;
    const length = (start[word + 1] ?? 0) - from;
    const before = starts[rows - 1] ?? 0;
    const at = starts[rows] ?? 0;
    let isNew = rows === 0 || at - before !== length;
    for (let i = 0; i < length; i++) {
      const character = characters[from + i] ?? 0;
      if (distinct[before + i] !== character) isNew = true;
      distinct[at + i] = character;
    }
    if (isNew) starts[++rows] = at + length;
    row[word] = rows - 1;
  }
  return { sequences: { characters: distinct.slice(0, starts[rows]), start: starts.slice(0, rows + 1) }, row };
}
