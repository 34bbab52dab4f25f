const ln2High = 0.6931471803691238; // ends in 20 zero bits, so that its product with an exponent is exact
const ln2Low = 1.9082149292705877e-10;

/** 1/n for the terms of atanh(s) = s + s³/3 + s⁵/5 + …, the last first; for |s| ≤ 0.172 those left out are below 2⁻⁶⁰ of the sum. */
const coefficients = Float64Array.from({ length: 11 }, (_, k) => 1 / (23 - 2 * k));

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
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return x > 0 ? x : Number.NaN;
  const scaled = x < leastNormal ? x * twoTo54 : x; // a subnormal has no leading one
  bytes.setFloat64(0, scaled);
  const high = bytes.getUint32(0);
  let exponent = (high >>> 20) - 1023 - (scaled === x ? 0 : 54);
  bytes.setUint32(0, (high & 0xfffff) | 0x3ff00000);
  let mantissa = bytes.getFloat64(0);
  if (mantissa >= Math.SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let series = 0;
  for (let k = 0; k < coefficients.length; k++) series = (series + (coefficients[k] ?? 0)) * square;
  return exponent * ln2High + (2 * s + (2 * s * series + exponent * ln2Low));
};
