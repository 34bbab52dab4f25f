/** Words on rungs that learn nothing, as text and as JSON, in full. */
import { describe, expect, it } from "vitest";
import { formatExactly } from "../../src/cli/inspect-exact.js";
import { exactWordAsJson, rungAsJson } from "../../src/cli/inspect-json.js";
import { isWhole } from "../../src/recurrence/exact.js";
import { rungOf } from "../../src/recurrence/ladder.js";
import { type ExactFindings, inspectExactly } from "../../src/report/exact-findings.js";

function findingsOf(name: "sum" | "doubling", words: readonly string[]): ExactFindings {
  const rung = rungOf(name);
  if (!isWhole(rung)) throw new Error(`${name} learns something`);
  return inspectExactly(rung, words);
}
const printed = (rung: "sum" | "doubling", ...words: readonly string[]): string[] =>
  formatExactly(findingsOf(rung, words), 80).split("\n");

describe("a rung that learns nothing", () => {
  it("sum prints the steps, the weights and which words share a number", () => {
    expect(printed("sum", "cat", "A\u0301 ct", "act")).toEqual([
      "sum: adds up character numbers; order is lost",
      "h_0 = 0, h_t = h_{t-1} + x_t",
      "x: ␣=0 a=1 c=2 t=3 á=4",
      "",
      "cat  6",
      "  h_0 = 0",
      "  h_1 = 0 + 2 = 2",
      "  h_2 = 2 + 1 = 3",
      "  h_3 = 3 + 3 = 6",
      "  weights 1^(m−t): c 1  a 1  t 1",
      "",
      "A\u0301 ct  9",
      "  h_0 = 0",
      "  h_1 = 0 + 4 = 4",
      "  h_2 = 4 + 0 = 4",
      "  h_3 = 4 + 2 = 6",
      "  h_4 = 6 + 3 = 9",
      "  weights 1^(m−t): á 1  ␣ 1  c 1  t 1",
      "",
      "act  6",
      "  h_0 = 0",
      "  h_1 = 0 + 1 = 1",
      "  h_2 = 1 + 2 = 3",
      "  h_3 = 3 + 3 = 6",
      "  weights 1^(m−t): a 1  c 1  t 1",
      "",
      "the same number, 6: cat, act",
    ]);
  });

  it("doubling prints its factor, and of an empty word no weights", () => {
    expect(printed("doubling", "ba", "")).toEqual([
      "doubling: doubles before each addition; order matters",
      "h_0 = 0, h_t = 2·h_{t-1} + x_t",
      "x: a=0 b=1",
      "",
      "ba  2",
      "  h_0 = 0",
      "  h_1 = 2·0 + 1 = 1",
      "  h_2 = 2·1 + 0 = 2",
      "  weights 2^(m−t): b 2  a 1",
      "",
      "  0",
      "  h_0 = 0",
    ]);
  });

  it("says what it would show where no words are given", () => {
    expect(printed("sum")).toEqual([
      "sum: adds up character numbers; order is lost",
      "h_0 = 0, h_t = h_{t-1} + x_t",
      "Give words to see their steps: katze inspect --rung sum cat act",
    ]);
  });

  it("sets in the lines that something goes on in", () => {
    const word = "zyxwvutsrqponmlkjihgfedcba";
    const lines = printed("sum", word, [...word].reverse().join(""), `${word}aa`);
    expect(lines.slice(2, 4)).toEqual([
      "x: a=0 b=1 c=2 d=3 e=4 f=5 g=6 h=7 i=8 j=9 k=10 l=11 m=12 n=13 o=14 p=15 q=16",
      "   r=17 s=18 t=19 u=20 v=21 w=22 x=23 y=24 z=25",
    ]);
    expect(lines.slice(-6)).toEqual([
      "  h_28 = 325 + 0 = 325",
      "  weights 1^(m−t): z 1  y 1  x 1  w 1  v 1  u 1  t 1  s 1  r 1  q 1  p 1  o 1  n",
      "    1  m 1  l 1  k 1  j 1  i 1  h 1  g 1  f 1  e 1  d 1  c 1  b 1  a 1  a 1  a 1",
      "",
      `the same number, 325: ${word}, ${[...word].reverse().join("")},`,
      `  ${word}aa`,
    ]);
  });

  it("keeps to narrow terminals", () => {
    expect(formatExactly(findingsOf("doubling", ["bab"]), 16).split("\n")).toEqual([
      "doubling:",
      "  doubles before",
      "  each addition;",
      "  order matters",
      "h_0 = 0, h_t =",
      "  2·h_{t-1} +",
      "  x_t",
      "x: a=0 b=1",
      "",
      "bab  5",
      "  h_0 = 0",
      "  h_1 = 2·0 + 1",
      "    = 1",
      "  h_2 = 2·1 + 0",
      "    = 2",
      "  h_3 = 2·2 + 1",
      "    = 5",
      "  weights",
      "    2^(m−t): b 4",
      "    a 2  b 1",
    ]);
    expect(formatExactly(findingsOf("sum", []), 40).split("\n")).toEqual([
      "sum: adds up character numbers; order is",
      "  lost",
      "h_0 = 0, h_t = h_{t-1} + x_t",
      "Give words to see their steps: katze",
      "  inspect --rung sum cat act",
    ]);
  });

  it("prints as JSON what it prints as text", () => {
    const findings = findingsOf("doubling", ["aB", ""]);
    expect(rungAsJson(findings)).toEqual({
      model: {
        rung: "doubling",
        hidden: 1,
        alphabet: ["a", "b"],
        labels: [],
        multiplier: 2,
        spectralRadius: 2,
        spectrum: [{ re: 2, im: 0, modulus: 2 }],
        collisions: [],
      },
    });
    expect(findings.words.map(exactWordAsJson)).toEqual([
      {
        word: "aB",
        encoding: 1,
        steps: [
          { character: "a", x: 0, weight: 2, hidden: [0] },
          { character: "b", x: 1, weight: 1, hidden: [1] },
        ],
      },
      { word: "", encoding: 0, steps: [] },
    ]);
  });

  it("prints as JSON numbers up to 2^53 − 1, and beyond it digits", () => {
    const most = "b".repeat(53);
    const { words } = findingsOf("doubling", ["a", most, `${most}a`]);
    expect(words.map((word) => exactWordAsJson(word).encoding)).toEqual([
      0,
      Number.MAX_SAFE_INTEGER,
      "18014398509481982",
    ]);
  });
});
