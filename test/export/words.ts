import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { readCorpusFile } from "../../src/corpus/corpus-file.js";
import { Classifier } from "../../src/model/classifier.js";
import type { Model } from "../../src/model/model.js";

const csv = fileURLToPath(new URL("../../data/words.csv", import.meta.url));

/** One letter, unknown characters, 30 letters, spellings that are normalised, nothing at all. */
const oddWords: readonly string[] = [
  ..."abcdefghijklmnopqrstuvwxyzäöüßéèçñ",
  ..."ж猫🐈?0",
  "кошка",
  "x🐈y",
  "na猫ïve",
  "donaudampfschifffahrtsgesellsc",
  "ab".repeat(15),
  "кошка".repeat(6),
  "kj".repeat(75),
  "KATZE",
  "  Chat ",
  "\u00a0cat\ufeff",
  "\u0085cat\u001c",
  "ﬁancé",
  "fiance\u0301",
  "ｃａｔ",
  "ẞ",
  "STRASSE",
  "İstanbul",
  "J\u030car",
  "ΚΌΣΜΟΣ",
  "",
  "   ",
  "aujourd'hui",
  "new york",
];

/** A thousand words: odd ones, and every 94th or so of those that come with katze. */
export async function thousandWords(): Promise<readonly string[]> {
  const { words } = (await readCorpusFile(csv)).corpus;
  const others = 1000 - oddWords.length;
  const places = Array.from({ length: others }, (_, i) => Math.floor((i * words.length) / others));
  return [...oddWords, ...places.map((place) => words.get(place))];
}

/** [words, C], what `predict` says, in the order of the model's labels. */
export async function predicted(model: Model, words: readonly string[]): Promise<number[][]> {
  const predictions = await (await Classifier.create(model)).predict(words);
  return predictions.map(({ ranked }) => {
    const byLabel = new Map(ranked.map(({ label, probability }) => [label, probability]));
    return model.labels.map((label) => byLabel.get(label) ?? Number.NaN);
  });
}

/** The largest difference between the numbers of two matrices; NaN where they are of different shapes. */
export function furthest(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number {
  if (a.length !== b.length) return Number.NaN;
  return a.reduce((most, row, i) => {
    const other = b[i] ?? [];
    if (row.length !== other.length) return Number.NaN;
    return row.reduce((most, number, j) => Math.max(most, Math.abs(number - (other[j] ?? Number.NaN))), most);
  }, 0);
}

/** How far an export's probabilities may be from those of `predict`. */
export const tolerance = 1e-5;

/** Fails where answers are further than that from `predict`; tells how far they are, for the log, where that is asked for. */
export async function expectPredicted(
  rows: readonly (readonly number[])[],
  model: Model,
  words: readonly string[],
  where?: string,
): Promise<void> {
  const difference = furthest(rows, await predicted(model, words));
  if (where !== undefined) {
    console.log(`${where}: at most ${difference.toExponential(1)} from predict, over ${words.length} words`);
  }
  expect(difference).toBeLessThan(tolerance);
}
