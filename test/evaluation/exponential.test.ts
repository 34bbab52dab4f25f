import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exponential } from "../../src/evaluation/exponential.js";

const expectNear = (x: number): void => {
  const exact = Math.exp(x);
  expect(Math.abs(exponential(x) - exact)).toBeLessThanOrEqual(2e-15 * exact);
};

describe("the exponential", () => {
  it("is Math.exp to a relative 2e-15", () => {
    fc.assert(fc.property(fc.double({ min: -708, max: 709, noNaN: true }), expectNear), { numRuns: 20_000 });
    fc.assert(fc.property(fc.double({ min: -2, max: 2, noNaN: true }), expectNear), { numRuns: 20_000 });
    for (const x of [-708, 709, Math.LN2 / 2, -Math.LN2 / 2, Number.MIN_VALUE]) expectNear(x);
  });

  it("is 1 for 0", () => {
    expect([exponential(0), exponential(-0)]).toEqual([1, 1]);
  });

  it("is 0, infinite or NaN where there is no other answer", () => {
    expect([-708.1, -1e300, Number.NEGATIVE_INFINITY].map(exponential)).toEqual([0, 0, 0]);
    expect([709.1, 1e300, Number.POSITIVE_INFINITY].map(exponential)).toEqual([Infinity, Infinity, Infinity]);
    expect(exponential(Number.NaN)).toBeNaN();
  });

  it("has the same bits on every engine", () => {
    // FNV-1a over the bytes of 10,000 values, computed once.
    const bytes = new DataView(new ArrayBuffer(8));
    let hash = 0x811c9dc5;
    for (let i = 1; i <= 10_000; i++) {
      bytes.setFloat64(0, exponential(5 - i / 97));
      for (let at = 0; at < 8; at++) hash = Math.imul(hash ^ bytes.getUint8(at), 0x01000193) >>> 0;
    }
    expect(hash.toString(16)).toBe("eb5cc2bb");
  });
});
