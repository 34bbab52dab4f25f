import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hiddenOf } from "../../src/inspection/hidden.js";
import { read, spread } from "../../src/inspection/reading.js";
import { trace } from "../../src/recurrence/trace.js";
import { modelOf } from "../recurrence/models.js";

describe("spread", () => {
  it("takes as many as asked for, in their order, from end to end", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 300 }), (length, most) => {
        const items = Array.from({ length }, (_, i) => i);
        const taken = spread(items, most);
        expect(taken).toHaveLength(Math.min(length, most));
        const gaps = taken.map((item, i) => item - (taken[i - 1] ?? -1));
        for (const gap of gaps.slice(1)) expect(gap).toBeGreaterThan(0);
        for (const gap of gaps) expect(gap).toBeLessThanOrEqual(Math.ceil(length / most));
        expect(length - (taken.at(-1) ?? length)).toBeLessThanOrEqual(Math.ceil(length / most));
      }),
    );
  });
});

describe("read", () => {
  it("numbers words as the model spells them", () => {
    const model = modelOf({ rung: "rnn", A: 5, H: 2, C: 2 }, 1, { endMark: true });
    expect(read(model, [" ABC", "ä", ""]).map((x) => [...x])).toEqual([[0, 1, 2, 4], [3, 4], [4]]);
  });
});

describe("hiddenOf", () => {
  it("is the last h of each word's trace, in the order given", async () => {
    const model = modelOf({ rung: "rnn", A: 9, H: 6, C: 2 }, 1, { endMark: true });
    const words = ["chef", "CHEF", "abba", "?", "", "chefe"];
    const hidden = await hiddenOf(model, words);
    const expected = words.flatMap((word) => [...(trace(model, word).steps.at(-1)?.hidden ?? [])]);
    expect(hidden).toHaveLength(expected.length);
    for (const [i, h] of hidden.entries()) expect(h).toBeCloseTo(expected[i] ?? Number.NaN, 5);
  });
});
