import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logarithm } from "../../src/evaluation/logarithm.js";

const expectNear = (x: number): void => {
  const exact = Math.log(x);
  expect(Math.abs(logarithm(x) - exact)).toBeLessThanOrEqual(1e-15 * Math.abs(exact));
};

describe("the logarithm", () => {
  it("is Math.log to a relative 1e-15, for every positive number", () => {
    fc.assert(fc.property(fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true }), expectNear), {
      numRuns: 20_000,
    });
  });

  it("is as near at 1, where it is nearly 0", () => {
    fc.assert(fc.property(fc.double({ min: 0.5, max: 2, noNaN: true }), expectNear), { numRuns: 20_000 });
    for (const x of [1 - 2 ** -53, 1 + 2 ** -52, Math.SQRT1_2, Math.SQRT2, Math.SQRT2 - 2 ** -52]) {
      expectNear(x);
    }
  });

  it("is as near at probabilities in float32, subnormal ones too", () => {
    const probability = fc.float({ min: 2 ** -149, max: 1, noNaN: true });
    fc.assert(fc.property(probability, expectNear), { numRuns: 20_000 });
  });

  it("is as near at the ends of float64", () => {
    for (const x of [Number.MIN_VALUE, 2 ** -1074 * 3, 2 ** -1022, 2 ** -1022 - 2 ** -1074, Number.MAX_VALUE])
      expectNear(x);
  });

  it("answers as Math.log where there is no finite answer, and 0 for 1", () => {
    for (const x of [0, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, -1, -Number.MIN_VALUE, 1]) {
      expect(logarithm(x)).toBe(Math.log(x));
    }
  });

  it("has the same bits on every engine", () => {
    // FNV-1a over the bytes of 10,000 logarithms, computed once.
    const bytes = new DataView(new ArrayBuffer(8));
    let hash = 0x811c9dc5;
    for (let i = 1; i <= 10_000; i++) {
      bytes.setFloat64(0, logarithm(i / 9_973));
      for (let at = 0; at < 8; at++) hash = Math.imul(hash ^ bytes.getUint8(at), 0x01000193) >>> 0;
    }
    expect(hash.toString(16)).toBe("4a2f6dd4");
  });
});
