import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batchesOf } from "../../src/corpus/batches.js";
import { Random } from "../../src/corpus/random.js";

const sizes = {
  n: fc.integer({ min: 0, max: 500 }),
  size: fc.integer({ min: 1, max: 200 }),
  run: fc.integer({ min: 1, max: 20 }),
  key: fc.nat(),
};

const ascending = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => a - b);

describe("batchesOf", () => {
  it("has every word once, in full batches but for the last, ascending in each", () => {
    fc.assert(
      fc.property(fc.record(sizes), ({ n, size, run, key }) => {
        const batches = [...batchesOf(n, size, run, new Random(key))];
        expect(ascending(batches.flatMap((batch) => [...batch]))).toEqual([...Array(n).keys()]);
        expect(batches.slice(0, -1).every((batch) => batch.length === size)).toBe(true);
        expect(batches).toHaveLength(Math.ceil(n / size));
        for (const batch of batches) expect([...batch]).toEqual(ascending(batch));
      }),
    );
  });

  it("is made of runs of neighbours, cut only where a batch is full", () => {
    fc.assert(
      fc.property(fc.record(sizes), ({ n, size, run, key }) => {
        const batches = [...batchesOf(n, size, run, new Random(key))];
        const pieces = batches.flatMap((batch) =>
          [...batch].filter((word, i) => i === 0 || word !== (batch[i - 1] ?? 0) + 1),
        );
        // Runs, one more for the first and the last being shorter, and one cut in two by the end of each batch.
        expect(pieces.length).toBeLessThanOrEqual(Math.ceil(n / run) + 1 + batches.length);
      }),
    );
  });

  it("never changes, or no training could be had again", () => {
    const dealt = [0, 1, 2, 3].map((key) => [...batchesOf(10, 4, 3, new Random(key))].map((batch) => [...batch]));
    expect(dealt).toEqual([
      // Runs of 3 from word 1 back, so of 2, 3, 3 and 2 words, in the order last, first, third, second
      [
        [0, 1, 8, 9],
        [2, 5, 6, 7],
        [3, 4],
      ],
      [
        [2, 3, 4, 5],
        [0, 1, 6, 7],
        [8, 9],
      ],
      // From word 0: of 3, 3, 3 and 1
      [
        [0, 1, 2, 6],
        [3, 4, 7, 8],
        [5, 9],
      ],
      // From two words before the first: of 1, 3, 3 and 3
      [
        [1, 2, 3, 4],
        [0, 5, 6, 7],
        [8, 9],
      ],
    ]);
  });

  it("is random in its words with runs of one", () => {
    const [first = []] = batchesOf(10_000, 100, 1, new Random(1));
    const neighbours = [...first].filter((word, i) => i > 0 && word === (first[i - 1] ?? 0) + 1);
    expect(neighbours.length).toBeLessThan(10);
  });

  it("depends on the key alone, and on it in every way: which runs, and where they begin", () => {
    const starts = (key: number) => {
      const batches = [...batchesOf(1000, 50, 5, new Random(key))];
      return { batches, phase: new Set(batches.map((batch) => (batch[0] ?? 0) % 5)) };
    };
    expect(starts(1)).toEqual(starts(1));
    expect(starts(1).batches).not.toEqual(starts(2).batches);
    const phases = new Set([...Array(50).keys()].flatMap((key) => [...starts(key).phase]));
    expect(phases).toEqual(new Set([0, 1, 2, 3, 4]));
  });
});
