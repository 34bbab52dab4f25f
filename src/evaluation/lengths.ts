import type { PackedWords } from "../corpus/words.js";

/** How well words of one length are told. */
export interface LengthScore {
  /** In characters, which are code points. */
  readonly length: number;
  readonly words: number;
  /** The share of them whose predicted label is the true one. */
  readonly accuracy: number;
}

/** Likewise for words of `from` to `to` characters. */
export interface LengthsScore extends Omit<LengthScore, "length"> {
  readonly from: number;
  readonly to: number;
}

/**
 * Accuracy by word length, ascending, for the lengths that occur.
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
    .map(([length, sum]) => ({ length, words: sum.words, accuracy: sum.right / sum.words }));
};

/** The scores as at most `most` > 0, for people: the longest lengths are put together in the last. */
export const poolLongest = (scores: readonly LengthScore[], most: number): LengthsScore[] => {
  const kept = scores.length > most ? scores.slice(0, most - 1) : scores;
  const pooled = kept.map(({ length, words, accuracy }) => ({ from: length, to: length, words, accuracy }));
  const longest = scores.slice(kept.length);
  const [first, last] = [longest[0], longest.at(-1)];
  if (first === undefined || last === undefined) return pooled;
  const words = longest.reduce((sum, score) => sum + score.words, 0);
  const right = longest.reduce((sum, score) => sum + score.words * score.accuracy, 0);
  return [...pooled, { from: first.length, to: last.length, words, accuracy: right / words }];
};

const codePoints = ({ units, starts }: PackedWords, word: number): number => {
  let length = 0;
  const end = starts[word + 1] ?? 0;
  // The second unit of a pair begins no code point.
  for (let i = starts[word] ?? 0; i < end; i++) if (((units[i] ?? 0) & 0xfc00) !== 0xdc00) length++;
  return length;
};
