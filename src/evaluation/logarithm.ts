import { ln2High, ln2Low, powerOfTwo } from "./powers.js";

const leastNormal = 2.2250738585072014e-308;
const twoTo54 = 18_014_398_509_481_984;

const bytes = new DataView(new ArrayBuffer(8));

/**
 * The natural logarithm of a float64 to a relative 1e-15, by + − × ÷ only: Math.log differs between engines, and what
 * depends on it would too. As Math.log: −∞ of 0, NaN of what is negative.
 *
 *     log(m·2^e) = e·log 2 + 2·atanh((m − 1)/(m + 1)),   m in [√½, √2)
 */
export const logarithm = (x: number): number => {
  if (x === 1) return 0; // at once: every word's likeliest label asks for it
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return x > 0 ? x : Number.NaN;
  const isSubnormal = x < leastNormal; // and has no leading one
  const scaled = isSubnormal ? x * twoTo54 : x;
  bytes.setFloat64(0, scaled);
  let exponent = (bytes.getUint32(0) >>> 20) - 1023;
  let mantissa = scaled * powerOfTwo(-exponent);
  if (mantissa >= Math.SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  if (isSubnormal) exponent -= 54;
  const s = (mantissa - 1) / (mantissa + 1);
  const z = s * s;
  return exponent * ln2High + (2 * s + (2 * s * (z * rest(z)) + exponent * ln2Low));
};

/**
 * 1/3 + z/5 + … + z¹⁰/23 (Estrin's scheme, so that few products wait for another), z = s² of atanh(s) = s + s³/3 + …;
 * for |s| ≤ 0.172 the terms left out are below 2⁻⁶⁰ of atanh(s).
 */
const rest = (z: number): number => {
  const z2 = z * z;
  const z4 = z2 * z2;
  const low = 1 / 3 + z * (1 / 5) + z2 * (1 / 7 + z * (1 / 9));
  const middle = 1 / 11 + z * (1 / 13) + z2 * (1 / 15 + z * (1 / 17));
  const high = 1 / 19 + z * (1 / 21) + z2 * (1 / 23);
  return low + z4 * (middle + z4 * high);
};
