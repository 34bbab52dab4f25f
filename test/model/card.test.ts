import { afterEach, describe, expect, it, vi } from "vitest";
import { type Corpus, selectWords } from "../../src/corpus/corpus.js";
import { grouped } from "../../src/evaluation/figures.js";
import { evaluate } from "../../src/evaluation/metrics.js";
import { modelCard } from "../../src/model/card.js";
import type { Model } from "../../src/model/model.js";
import { corpusOf } from "../evaluation/corpus.js";

const labels = ["English", "French", "German"];
const corpus = await corpusOf(
  Array.from({ length: 300 }, (_, i) => [`w${i}`, labels[i % 3] ?? ""] as const).concat([["w0", "French"]]),
);

const modelOf = (given: Partial<Model> = {}): Model => ({
  rung: "rnn",
  hidden: 4,
  groups: 1,
  precision: "f32",
  alphabet: [..."0123456789w"],
  labels,
  reading: { keepCase: false, endMark: true },
  parameters: {
    W: new Float32Array(4 * 4),
    U: new Float32Array(13 * 4),
    V: new Float32Array(3 * 4),
    c: new Float32Array(3),
  },
  training: { seed: 1, batch: 32, learningRate: 0.002, schedule: "one | cycle" },
  data: "0123456789abcdef".repeat(4),
  ...given,
});

/** Half of each prediction is on the first label, the rest on the others. */
const evaluationOf = (of: Corpus) => {
  const words = selectWords(of, "test");
  const C = of.labels.length;
  const probabilities = Float32Array.from({ length: words.length * C }, (_, i) => (i % C === 0 ? 0.5 : 0.5 / (C - 1)));
  return evaluate(probabilities, of, words);
};

const cardOf = (model: Model, of: Corpus, name = "words.safetensors") =>
  modelCard(model, { name, corpus: of, evaluation: evaluationOf(of), command: "katze train words.csv --seed 1" });

afterEach(() => {
  vi.restoreAllMocks();
});

