import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collisions } from "../../src/comparison/collisions.js";
import { Random } from "../../src/corpus/random.js";

describe("collisions", () => {
  it("counts the vectors that another one equals", () => {
    expect(collisions(Float32Array.of(1, 2, 3, 4, 1, 2), 2)).toBeCloseTo(2 / 3, 12);
    expect(collisions(Float32Array.of(6, 9, 17, 6), 1)).toBe(0.5);
    expect(collisions(Float32Array.of(0, 0, 0), 1)).toBe(1);
    expect(collisions(Float32Array.of(5), 1)).toBe(0);
  });

  it("tells apart vectors of equal sums, and whole numbers that differ by one", () => {
    expect(collisions(Float32Array.of(1, 3, 3, 1, 2, 2), 2)).toBe(0);
    expect(collisions(Float32Array.of(1_000_000, 1_000_001, -3, 3), 1)).toBe(0);
  });

  it("takes for the same what differs by the rounding of a sum in another order", () => {
    const rows = [0.1, -0.7, 0.3, 1.9, 0.001, -0.2].map(Math.fround);
    const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.fround(a + b), 0);
    const [one, other] = [sum(rows), sum(rows.toReversed())];
    expect(one).not.toBe(other);
    expect(collisions(Float32Array.of(one, other), 1)).toBe(1);
  });

  it("does so for vectors, each number of which is rounded in its own way", () => {
    const random = new Random(1);
    const H = 64;
    const pairs = Array.from({ length: 50 }, () => {
      const rows = Array.from({ length: 9 }, () => Float32Array.from({ length: H }, () => random.uniform()));
      const sum = (all: readonly Float32Array[]) => all.reduce((a, b) => a.map((number, i) => number + (b[i] ?? 0)));
      return [...sum(rows), ...sum(rows.toReversed())];
    });
    expect(collisions(Float32Array.from(pairs.flat()), H)).toBe(1);
    // All numbers rounded the same way: their sums lie as far apart as they can.
    const [low, high] = [new Float32Array(H).fill(1), new Float32Array(H).fill(1 + 2 ** -22)];
    expect(collisions(Float32Array.of(...low, ...high), H)).toBe(1);
  });

  it("finds what comparing all with all finds", () => {
    const cases = fc.integer({ min: 1, max: 4 }).chain((H) =>
      fc.tuple(
        fc.constant(H),
        fc.array(fc.array(fc.integer({ min: -2, max: 2 }), { minLength: H, maxLength: H }), {
          minLength: 1,
          maxLength: 30,
        }),
      ),
    );
    fc.assert(
      fc.property(cases, ([H, rows]) => {
        const keys = rows.map((row) => row.join());
        const colliding = keys.filter((key) => keys.indexOf(key) !== keys.lastIndexOf(key));
        expect(collisions(Float32Array.from(rows.flat()), H)).toBeCloseTo(colliding.length / rows.length, 12);
      }),
    );
  });
});
