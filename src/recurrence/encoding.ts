/** Numbers of words by h_t = w·h_{t-1} + x_t for a w with decimals, without rounding: equal only where they are. */

/** A multiplier as a fraction of whole numbers: 1.5 is 15/10. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * h_m·d^T of each word, d being w's denominator and T the length of the longest word: whole numbers, which are equal
 * where the words' h_m are.
 *
 * @param words [words, m], characters by number
 */
export function encodings(w: Fraction, words: readonly (readonly number[])[]): { exact: bigint[]; scale: bigint } {
  const [n, d] = [BigInt(w.numerator), BigInt(w.denominator)];
  const scale = d ** BigInt(Math.max(0, ...words.map(({ length }) => length)));
  // h_t has at most t − 1 factors d below its line, so every quotient is whole.
  const exact = words.map((x) => x.reduce((h, number) => (n * h) / d + BigInt(number) * scale, 0n));
  return { exact, scale };
}

/** A whole number over its scale, rounded to a double. */
export const rounded = (exact: bigint, scale: bigint): number =>
  Number(exact / scale) + Number(exact % scale) / Number(scale);
