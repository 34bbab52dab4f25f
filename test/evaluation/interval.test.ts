import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wilsonInterval } from "../../src/evaluation/interval.js";

describe("Wilson's interval", () => {
  it.each([
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("of %i in %i is the published one", (right, n, from, to) => {
    const interval = wilsonInterval(right, n);
    expect(interval.from).toBeCloseTo(from, 4);
    expect(interval.to).toBeCloseTo(to, 4);
  });

  it("holds the share, stays within 0 and 1, and mirrors that of the others", () => {
    const counts = fc
      .integer({ min: 1, max: 1e6 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(counts, ([right, n]) => {
        const { from, to } = wilsonInterval(right, n);
        const mirrored = wilsonInterval(n - right, n);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(from).toBeLessThanOrEqual(right / n);
        expect(to).toBeGreaterThanOrEqual(right / n);
        expect(to).toBeLessThanOrEqual(1);
        expect(from).toBeCloseTo(1 - mirrored.to, 12);
      }),
    );
  });
});
