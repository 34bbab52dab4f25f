/** How a model reads a word, as text, of models and findings made by hand. */
import { describe, expect, it } from "vitest";
import { formatWord, legend } from "../../src/cli/inspect-word.js";
import type { Model } from "../../src/model/model.js";
import type { WordFindings } from "../../src/report/word-findings.js";
import { handModel, handWord } from "./findings.js";

const labels = ["English", "French", "German", "Spanish"];
/** Of h, two numbers speak for English, two for French, one for German and one for Spanish. */
const voices = ["English", "English", "German", "Spanish", "French", "French"];
const V = Float32Array.from(labels.flatMap((label) => voices.map((voice) => (voice === label ? 1 : 0))));
const model = handModel({ hidden: 6, labels, parameters: { ...handModel().parameters, V } });
/** At the end of the word 1 for three of them, −1 for the others. */
const h = (step: number, number: number): number => ((number < 3 ? 1 : -1) * step) / 4;
const word = handWord(model, ["c", "a", " "], h);

const linesOf = (of: Model, findings: WordFindings, columns = 80): string[] =>
  formatWord(of, findings, columns, false).split("\n");

const head = "    E… F… … …  English   French   German   speaks left out";
const table = [
  head,
  "c   ▆▆ ▄▄ ▆ ▄   10.0 %   70.0 %   10.0 %    −1.00    −25.0",
  "a   ▇▇ ▃▃ ▇ ▃   10.0 %   10.0 %   70.0 %        0        0",
  "␣   ██ ▂▂ █ ▂   10.0 %   10.0 %   10.0 %    +1.00    +25.0",
  "¶   ██ ▁▁ █ ▁   70.0 %   10.0 %   10.0 %    +2.00    +50.0",
];
const answer = "ca   English 70.0 %  French 10.0 %  German 10.0 %";

describe("a word", () => {
  it("has its answer, and a line a letter: h by label, the answer so far, what the letter does to it", () => {
    expect(linesOf(model, word)).toEqual([answer, "", ...table, "the decision never changes"]);
  });

  it("is coloured only where that is asked for: blue below 0, orange above", () => {
    const line = formatWord(model, word, 80, true).split("\n")[3] ?? "";
    const [orange, blue] = ["\u001b[33m", "\u001b[34m"].map((code) => (text: string) => `${code}${text}\u001b[0m`);
    expect(line).toBe(
      `c   ${orange?.("▆▆")} ${blue?.("▄▄")} ${orange?.("▆")} ${blue?.("▄")}   10.0 %   70.0 %   10.0 %    −1.00    −25.0`,
    );
  });

  it("tells where the decision changes, and which words are near", () => {
    const findings: WordFindings = {
      ...word,
      flips: [
        { step: 1, from: "English", to: "Ger\tman" },
        { step: 3, from: "Ger\tman", to: "French" },
      ],
      nearest: [
        { word: "kat\n", label: "Ger\tman", distance: 1 },
        { word: "b".repeat(50), label: "English", distance: 2 },
      ],
    };
    expect(linesOf(model, findings).slice(2)).toEqual([
      ...table.map((line, i) => (i === 2 || i === 4 ? `${line} ◄` : line)),
      "the decision changes after ca: Ger\\tman; at the end: French",
      `nearest words by h: kat\\n (Ger\\tman), ${"b".repeat(40)}…`,
      "  (English)",
    ]);
  });

  it("that is long has no column for what is left out", () => {
    expect(linesOf(model, { ...word, leftOut: undefined })[3]).toBe(table[1]?.replace(/ +−25\.0$/u, ""));
  });

  it("names the characters that were never seen, beside an answer or in its place", () => {
    const strange = { ...word, trace: { ...word.trace, unknown: ["ß", " "] } };
    expect(linesOf(model, strange).slice(0, 4)).toEqual([answer, "never seen: ß ␣", "", head]);
    expect(linesOf(model, { ...strange, isKnown: false }).slice(0, 3)).toEqual([
      "ca   no answer (never seen: ß ␣)",
      "",
      head,
    ]);
    expect(linesOf(model, { ...word, isKnown: false })[0]).toBe("ca   no answer (an empty word)");
    const many = { ...word, trace: { ...word.trace, unknown: [..."abcdefghijklmnopqrst"] } };
    expect(linesOf(model, many, 40)[2]).toBe("never seen: a b c d e f g h i j k l m n…");
  });

  it("has h in parts of its largest number where nothing keeps it between −1 and 1", () => {
    const bag: Model = { ...model, rung: "bag" };
    expect(
      linesOf(
        bag,
        handWord(bag, ["c", "a", " "], (step, number) => -5 * h(step, number)),
      ),
    ).toEqual([
      answer,
      "",
      head,
      "c   ▄▄ ▆▆ ▄ ▆   10.0 %   70.0 %   10.0 %    −1.00    −25.0",
      "a   ▃▃ ▇▇ ▃ ▇   10.0 %   10.0 %   70.0 %        0        0",
      "␣   ▂▂ ██ ▂ █   10.0 %   10.0 %   10.0 %    +1.00    +25.0",
      "¶   ▁▁ ██ ▁ █   70.0 %   10.0 %   10.0 %    +2.00    +50.0",
      "the decision never changes",
    ]);
  });

  it("has how much each letter kept where gates choose", () => {
    const steps = word.trace.steps.map((step, i) => {
      const [r, n] = [new Float64Array(6), new Float64Array(6)];
      return { ...step, gates: { z: Float64Array.of(i / 4, 0), r, n } };
    });
    const lines = linesOf({ ...model, rung: "gru" }, { ...word, trace: { ...word.trace, steps } });
    expect(lines.slice(2, 5)).toEqual([
      "    E… F… … …  English   French   German     kept   speaks left out",
      "c   ▆▆ ▄▄ ▆ ▄   10.0 %   70.0 %   10.0 %    0.0 %    −1.00    −25.0",
      "a   ▇▇ ▃▃ ▇ ▃   10.0 %   10.0 %   70.0 %   12.5 %        0        0",
    ]);
  });

  it("has its h, and then its steps as the article prints them, where h is one number", () => {
    const parameters = { ...model.parameters, W: Float32Array.of(1.5), V: Float32Array.of(1, 2) };
    const one = handModel({ rung: "multiplier", hidden: 1, parameters });
    expect(
      linesOf(
        one,
        handWord(one, ["c", "a"], (step) => step / 3),
      ),
    ).toEqual([
      "ca  English 70.0 %  German 30.0 %",
      "",
      "               h  English   German   speaks left out",
      "c      0.3333333   30.0 %   70.0 %    −1.00    −25.0",
      "a      0.6666667   70.0 %   30.0 %        0        0",
      "¶              1   30.0 %   70.0 %    +1.00    +25.0",
      "the decision never changes",
      "",
      "h_0 = 0",
      "h_1 = 1.5·0 + 1 = 0.333333",
      "h_2 = 1.5·0.333333 + 2 = 0.666667",
      "h_3 = 1.5·0.666667 + 3 = 1",
    ]);
  });
});

