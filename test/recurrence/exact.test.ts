import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Vocabulary } from "../../src/corpus/vocabulary.js";
import { alphabetOf, formatSteps, isWhole, traceExactly, type WholeRung } from "../../src/recurrence/exact.js";
import { ladder, type RungName, rungOf } from "../../src/recurrence/ladder.js";

const words = ["cat", "act", "chat", "katze"];
const vocabulary = new Vocabulary(alphabetOf(words), { keepCase: false, endMark: false });

function whole(name: RungName): WholeRung {
  const rung = rungOf(name);
  if (!isWhole(rung)) throw new RangeError(`${name} learns`);
  return rung;
}

const stepsOf = (name: RungName, word: string) => traceExactly(whole(name), vocabulary.encode(word));
const hashOf = (name: RungName, word: string) => stepsOf(name, word).at(-1)?.hidden;

describe("the article's figures", () => {
  it("number the letters of the words in code point order", () => {
    expect(alphabetOf(words).join("")).toBe("acehktz");
    expect(alphabetOf(["😀z", "\uffee", "z"])).toEqual(["z", "\uffee", "😀"]);
  });

  it.each([
    ["cat", 6n, 9n],
    ["act", 6n, 7n],
    ["chat", 9n, 25n],
    ["katze", 17n, 98n],
  ])("are %s: sum %i, doubling %i", (word, sum, doubling) => {
    expect(hashOf("sum", word)).toBe(sum);
    expect(hashOf("doubling", word)).toBe(doubling);
  });

  it("print step by step", () => {
    expect(formatSteps(whole("doubling"), stepsOf("doubling", "cat"))).toEqual([
      "h_0 = 0",
      "h_1 = 2·0 + 1 = 1",
      "h_2 = 2·1 + 0 = 2",
      "h_3 = 2·2 + 5 = 9",
    ]);
    expect(formatSteps(whole("sum"), stepsOf("sum", "act"))).toEqual([
      "h_0 = 0",
      "h_1 = 0 + 0 = 0",
      "h_2 = 0 + 1 = 1",
      "h_3 = 1 + 5 = 6",
    ]);
    expect(formatSteps(whole("sum"), [])).toEqual(["h_0 = 0"]);
  });

  it("weigh x_t by 2^(m−t)", () => {
    expect(stepsOf("doubling", "katze").map(({ x, weight }) => [x, weight])).toEqual([
      [4, 16n],
      [0, 8n],
      [5, 4n],
      [6, 2n],
      [2, 1n],
    ]);
    expect(stepsOf("sum", "chat").map(({ weight }) => weight)).toEqual([1n, 1n, 1n, 1n]);
  });
});

describe("traceExactly", () => {
  it("adds letter by letter what the weights add up to, at any length", () => {
    const x = fc.array(fc.nat(65_000), { maxLength: 300 });
    fc.assert(
      fc.property(fc.constantFrom<RungName>("sum", "doubling"), x, (name, numbers) => {
        const steps = traceExactly(whole(name), numbers);
        const sum = steps.reduce((total, { x, weight }) => total + BigInt(x) * weight, 0n);
        expect(steps.at(-1)?.hidden ?? 0n).toBe(sum);
      }),
    );
  });

  it("does not round past 2^53", () => {
    const ones = new Uint16Array(100).fill(1);
    const last = traceExactly(whole("doubling"), ones).at(-1);
    expect(last?.hidden.toString()).toBe("1267650600228229401496703205375"); // 2^100 − 1
    expect(formatSteps(whole("doubling"), traceExactly(whole("doubling"), ones.subarray(0, 55))).at(-1)).toBe(
      "h_55 = 2·18014398509481983 + 1 = 36028797018963967",
    );
  });

  it("is for the rungs that learn neither W nor U", () => {
    expect(ladder.filter(isWhole).map(({ name }) => name)).toEqual(["sum", "doubling"]);
  });
});
