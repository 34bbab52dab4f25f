/** One float32, as a number and as bits. */
const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

const sign = 0x8000;
const infinity = 0x7c00;
const notANumber = 0x7e00;
/** In bits of float32: 2⁻¹⁴, the least half that has all its digits; 65,520, which is as near to 65,536 as to the largest half. */
const leastNormal = 0x38800000;
const tooLarge = 0x477ff000;
const infinite = 0x7f800000;
/** How much larger the exponents of float32 are. */
const bias = 112;
/** Halves below 2⁻¹⁴ are multiples of 1/this. */
const subnormals = 2 ** 24;
/** From here on, doubles are whole numbers: what is added to it is rounded to one, ties to even. */
const whole = 2 ** 52;

/**
 * The bits of the half (binary16 of IEEE 754: a sign, 5 bits of exponent, 10 of fraction) that is nearest to a float32; of two as
 * near, of the one whose last bit is 0. From 65,520 on that is infinity.
 */
export function halfBits(x: number): number {
  float[0] = x;
  const all = bits[0] ?? 0;
  const signed = (all >>> 16) & sign;
  const size = all & 0x7fffffff;
  if (size > infinite) return signed | notANumber;
  if (size >= tooLarge) return signed | infinity;
  if (size < leastNormal) return signed | (Math.abs(float[0] ?? 0) * subnormals + whole - whole);
  const isOdd = (size >>> 13) & 1;
  return signed | ((size - (bias << 23) + 0xfff + isOdd) >>> 13);
}

/** The number that a half of those bits is, exactly. */
export function halfOf(half: number): number {
  const exponent = (half & infinity) >>> 10;
  const fraction = half & 0x3ff;
  if (exponent === 0) return ((half & sign ? -1 : 1) * fraction) / subnormals;
  bits[0] = ((half & sign) << 16) | (exponent === 31 ? infinite : (exponent + bias) << 23) | (fraction << 13);
  return float[0] ?? 0;
}

/** Each number's nearest half, as float32; undefined where one is beyond the largest, 65,504, and would round to infinity. */
export function toHalves(numbers: Float32Array): Float32Array | undefined {
  const halves = numbers.map((x) => halfOf(halfBits(x)));
  return halves.every(Number.isFinite) ? halves : undefined;
}
