/** What is measured of a model over words and characters, as text, of findings made by hand. */
import { describe, expect, it } from "vitest";
import { formatModel } from "../../src/cli/inspect-model.js";
import type { ModelFindings } from "../../src/report/model-findings.js";
import { handFindings, handModel } from "./findings.js";

/** The lines behind the overview. */
const linesOf = (findings: Partial<ModelFindings>, columns = 80): string[] =>
  formatModel(handFindings(findings), "a.safetensors", columns)
    .split("\n\n")
    .slice(1)
    .flatMap((part) => part.split("\n"));

const heard = (...gains: readonly number[]) => gains.map((gain, distance) => ({ distance, gain, words: 9 }));

describe("how far back a letter is heard", () => {
  it("is told by distance, with bars in parts of the most", () => {
    expect(linesOf({ memory: heard(0.5, 2, 1.23456) })).toEqual([
      "How far back a letter is heard",
      "  How much of a small change of what a letter adds reaches h at the word's end,",
      "  where the last is the end mark; a sum hears every letter with 1.",
      `  the last  0.500  ${"█".repeat(10)}`,
      `  1 before   2.00  ${"█".repeat(40)}`,
      `  2 before   1.23  ${"█".repeat(24)}▊`,
    ]);
  });

  it("names no end mark where words have none", () => {
    const model = handModel({ reading: { keepCase: false, endMark: false } });
    expect(linesOf({ model, memory: heard(1) })).toEqual([
      "How far back a letter is heard",
      "  How much of a small change of what a letter adds reaches h at the word's end;",
      "  a sum hears every letter with 1.",
      `  the last  1.00  ${"█".repeat(40)}`,
    ]);
  });

  it("has no bars where the most is more than a thousand times the least", () => {
    expect(linesOf({ memory: heard(1000, 1) }).slice(3)).toEqual([
      `  the last  1.00e+3  ${"█".repeat(40)}`,
      "  1 before     1.00",
    ]);
    expect(linesOf({ memory: heard(1001, 1) }).slice(3)).toEqual(["  the last  1.00e+3", "  1 before     1.00"]);
  });

  it("is told of twenty distances, and not at all where none is known", () => {
    expect(linesOf({ memory: heard(...Array.from({ length: 25 }, () => 0)) }).at(-1)).toBe("  19 before  0.00");
    expect(linesOf({ memory: [] })).toEqual([]);
  });

  it("keeps to narrow terminals", () => {
    expect(linesOf({ memory: heard(1) }, 40).slice(-2)).toEqual([
      "  sum hears every letter with 1.",
      `  the last  1.00  ${"█".repeat(21)}…`,
    ]);
  });
});

describe("how much tanh squeezes", () => {
  it("is two shares", () => {
    expect(linesOf({ saturation: { saturated: 0.125, slope: 0.5 } })).toEqual([
      "How much tanh squeezes",
      "  12.5 % of the numbers in h are beyond ±0.9; on average a step lets 50.0 % of a",
      "  small change through.",
    ]);
    expect(linesOf({ saturation: { saturated: 0.125, slope: 0.5 } }, 40)[1]).toBe(
      "  12.5 % of the numbers in h are beyond",
    );
  });
});

describe("characters that are alike", () => {
  const near = (...characters: readonly string[]) => characters.map((character) => ({ character, cosine: 0.5 }));

  it("stand in columns, read downwards", () => {
    const neighbours = new Map([..."abcde"].map((character) => [character, near(" ", "\u0301", "x")]));
    expect(linesOf({ neighbours })).toEqual([
      "Characters that h takes for alike: the nearest by the angle between rows of U",
      "  a ~ ␣ ◌\u0301 x  c ~ ␣ ◌\u0301 x  e ~ ␣ ◌\u0301 x",
      "  b ~ ␣ ◌\u0301 x  d ~ ␣ ◌\u0301 x",
    ]);
  });

  it("are sixty at most, and the others counted", () => {
    const all = Array.from({ length: 1061 }, (_, i) => [String.fromCodePoint(0x4e00 + i), near("a")] as const);
    const lines = linesOf({ neighbours: new Map(all) });
    expect(lines).toHaveLength(1 + 15 + 1);
    expect(lines.at(-1)).toBe("  and 1,001 more characters");
    const exactly = linesOf({ neighbours: new Map(all.slice(0, 60)) });
    expect(exactly).toEqual(lines.slice(0, -1));
  });

  it("keep to narrow terminals", () => {
    const neighbours = new Map([..."abcd"].map((character) => [character, near("b", "c", "d")]));
    expect(linesOf({ neighbours }, 30)[1]).toBe("  a ~ b…  b ~ b…  c ~ b…  d ~…");
  });
});
