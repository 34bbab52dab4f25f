import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { learningRate } from "../../src/training/schedule.js";

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("learningRate", () => {
  it("goes from a twentieth of the peak to the peak after a fifth of training, and to a thousandth at its end", () => {
    expect(learningRate(0, 0.002)).toBeCloseTo(0.0001, 12);
    expect(learningRate(0.2, 0.002)).toBeCloseTo(0.002, 12);
    expect(learningRate(1, 0.002)).toBeCloseTo(0.000002, 12);
  });

  it("rises before and falls after, without a jump", () => {
    const rates = Array.from({ length: 1001 }, (_, i) => learningRate(i / 1000, 1));
    const changes = rates.slice(1).map((rate, i) => rate - (rates[i] ?? 0));
    expect(changes.slice(0, 200).every((change) => change > 0)).toBe(true);
    expect(changes.slice(200).every((change) => change < 0)).toBe(true);
    expect(Math.max(...changes.map(Math.abs))).toBeLessThan(0.01);
  });

  it("is level at the peak and at both ends", () => {
    for (const at of [0, 0.2, 1]) {
      const near = at === 1 ? learningRate(1 - 1e-4, 1) : learningRate(at + 1e-4, 1);
      expect(Math.abs(near - learningRate(at, 1))).toBeLessThan(1e-5);
    }
  });

  it("is above 0 and at most the peak, and goes with the peak", () => {
    fc.assert(
      fc.property(share, fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (progress, peak) => {
        const rate = learningRate(progress, peak);
        expect(rate).toBeGreaterThan(0);
        expect(rate).toBeLessThanOrEqual(peak);
        expect(rate / peak).toBeCloseTo(learningRate(progress, 1), 9);
      }),
    );
  });
});
