const ln2High = 0.6931471803691238; // ends in 20 zero bits, so that its product with an exponent is exact
const ln2Low = 1.9082149292705877e-10;

/** 1/k! for the terms of 1 + r + r²/2! + …, the last first; for |r| ≤ 0.35 those left out are below 2⁻⁵⁶ of the sum. */
const coefficients = Float64Array.from({ length: 14 }, (_, i) => {
  let factorial = 1;
  for (let k = 2; k <= 13 - i; k++) factorial *= k;
  return 1 / factorial;
});

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
  let series = 0;
  for (let k = 0; k < coefficients.length; k++) series = series * r + (coefficients[k] ?? 0);
  bytes.setUint32(0, (n + 1023) << 20);
  return series * bytes.getFloat64(0);
};
