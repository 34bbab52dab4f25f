import { describe, expect, it } from "vitest";
import { ModelError } from "../../src/errors.js";
import { checkModel, type Description, shapesOf } from "../../src/model/check.js";
import { kitten, pair } from "./samples.js";

const check = (change: Partial<Description>) => {
  return (): void => checkModel({ ...kitten, ...change }, (problem) => new ModelError(problem));
};

const characters = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => String.fromCodePoint(0x10000 + i));

describe("a model", () => {
  it.each<[string, Partial<Description>]>([
    ["one number in h", { hidden: 1 }],
    ["one number in h where its rung has one", { hidden: 1, rung: "sum" }],
    ["halves", { precision: "f16" }],
    ["as many characters as can be numbered", { alphabet: characters(65_000) }],
    ["a line feed for a character", { alphabet: ["\n"] }],
    ["a label outside of the basic plane", { labels: ["🐈", "🐕"] }],
    ["the highest temperature", { training: { temperature: 100 } }],
    ["a temperature next to nothing", { training: { temperature: Number.MIN_VALUE } }],
    ["0 and texts in its training", { training: { seed: 0, note: "-0", shuffle: false } }],
    ["nothing in its training", { training: {} }],
  ])("may have %s", (_, change) => {
    expect(check(change)).not.toThrow();
  });

  it.each<[string, Partial<Description>]>([
    ["h has 0 numbers", { hidden: 0 }],
    ["h has 1.5 numbers", { hidden: 1.5 }],
    ["h has NaN numbers", { hidden: Number.NaN }],
    ["h has 2 numbers, on the rung doubling one", { hidden: 2, rung: "doubling" }],
    ["h has 9 groups, it may have 1 to 8", { groups: 9 }],
    ["on the rung bag, whose W is no learned matrix, h has one group", { hidden: 32, groups: 2, rung: "bag" }],
    ["h of 48 numbers has no 2 groups of a multiple of 16 numbers each", { hidden: 48, groups: 2 }],
    ["the alphabet is empty", { alphabet: [] }],
    ["the alphabet has 65001 characters, at most 65000 can be numbered", { alphabet: characters(65_001) }],
    ['the alphabet holds "bc", which is not one character', { alphabet: ["a", "bc"] }],
    ['the alphabet holds "", which is not one character', { alphabet: ["a", ""] }],
    ['the alphabet holds "\\u{d83d}", which is not one character', { alphabet: ["\ud83d"] }],
    ['the alphabet holds "a" twice', { alphabet: ["a", "b", "a"] }],
    ["there must be two labels or more, there is 1", { labels: ["German"] }],
    ['"" is no label', { labels: ["German", ""] }],
    ['"x\\u{dc08}" is no label', { labels: ["German", "x\udc08"] }],
    ['the label "b" is there twice', { labels: ["a", "b", "b"] }],
    ['the training\'s "loss" is NaN, which JSON cannot keep', { training: { loss: Number.NaN } }],
    ['the training\'s "loss" is -Infinity, which JSON cannot keep', { training: { a: 1, loss: -Infinity } }],
    ['the training\'s "loss" is -0, which JSON cannot keep', { training: { loss: -0 } }],
    ['the training\'s temperature is "100.5", no number above 0 and up to 100', { training: { temperature: 100.5 } }],
    ['the training\'s temperature is "0", no number above 0 and up to 100', { training: { temperature: 0 } }],
    ['the training\'s temperature is "1", no number above 0 and up to 100', { training: { temperature: "1" } }],
    ['the training\'s temperature is "true", no number above 0 and up to 100', { training: { temperature: true } }],
    [`the data's sha256 is "${"0".repeat(40)}…"`, { data: "0".repeat(63) }],
    [`the data's sha256 is "${"0".repeat(40)}…"`, { data: `${"0".repeat(64)}0` }],
    [`the data's sha256 is "${"A".repeat(40)}…"`, { data: "A".repeat(64) }],
  ])("is refused: %s", (problem, change) => {
    expect(check(change)).toThrow(new ModelError(problem));
  });
});

describe("the tensors of a model", () => {
  it("have a row of U for the end mark, and none without", () => {
    expect(shapesOf(kitten)).toEqual({ W: [2, 2], U: [5, 2], V: [2, 2], c: [2] });
    const reading = { keepCase: false, endMark: false };
    expect(shapesOf({ ...kitten, reading })).toEqual({ W: [2, 2], U: [4, 2], V: [2, 2], c: [2] });
  });

  it("have three parts of gates, and of W each row's own group", () => {
    expect(shapesOf(pair)).toEqual({ W: [96, 16], U: [5, 96], V: [2, 32], c: [2] });
  });
});
