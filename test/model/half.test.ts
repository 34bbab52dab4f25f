import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { halfBits, halfOf, toHalves } from "../../src/model/half.js";
import { numberOf } from "./halves.js";

const everyHalf = Array.from({ length: 2 ** 16 }, (_, bits) => bits);
const isNaNHalf = (bits: number): boolean => (bits & 0x7c00) === 0x7c00 && (bits & 0x3ff) !== 0;

/** All halves from 0 up, and, where the next one would be, 65,536 in infinity's place. */
const ascending = everyHalf.slice(0, 0x7c01).map((bits) => (bits === 0x7c00 ? 65_536 : numberOf(bits)));

/** The bits of the half nearest to a number from 0 on, by search: of two as near, the even one. */
function nearest(size: number): number {
  let low = 0;
  let high = 0x7c00;
  if (size >= 65_536) return high;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= size) low = middle;
    else high = middle;
  }
  const below = size - (ascending[low] ?? 0);
  const above = (ascending[high] ?? 0) - size;
  return below < above || (below === above && low % 2 === 0) ? low : high;
}

const expected = (x: number): number => nearest(Math.abs(x)) | (x < 0 || Object.is(x, -0) ? 0x8000 : 0);

describe("a half", () => {
  it("is the number of its definition, and that number its bits, for all 65,536", () => {
    const wrong = everyHalf.filter((bits) => {
      const number = halfOf(bits);
      const isBack = isNaNHalf(bits) ? isNaNHalf(halfBits(number)) : halfBits(number) === bits;
      return !Object.is(number, numberOf(bits)) || !isBack;
    });
    expect(wrong).toEqual([]);
  });

  it.each([
    [1, 0x3c00],
    [-2, 0xc000],
    [65_504, 0x7bff],
    [2 ** -14, 0x0400],
    [2 ** -24, 0x0001],
    [-0, 0x8000],
    [Number.POSITIVE_INFINITY, 0x7c00],
    [Math.fround(1 / 3), 0x3555],
  ])("of %d has the bits that IEEE 754 gives it", (number, bits) => {
    expect(halfBits(number)).toBe(bits);
  });

  it.each([
    ["1 + 2⁻¹¹ to 1", 1 + 2 ** -11, 1],
    ["1 + 3·2⁻¹¹ to 1 + 2⁻⁹", 1 + 3 * 2 ** -11, 1 + 2 ** -9],
    ["a little more than 1 + 2⁻¹¹ up", 1 + 2 ** -11 + 2 ** -23, 1 + 2 ** -10],
    ["half of the least to 0", 2 ** -25, 0],
    ["three halves of the least to twice it", 3 * 2 ** -25, 2 ** -23],
    ["a float32 that is no normal number to 0", 2 ** -149, 0],
    ["what is almost 2⁻¹⁴ to it", 2 ** -14 - 2 ** -38, 2 ** -14],
    ["65,519 to the largest", 65_519, 65_504],
    ["65,520 to infinity", 65_520, Number.POSITIVE_INFINITY],
    ["the largest float32 to infinity", (2 - 2 ** -23) * 2 ** 127, Number.POSITIVE_INFINITY],
  ])("rounds %s, and the same below 0", (_, x, half) => {
    expect(halfOf(halfBits(x))).toBe(half);
    expect(halfOf(halfBits(-x))).toBe(-half);
  });

  it("is the nearest to any float32, and of two as near the even one", () => {
    const scale = fc.tuple(fc.integer({ min: -30, max: 17 }), fc.double({ min: 1, max: 2, noNaN: true }));
    const float = fc.oneof(
      fc.float({ noNaN: true, noDefaultInfinity: true }),
      scale.map(([exponent, x]) => Math.fround(x * 2 ** exponent)),
      fc.nat(0x7bff).map((bits) => ((ascending[bits] ?? 0) + (ascending[bits + 1] ?? 0)) / 2), // as near to two
    );
    fc.assert(
      fc.property(float, fc.boolean(), (size, isNegative) => {
        const x = isNegative ? -size : size;
        expect(halfBits(x)).toBe(expected(x));
      }),
      { numRuns: 20_000 },
    );
  });

  it("is the nearest to every number halfway, and to the float32 on both sides of it", () => {
    const float = new Float32Array(1);
    const bits = new Uint32Array(float.buffer);
    const wrong: number[] = [];
    for (let half = 0; half < 0x7c00; half++) {
      float[0] = ((ascending[half] ?? 0) + (ascending[half + 1] ?? 0)) / 2;
      bits[0] = (bits[0] ?? 0) - 1;
      for (let side = 0; side < 3; side++, bits[0]++) {
        const x = float[0] ?? 0;
        if (halfBits(x) !== nearest(x) || halfBits(-x) !== (nearest(x) | 0x8000)) wrong.push(x);
      }
    }
    expect(wrong).toEqual([]);
  });

  const f16round: unknown = Reflect.get(Math, "f16round");
  it.skipIf(typeof f16round !== "function")("is what Math.f16round gives (needs a Node that has it)", () => {
    fc.assert(
      fc.property(fc.float(), (x) => {
        expect(halfOf(halfBits(x))).toBe(Reflect.apply(Object(f16round), Math, [x]));
      }),
      { numRuns: 20_000 },
    );
  });
});

describe("toHalves", () => {
  it("rounds every number, and leaves those given alone", () => {
    const given = Float32Array.of(1 / 3, -0, 2 ** -26, 65_519);
    expect(toHalves(given)).toEqual(Float32Array.of(numberOf(0x3555), -0, 0, 65_504));
    expect(given[3]).toBe(65_519);
  });

  it("tells where one is too large", () => {
    expect(toHalves(Float32Array.of(1, 65_520))).toBeUndefined();
    expect(toHalves(Float32Array.of(-1e30, 1))).toBeUndefined();
    expect(toHalves(new Float32Array())).toEqual(new Float32Array());
  });
});
