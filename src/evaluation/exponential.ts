const ln2High = 0.6931471803691238; // ends in 20 zero bits, so that its product with an exponent is exact
const ln2Low = 1.9082149292705877e-10;

/** 1 + r + r²/2! + …; for |r| ≤ 0.35 the terms left out are below 2⁻⁵⁶ of the sum. */
const lastTerm = 13;

/** Beyond these, 2^(x/ln 2) is subnormal or infinite. */
const least = -708;
const largest = 709;

const bytes = new DataView(new ArrayBuffer(8));

/**
 * e^x of a float64 to a relative 1e-15, by + − × ÷ only: Math.exp differs between engines, and what depends on it would
 * too. 0 below −708, infinite above 709, NaN of NaN.
 *
 *     e^x = 2^n·e^r,   n the whole number nearest to x/ln 2
 */
export const exponential = (x: number): number => {
  if (!(x >= least && x <= largest)) return x < least ? 0 : x > largest ? Number.POSITIVE_INFINITY : Number.NaN;
  const n = Math.round(x / Math.LN2);
  const r = x - n * ln2High - n * ln2Low;
  let series = 1;
  for (let term = lastTerm; term > 0; term--) series = 1 + (series * r) / term;
  bytes.setUint32(0, (n + 1023) << 20);
  return series * bytes.getFloat64(0);
};
