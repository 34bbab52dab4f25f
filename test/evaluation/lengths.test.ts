import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { poolLongest } from "../../src/evaluation/lengths.js";

const scores = [
  { length: 2, words: 4, accuracy: 0.5 },
  { length: 3, words: 10, accuracy: 0.9 },
  { length: 7, words: 3, accuracy: 1 },
  { length: 1000, words: 1, accuracy: 0 },
];

describe("pooling the longest words", () => {
  it("puts the tail together, weighted by words", () => {
    expect(poolLongest(scores, 3)).toEqual([
      { from: 2, to: 2, words: 4, accuracy: 0.5 },
      { from: 3, to: 3, words: 10, accuracy: 0.9 },
      { from: 7, to: 1000, words: 4, accuracy: 0.75 },
    ]);
  });

  it("leaves alone what is few enough", () => {
    expect(poolLongest(scores, 4)).toEqual(
      scores.map(({ length, words, accuracy }) => ({ from: length, to: length, words, accuracy })),
    );
    expect(poolLongest([], 1)).toEqual([]);
  });

  it("loses no word", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), (most) => {
        const pooled = poolLongest(scores, most);
        expect(pooled.length).toBeLessThanOrEqual(most);
        expect(pooled.reduce((sum, { words }) => sum + words, 0)).toBe(18);
        expect(pooled.reduce((sum, { words, accuracy }) => sum + words * accuracy, 0)).toBeCloseTo(14, 12);
      }),
    );
  });
});
