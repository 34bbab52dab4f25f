import type { PackedWords } from "../corpus/words.js";

/** Words of `from` to `to` characters (code points). */
export interface LengthScore {
  readonly from: number;
  readonly to: number;
  readonly words: number;
  /** The share of them whose predicted label is the true one. */
  readonly accuracy: number;
}

/**
 * Accuracy by word length, ascending, of the lengths that occur.
 *
 * @param chosen [n], indices of words
 * @param right [n], 1 where the prediction was right
 */
export const lengthScores = (words: PackedWords, chosen: Uint32Array, right: Uint8Array): LengthScore[] => {
  const sums = new Map<number, { words: number; right: number }>();
  chosen.forEach((word, i) => {
    const length = codePoints(words, word);
    const sum = sums.get(length) ?? { words: 0, right: 0 };
    sum.words++;
    sum.right += right[i] ?? 0;
    sums.set(length, sum);
  });
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(([length, sum]) => ({ from: length, to: length, words: sum.words, accuracy: sum.right / sum.words }));
};

/** At most `most` lengths: the longest ones are put together in the last. */
export const poolLongest = (scores: readonly LengthScore[], most: number): LengthScore[] => {
  const kept = scores.slice(0, scores.length > most ? most - 1 : most);
  const longest = scores.slice(kept.length);
  const [first, last] = [longest[0], longest.at(-1)];
  if (first === undefined || last === undefined) return kept;
  const words = longest.reduce((sum, score) => sum + score.words, 0);
  const right = longest.reduce((sum, score) => sum + score.words * score.accuracy, 0);
  return [...kept, { from: first.from, to: last.to, words, accuracy: right / words }];
};

const codePoints = ({ units, starts }: PackedWords, word: number): number => {
  let length = 0;
  const end = starts[word + 1] ?? 0;
  // The second unit of a pair begins no code point.
  for (let i = starts[word] ?? 0; i < end; i++) if (((units[i] ?? 0) & 0xfc00) !== 0xdc00) length++;
  return length;
};
