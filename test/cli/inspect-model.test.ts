/** What a model has learned, as text, of findings made by hand. */
import { describe, expect, it } from "vitest";
import { formatModel } from "../../src/cli/inspect-model.js";
import type { ModelFindings } from "../../src/report/model-findings.js";
import { handFindings, handModel } from "./findings.js";

/** The parts of the text behind the overview. */
const partsOf = (findings: Partial<ModelFindings>, columns = 80): string[] =>
  formatModel(handFindings(findings), "a.safetensors", columns).split("\n\n").slice(1);

describe("the overview", () => {
  it("says what the model is, escaped", () => {
    const model = handModel({ labels: ["English", "Ger\nman"], training: { epochs: 3, seed: 1, order: "by\tchance" } });
    expect(formatModel(handFindings({ model }), "models/a\u001b.safetensors", 80).split("\n")).toEqual([
      "models/a\\u{1b}.safetensors",
      "rung      rnn: tanh after each step: the recurrent network",
      "labels    English, Ger\\nman",
      "alphabet  3 characters: a b ␣",
      "h         2 numbers",
      "learned   1,234 numbers",
      "words     in lower case, then an end mark",
      "settings  epochs 3, seed 1, order by\\tchance",
    ]);
  });

  it("says how words are read otherwise", () => {
    const model = handModel({ reading: { keepCase: true, endMark: false } });
    expect(formatModel(handFindings({ model }), "a", 80)).toContain("words     in their own case\nsettings");
  });

  it("sets in the lines that a fact goes on in", () => {
    const model = handModel({ labels: ["Afrikaans", "Bulgarian", "Castilian", "Danish"] });
    expect(formatModel(handFindings({ model }), "a", 40)).toContain(
      "labels    Afrikaans, Bulgarian,\n          Castilian, Danish\n",
    );
  });

  it("shows 200 of many characters, and cuts a path that is too long", () => {
    const alphabet = Array.from({ length: 1500 }, (_, i) => String.fromCodePoint(0x4e00 + i));
    const [path, ...facts] = formatModel(handFindings({ model: handModel({ alphabet }) }), "a".repeat(60), 40).split(
      "\n",
    );
    expect(path).toBe(`${"a".repeat(39)}…`);
    const shown = facts.join(" ").replace(/ +/gu, " ");
    expect(shown).toContain(`1,500 characters: ${alphabet.slice(0, 200).join(" ")} h 2 numbers`);
  });
});

describe("the multiplier", () => {
  it.each([
    ["fixed", "bag", 1, "1"],
    ["a learned number", "scaled", 1.234567891, "1.23457"],
  ] as const)("is %s on the rung %s", (what, rung, multiplier, shown) => {
    expect(partsOf({ model: handModel({ rung }), multiplier })).toEqual([
      `multiplier ${shown}, ${what}: what h is multiplied by at each letter`,
    ]);
  });
});

describe("the spectrum", () => {
  it("lists the largest eigenvalues, pairs once, with bars in parts of the largest", () => {
    const eigenvalues = [
      { re: 0.6, im: 0.8, modulus: 1 },
      { re: 0.6, im: -0.8, modulus: 1 },
      { re: -0.5, im: 0, modulus: 0.5 },
      { re: -0.125, im: 0.25, modulus: 0.28 },
    ];
    expect(partsOf({ spectrum: { eigenvalues, radius: 1 } })).toEqual([
      [
        "What became of the 2",
        "  W multiplies h at each letter, in each of its directions by an eigenvalue; the",
        "  largest, its spectral radius, is 1.000. The largest by modulus:",
        `  1.000  ${"█".repeat(40)}  0.600 ± 0.800i`,
        `  0.500  ${"█".repeat(20)}${" ".repeat(20)}  −0.500`,
        `  0.280  ${"█".repeat(11)}▎${" ".repeat(28)}  −0.125 ± 0.250i`,
      ].join("\n"),
    ]);
  });

  it("measures bars by the largest, lists six at most, and has no bars where all are 0", () => {
    const real = (re: number) => ({ re, im: 0, modulus: Math.abs(re) });
    const [many = ""] = partsOf({ spectrum: { eigenvalues: [8, 7, 6, 5, 4, 3, 2, 1].map(real), radius: 8 } });
    expect(many.split("\n").slice(3)).toEqual(
      [8, 7, 6, 5, 4, 3].map((n) => `  ${n}.000  ${"█".repeat(5 * n).padEnd(40)}  ${n}.000`),
    );
    const [none = ""] = partsOf({ spectrum: { eigenvalues: [real(0)], radius: 0 } });
    expect(none.split("\n").at(-1)).toMatch(/^ {2}0\.000 +0\.000$/u);
  });

  it("keeps to narrow terminals", () => {
    const [text = ""] = partsOf({ spectrum: { eigenvalues: [{ re: -0.6, im: 0.8, modulus: 1 }], radius: 1 } }, 40);
    expect(text.split("\n")).toEqual([
      "What became of the 2",
      "  W multiplies h at each letter, in each",
      "  of its directions by an eigenvalue;",
      "  the largest, its spectral radius, is",
      "  1.000. The largest by modulus:",
      `  1.000  ${"█".repeat(13)}…  −0.600 ± 0.800i`,
    ]);
  });
});

describe("gates", () => {
  it("are told of in the place of a multiplier", () => {
    expect(partsOf({ gates: { update: 0.25, reset: 0.5 } })).toEqual([
      [
        "What became of the 2",
        "  At each letter gates choose what becomes of each number of h: on average 25.0",
        "  % of it stays (z), and what is new hears 50.0 % of W·h (r).",
      ].join("\n"),
    ]);
    expect(
      partsOf({ gates: { update: 0.25, reset: 0.5 } }, 40)
        .join("")
        .split("\n")[1],
    ).toBe("  At each letter gates choose what");
  });
});