describe("a wide h", () => {
  const groupOf = (number: number): number => (number < 30 ? 0 : number < 48 ? 1 : number < 54 ? 2 : 3);
  const V = Float32Array.from({ length: 240 }, (_, i) => (groupOf(i % 60) === Math.floor(i / 60) ? 1 : 0));
  const wide = { ...model, hidden: 60, parameters: { ...model.parameters, V } };
  const findings = handWord(wide, ["c"], (_, number) => number / 30 - 1);

  it("is shown in 27 columns, by the labels' shares of it", () => {
    expect(linesOf(wide, findings).slice(2, 4)).toEqual([
      "    English      French  G… o…  English   French   German   speaks left out",
      "c   ▁▁▁▂▂▂▃▃▃▄▄▄ ▅▅▅▆▆▆▇ ▇▇ ██   10.0 %   70.0 %   10.0 %    −1.00    −25.0",
    ]);
  });

  it("is shown in fewer beside gates", () => {
    expect(linesOf({ ...wide, rung: "gru" }, findings).slice(2, 4)).toEqual([
      "    English  Fren… G… o…  English   French   German     kept   speaks left out",
      "c   ▁▁▂▂▃▃▄▄ ▅▅▆▆▇ ▇▇ ██   10.0 %   70.0 %   10.0 %             −1.00    −25.0",
    ]);
  });

  it("is cut where the terminal is narrow", () => {
    expect(linesOf(wide, findings, 40).slice(3, 5)).toEqual([
      "    English      French  G… o…  English…",
      "c   ▁▁▁▂▂▂▃▃▃▄▄▄ ▅▅▅▆▆▆▇ ▇▇ ██   10.0 %…",
    ]);
  });
});

describe("how the tables are to be read", () => {
  const blocks = [
    "▁▂▃▄▅▆▇█: numbers of h, low to high, in the middle 0; under",
    "  a label those that speak for it when they are high.",
  ];
  const columns = [
    "speaks: how the log-odds of the answer change as the letter",
    "  speaks up. left out: how its probability changes without",
    "  the letter, in points. ◄: another label leads from here",
    "  on.",
  ];
  const end = "¶: the end mark, read after the last letter.";

  it("says what the model has", () => {
    expect(legend(model, 60).split("\n")).toEqual([...blocks, ...columns, end]);
    expect(legend({ ...model, hidden: 1 }, 60).split("\n")).toEqual([...columns, end]);
    expect(
      legend({ ...model, rung: "gru" }, 60)
        .split("\n")
        .at(-2),
    ).toBe("kept: how much of h the letter leaves as it was, on average.");
    expect(legend({ ...model, reading: { keepCase: false, endMark: false } }, 60).split("\n")).toEqual([
      ...blocks,
      ...columns,
    ]);
  });
});
