import type { Preparation } from "../../src/export/preparation.js";

/** Words as a program numbers them that knows an export and nothing of katze. */
export interface Batch {
  /** [B, T], row by row. */
  readonly characters: Int32Array;
  /** [B] */
  readonly lengths: Int32Array;
  readonly B: number;
  readonly T: number;
}

export function numbered(words: readonly string[], preparation: Preparation): Batch {
  const { normalisation, whiteSpace, alphabet, unknown, endMark, padding } = preparation;
  const isSpace = (character = ""): boolean => character !== "" && whiteSpace.includes(character);
  const steps = {
    NFKC: (word: string) => word.normalize("NFKC"),
    lowercase: (word: string) => word.toLowerCase(),
    trim: (word: string) => {
      const characters = [...word];
      while (isSpace(characters[0])) characters.shift();
      while (isSpace(characters.at(-1))) characters.pop();
      return characters.join("");
    },
  };
  const numbers = new Map(Array.from(alphabet, (character, i) => [character, i + 1]));
  const rows = words.map((word) => {
    const normalised = normalisation.reduce((text, name) => steps[name](text), word);
    const row = Array.from(normalised, (character) => numbers.get(character) ?? unknown);
    return endMark === null ? row : [...row, endMark];
  });
  const T = Math.max(1, ...rows.map(({ length }) => length));
  return {
    characters: Int32Array.from(rows.flatMap((row) => [...row, ...Array(T - row.length).fill(padding)])),
    lengths: Int32Array.from(rows, ({ length }) => length),
    B: rows.length,
    T,
  };
}

/** The rows of a matrix of that many columns. */
export const rowsOf = (numbers: ArrayLike<number>, columns: number): number[][] =>
  Array.from({ length: numbers.length / columns }, (_, i) =>
    Array.from({ length: columns }, (_, j) => numbers[i * columns + j] ?? Number.NaN),
  );

/** Rows for words, from batches of words of about the same length, so that little of a batch is padding. */
export async function inBatches(
  words: readonly string[],
  run: (batch: readonly string[]) => Promise<number[][]>,
): Promise<number[][]> {
  const order = words.map((_, i) => i).sort((a, b) => (words[a]?.length ?? 0) - (words[b]?.length ?? 0));
  const rows: number[][] = [];
  for (let from = 0; from < order.length; from += 100) {
    const places = order.slice(from, from + 100);
    const answers = await run(places.map((i) => words[i] ?? ""));
    for (const [j, i] of places.entries()) rows[i] = answers[j] ?? [];
  }
  return rows;
}
