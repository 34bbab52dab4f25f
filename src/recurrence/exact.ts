/** The rungs of fixed whole numbers, sum and doubling, without rounding: 2^53 is passed after about 50 letters. */
import type { ladder } from "./ladder.js";

type Rung = (typeof ladder)[number];

/** A rung whose W and U are whole numbers that nothing changes. */
export type WholeRung = Extract<Rung, { readonly W: number; readonly U: "index" }>;

export const isWhole = (rung: Rung): rung is WholeRung => typeof rung.W === "number" && rung.U === "index";

export interface ExactStep {
  /** x_t, the character's number. */
  readonly x: number;
  /** W^(m−t): how often x_t counts in h_m. */
  readonly weight: bigint;
  /** h_t = W·h_{t-1} + x_t. */
  readonly hidden: bigint;
}

/** The distinct characters of words in code point order: the article's numbering, from 0. */
export const alphabetOf = (words: Iterable<string>): string[] =>
  [...new Set([...words].flatMap((word) => [...word]))].sort(
    (a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0),
  );

/** h_1 … h_m of characters by number, whatever their length. Training and prediction use float32, which rounds past 2^24 and stops at 10³⁰. */
export function traceExactly({ W }: WholeRung, x: Iterable<number>): ExactStep[] {
  const numbers = [...x];
  const multiplier = BigInt(W);
  let hidden = 0n;
  return numbers.map((number, i) => {
    hidden = multiplier * hidden + BigInt(number);
    return { x: number, weight: multiplier ** BigInt(numbers.length - 1 - i), hidden };
  });
}

/** The steps as the article prints them: h_0 = 0, h_1 = 2·0 + 1 = 1, …; a multiplier of 1 is left out. */
export function formatSteps({ W }: WholeRung, steps: readonly ExactStep[]): string[] {
  const factor = W === 1 ? "" : `${W}·`;
  return [
    "h_0 = 0",
    ...steps.map(({ x, hidden }, i) => `h_${i + 1} = ${factor}${steps[i - 1]?.hidden ?? 0} + ${x} = ${hidden}`),
  ];
}
