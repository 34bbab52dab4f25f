import { ln2High, ln2Low, powerOfTwo } from "./powers.js";

/** Between these n is from −1021 to 1023, where powers of two are finite and of full precision. */
const least = -708;
const largest = 709;

/**
 * e^x of a float64 to a relative 1e-15, by + − × ÷ only: Math.exp differs between engines, and what depends on it would
 * too. 0 below −708, infinite above 709, NaN of NaN.
 *
 *     e^x = 2^n·e^r,   n the whole number nearest to x/ln 2
 */
export const exponential = (x: number): number => {
  if (x === 0) return 1; // at once: every word's likeliest label asks for it
  if (!(x >= least && x <= largest)) return x < least ? 0 : x > largest ? Number.POSITIVE_INFINITY : Number.NaN;
  const n = Math.floor(x * Math.LOG2E + 0.5) | 0;
  const r = x - n * ln2High - n * ln2Low;
  return (1 + (r + r * r * rest(r))) * powerOfTwo(n);
};

/**
 * 1/2! + r/3! + … + r¹¹/13! (Estrin's scheme, so that few products wait for another); for |r| ≤ 0.35 the terms of e^r left
 * out are below 2⁻⁵⁶ of it.
 */
const rest = (r: number): number => {
  const r2 = r * r;
  const r4 = r2 * r2;
  const low = 1 / 2 + r * (1 / 6) + r2 * (1 / 24 + r * (1 / 120));
  const middle = 1 / 720 + r * (1 / 5_040) + r2 * (1 / 40_320 + r * (1 / 362_880));
  const high = 1 / 3_628_800 + r * (1 / 39_916_800) + r2 * (1 / 479_001_600 + r * (1 / 6_227_020_800));
  return low + r4 * (middle + r4 * high);
};