describe("the model card", () => {
  const card = cardOf(modelOf(), corpus);

  it("says what the model is", () => {
    expect(card).toMatch(/^# words\.safetensors\n/);
    expect(card).toContain("    h_0 = 0,   h_t = tanh(W·h_{t-1} + U[x_t]),   o = softmax(V·h_m + c)");
    expect(card).toContain("| rung | rnn: tanh after each step: the recurrent network |");
    expect(card).toContain("| known characters | 11 |");
  });

  it.each([
    ["rnn", 16 + 52 + 12 + 3],
    ["scaled", 1 + 52 + 12 + 3],
    ["bag", 52 + 12 + 3],
    ["doubling", 12 + 3],
    ["multiplier", 1 + 12 + 3],
  ] as const)("counts the numbers that the rung %s learns", (rung, numbers) => {
    expect(cardOf(modelOf({ rung }), corpus)).toContain(`| learned numbers | ${numbers} |`);
  });

  it("says in how many groups h falls, and counts W's numbers inside of them", () => {
    expect(card).toContain("| numbers in h | 4 |");
    const pair = cardOf(modelOf({ hidden: 672, groups: 2 }), corpus);
    expect(pair).toContain("| numbers in h | 672, in 2 groups that never see each other |");
    expect(pair).toContain(`| learned numbers | ${grouped(672 * 336 + 13 * 672 + 3 * 672 + 3)} |`);
  });

  it("says that numbers are halves, where they are", () => {
    expect(card).not.toContain("| precision | half");
    const half = cardOf(modelOf({ precision: "f16" }), corpus);
    expect(half).toContain("| precision | half: rounded at the end of training to 16 bits each |");
  });

  it("shows the equations of gates in a line each", () => {
    const parameters = { ...modelOf().parameters, W: new Float32Array(3 * 4 * 4), U: new Float32Array(3 * 13 * 4) };
    const gru = cardOf(modelOf({ rung: "gru", parameters }), corpus);
    expect(gru).toContain("\n    h_0 = 0\n    z = σ(W_z·h_{t-1} + U_z[x_t])\n");
    expect(gru).toContain("\n    h_t = z∘h_{t-1} + (1 − z)∘n\n    o = softmax(V·h_m + c)\n\n");
    expect(gru).toContain(`| learned numbers | ${3 * (16 + 52) + 12 + 3} |`);
  });

  it("shows the step of rungs without tanh without it", () => {
    expect(cardOf(modelOf({ rung: "linear" }), corpus)).toContain("h_t = W·h_{t-1} + U[x_t],");
  });

  it("says what data it learned from, by label and split", () => {
    expect(card).toContain(
      `The file words.csv, sha256 \`${"0123456789abcdef".repeat(4)}\`: 301 rows, 300 distinct words.`,
    );
    const rows = [...card.matchAll(/^\| (English|French|German|any label) \| (\d+) \| (\d+) \| (\d+) \|$/gmu)];
    const sums = rows
      .slice(0, 4)
      .map(([, label, ...parts]) => [label, parts.reduce((sum, part) => sum + Number(part), 0)]);
    // w0 is English and French.
    expect(sums).toEqual([
      ["English", 100],
      ["French", 101],
      ["German", 100],
      ["any label", 300],
    ]);
    const test = selectWords(corpus, "test").length;
    expect(rows[3]?.[4]).toBe(String(test));
  });

  it("lists every setting, sorted", () => {
    expect(card).toContain(
      "| setting | value |\n| --- | --- |\n| batch | 32 |\n| learningRate | 0.002 |\n| schedule | one \\| cycle |\n| seed | 1 |\n",
    );
  });

  it("tells the temperature apart from the settings", () => {
    const training = { ...modelOf().training, temperature: 1.25 };
    const row = "| temperature | 1.25, by which V and c are divided already |\n";
    expect(cardOf(modelOf({ training }), corpus).replace(row, row.replace("1.25", "1"))).toBe(card);
    expect(card).toContain(row.replace("1.25", "1"));
  });

  it("gives the figures of the test words", () => {
    const { accuracy, labels, confusion, mistakes } = evaluationOf(corpus);
    expect(card).toContain("## Test figures");
    expect(card).toContain(`| accuracy | ${(100 * accuracy).toFixed(1)} % (95 % interval `);
    expect(card).toContain(`| English | ${(100 * (labels.English?.precision ?? 0)).toFixed(1)} % | 100.0 % |`);
    expect(card).toContain(`| French | 0.0 % | 0.0 % | 0.0 % | ${labels.French?.support} |`);
    expect(card).toContain(`| French | ${confusion.matrix[1]?.join(" | ")} |`);
    expect(card).toMatch(/^\| characters \| words \| accuracy \|\n\| ---: \| ---: \| ---: \|\n\| 2 \| /mu);
    expect(card).toContain(`| ${mistakes[0]?.word} | ${mistakes[0]?.labels.join(", ")} | English | 50.0 % |`);
  });

  it("says how to train again", () => {
    expect(card).toContain("## Train it again\n\n    katze train words.csv --seed 1\n");
  });

  it("is the same for the same training, whatever the folder and the order of the settings", () => {
    const training = { schedule: "one | cycle", learningRate: 0.002, seed: 1, batch: 32 };
    for (const [name, csv] of [
      ["/home/x/words.safetensors", "/tmp/words.csv"],
      ["C:\\x\\words.safetensors", "a\\words.csv"],
    ]) {
      expect(cardOf(modelOf({ training }), { ...corpus, name: csv ?? "" }, name)).toBe(card);
    }
  });

  it("asks the engine for nothing that engines answer differently", () => {
    const differs = () => {
      throw new Error("engines differ in this");
    };
    for (const name of ["log", "exp", "pow", "tanh", "log2", "log10", "log1p", "expm1", "cbrt", "hypot"] as const) {
      vi.spyOn(Math, name).mockImplementation(differs);
    }
    vi.spyOn(Number.prototype, "toLocaleString").mockImplementation(differs);
    vi.spyOn(String.prototype, "localeCompare").mockImplementation(differs);
    vi.spyOn(Date, "now").mockImplementation(differs);
    expect(cardOf(modelOf(), corpus)).toBe(card);
  });
});

describe("the card of a model of few words", () => {
  it("says that its figures are on the training words", async () => {
    const few = await corpusOf([
      ["cat", "English"],
      ["chat", "French"],
      ["katze", "German"],
    ]);
    const card = cardOf(modelOf(), few);
    expect(card).toContain("Too few words to hold some out: all are training words.");
    expect(card).toContain("## Figures on the training words");
    expect(card).not.toContain("## Test figures");
    expect(card).toContain("| any label | 3 | 0 | 0 |");
  });

  it("has no mistakes to show where there are none", async () => {
    const few = await corpusOf([
      ["cat", "English"],
      ["chat", "French"],
    ]);
    const evaluation = evaluate(Float32Array.of(1, 0, 0, 1), few, selectWords(few, "test"));
    expect(modelCard(modelOf(), { name: "m", corpus: few, evaluation, command: "katze train" })).not.toContain(
      "## Where it fails",
    );
  });
});

describe("the card of a model with hard or many labels", () => {
  it("keeps its tables whole under labels and words that are markup", async () => {
    const hard = ["a|b", "<b>", "x\ny", "`|`", "\\|", "\u202e|", "| --- |"];
    const odd = await corpusOf(hard.flatMap((label, i) => [[`${label}|${i}`, label]] as const));
    const card = cardOf(modelOf({ labels: odd.labels }), odd, "a|b*.safetensors");
    expect(card).toMatch(/^# a\\\|b\\\*\.safetensors$/mu);
    expect(card).not.toMatch(/[^\P{C}\n]/u);
    const tables = card.split("\n\n").filter((block) => block.startsWith("|"));
    expect(tables.length).toBeGreaterThan(5);
    for (const table of tables) {
      const widths = table.split("\n").map((line) => line.replace(/\\[!-/:-@[-`{-~]/gu, "").split("|").length);
      expect(new Set(widths).size).toBe(1);
    }
  });

  it("lists the most frequent confusions, and no more than 100 labels", async () => {
    const many = await corpusOf(
      Array.from({ length: 120 }, (_, i) => [`w${i}`, `l${String(i).padStart(3, "0")}`] as const),
    );
    const card = cardOf(modelOf({ labels: many.labels }), many);
    expect(card).toContain("20 more labels are not listed.");
    expect(card).toContain("The most frequent confusions:");
    expect(card).not.toContain("Words by true label (row)");
    expect(card).not.toContain("| l100 | ");
  });
});
