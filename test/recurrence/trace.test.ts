import { describe, expect, it } from "vitest";
import type { Model } from "../../src/model/model.js";
import { alphabetOf } from "../../src/recurrence/exact.js";
import type { RungName } from "../../src/recurrence/ladder.js";
import { hiddenVectors, trace } from "../../src/recurrence/trace.js";
import { modelOf } from "./models.js";

const words = ["cat", "act", "chat", "katze"];

/** The article's model: a number a letter, multiplied by w. */
const article = (rung: RungName, w: number): Model => ({
  ...modelOf({ rung, A: 8, H: 1, C: 2 }, 1),
  alphabet: alphabetOf(words),
  parameters: {
    W: Float32Array.of(w),
    U: Float32Array.from({ length: 8 }, (_, i) => i),
    V: Float32Array.of(1, -1),
    c: Float32Array.of(0, 3),
  },
});

const hashes = (model: Model): (number | undefined)[] =>
  words.map((word) => trace(model, word).steps.at(-1)?.hidden[0]);

describe("trace", () => {
  it("ends at the article's figures", () => {
    expect(hashes(article("sum", 1))).toEqual([6, 6, 9, 17]);
    expect(hashes(article("doubling", 2))).toEqual([9, 7, 25, 98]);
    expect(hashes(article("multiplier", -0.5))).toEqual([5.25, 4.5, 5.625, 0.5]);
  });

  it("tells each letter, its number, h and what the head makes of it", () => {
    const { word, unknown, start, steps } = trace(article("doubling", 2), " KÄT ");
    expect(word).toBe("kät");
    expect(unknown).toEqual(["ä"]);
    expect([...start.hidden]).toEqual([0]);
    expect(start.probabilities[0]).toBeCloseTo(1 / (1 + Math.exp(3)), 15);
    expect(steps.map(({ character, x, hidden }) => [character, x, ...hidden])).toEqual([
      ["k", 4, 4],
      ["ä", 7, 15],
      ["t", 5, 35],
    ]);
    expect(steps[0]?.probabilities[0]).toBeCloseTo(1 / (1 + Math.exp(3 - 8)), 15);
  });

  it("reads the end mark last, as a step without a letter", () => {
    const model = modelOf({ rung: "rnn", A: 8, H: 3, C: 2 }, 1, { endMark: true });
    const { steps } = trace(model, "ab");
    expect(steps.map(({ character, x }) => [character, x])).toEqual([
      ["a", 0],
      ["b", 1],
      [undefined, 7],
    ]);
    expect(trace(model, "").steps.map(({ x }) => x)).toEqual([7]);
  });

  it("counts a letter beyond 16 bits once", () => {
    const model = { ...modelOf({ rung: "bag", A: 4, H: 2, C: 2 }, 1), alphabet: ["a", "b", "🐈"] };
    expect(trace(model, "a🐈b").steps.map(({ character, x }) => [character, x])).toEqual([
      ["a", 0],
      ["🐈", 2],
      ["b", 1],
    ]);
  });

  it("lets every step depend on the one before", () => {
    const model = modelOf({ rung: "rnn", A: 8, H: 5, C: 2 }, 3);
    const [, , ab] = hiddenVectors(model, [0, 1]);
    const [, , bb] = hiddenVectors(model, [1, 1]);
    const [, , , aab] = hiddenVectors(model, [0, 0, 1]);
    expect(ab).not.toEqual(bb);
    expect(ab).not.toEqual(aab);
  });
});
