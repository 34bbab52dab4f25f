import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodings, rounded } from "../../src/recurrence/encoding.js";
import { traceExactly } from "../../src/recurrence/exact.js";
import { rungOf } from "../../src/recurrence/ladder.js";

const word = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 });
const words = fc.array(word, { minLength: 1, maxLength: 5 });

describe("encodings", () => {
  it("are h_t = w·h_{t-1} + x_t", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), words, (numerator, all) => {
        const { exact, scale } = encodings({ numerator, denominator: 20 }, all);
        all.forEach((x, i) => {
          const h = x.reduce((before, number) => (numerator / 20) * before + number, 0);
          expect(Math.abs(rounded(exact[i] ?? 0n, scale) - h)).toBeLessThanOrEqual(1e-12 * (1 + h));
        });
      }),
    );
  });

  it("are those of the doubling at 2, whatever the fraction's form", () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 20 }), (all, denominator) => {
        const rung = rungOf("doubling");
        if (rung.name !== "doubling") throw new Error("no doubling");
        const { exact, scale } = encodings({ numerator: 2 * denominator, denominator }, all);
        const expected = all.map((x) => (traceExactly(rung, x).at(-1)?.hidden ?? 0n) * scale);
        expect(exact).toEqual(expected);
      }),
    );
  });

  it("tell words apart that doubles take for one", () => {
    const long = Array.from({ length: 60 }, () => 1);
    const { exact } = encodings({ numerator: 60, denominator: 20 }, [
      [...long, 0],
      [...long, 1],
    ]);
    expect((exact[1] ?? 0n) - (exact[0] ?? 0n)).toBe(20n ** 61n);
  });
});
