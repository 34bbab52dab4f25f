import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calibrationOf } from "../../src/evaluation/calibration.js";

const of = (...pairs: readonly (readonly [number, 0 | 1])[]) =>
  calibrationOf(
    Float32Array.from(pairs, ([confidence]) => confidence),
    Uint8Array.from(pairs, ([, right]) => right),
  );

describe("the calibration", () => {
  it("is the gap between confidence and accuracy, weighted by bin", () => {
    // Bin 0.4..0.467: confidence 0.4375, half right. Bin 0.933..1: confidence 1, all of two right.
    const { ece, bins } = of([0.4375, 1], [1, 1], [0.4375, 0], [1, 1]);
    expect(ece).toBeCloseTo((2 * 0.0625 + 2 * 0) / 4, 12);
    expect(bins[6]).toEqual({ from: 6 / 15, to: 7 / 15, count: 2, confidence: 0.4375, accuracy: 0.5 });
    expect(bins[14]).toEqual({ from: 14 / 15, to: 1, count: 2, confidence: 1, accuracy: 1 });
    expect(bins[0]).toEqual({ from: 0, to: 1 / 15, count: 0, confidence: 0, accuracy: 0 });
  });

  it("adds up sure mistakes to 1 and does not let bins cancel each other", () => {
    expect(of([1, 0], [1, 0]).ece).toBe(1);
    expect(of([0.25, 1], [0.75, 0]).ece).toBe(0.75);
  });

  it("puts every word into the one bin that holds its probability", () => {
    const confidence = fc.float({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(confidence, (probability) => {
        const { bins, ece } = of([probability, 1]);
        const full = bins.filter(({ count }) => count > 0);
        expect(bins).toHaveLength(15);
        expect(full).toHaveLength(1);
        expect(full[0]?.from).toBeLessThanOrEqual(probability);
        expect(full[0]?.to).toBeGreaterThanOrEqual(probability);
        expect(ece).toBeCloseTo(1 - probability, 12);
      }),
    );
  });

  it("holds a probability that rounding put above 1, and refuses one below 0", () => {
    expect(of([1 + 2 ** -23, 1]).bins[14]?.count).toBe(1);
    expect(() => of([-0.1, 1])).toThrow(RangeError);
  });
});
