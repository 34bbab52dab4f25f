import { describe, expect, it } from "vitest";
import type { Evaluation } from "../../src/evaluation/metrics.js";
import { cardFigures, cardMistakes } from "../../src/model/card-figures.js";

const evaluation: Evaluation = {
  words: 12_345,
  accuracy: 0.8764,
  macroF1: 0.5,
  crossEntropy: 0.123_47,
  labels: {
    "a|b": { precision: 0.25, recall: 0.125, f1: 1 / 6, support: 8000 },
    French: { precision: 0.5, recall: 1, f1: 2 / 3, support: 4345 },
  },
  confusion: {
    labels: ["a|b", "French"],
    matrix: [
      [1000, 7000],
      [0, 4345],
    ],
  },
  calibration: { ece: 0.0214, bins: [] },
  accuracyInterval: { from: 0.87, to: 0.882 },
  accuracyAnyLabel: 0.9,
  mistakes: [
    { word: "ch*t", labels: ["French", "a|b"], predicted: "<b>", probability: 0.997 },
    { word: "Katze", labels: ["French"], predicted: "a|b", probability: 0.5 },
  ],
  lengths: [
    { length: 1, words: 1234, accuracy: 0.5 },
    { length: 30, words: 1, accuracy: 1 },
  ],
};

/** So many labels: l00, l01, …, and of each what the matrix has in its row. */
const withLabels = (count: number, matrix: (truth: number, predicted: number) => number): Evaluation => {
  const names = Array.from({ length: count }, (_, i) => `l${String(i).padStart(2, "0")}`);
  const score = { precision: 1, recall: 0, f1: 0.5, support: 2000 };
  return {
    ...evaluation,
    labels: Object.fromEntries(names.map((name) => [name, score])),
    confusion: { labels: names, matrix: names.map((_, truth) => names.map((__, column) => matrix(truth, column))) },
  };
};

const right = (truth: number, predicted: number): number => (truth === predicted ? 2000 : 0);

describe("the figures of a card", () => {
  it("are overall, by label, by pair of labels and by length", () => {
    expect(cardFigures(evaluation)).toEqual([
      [
        "|  |  |",
        "| --- | ---: |",
        "| words | 12,345 |",
        "| accuracy | 87.6 % (95 % interval 87.0 % to 88.2 %) |",
        "| predicted label is any of the word's | 90.0 % |",
        "| macro F1 | 50.0 % |",
        "| cross-entropy, nats a word | 0.1235 |",
        "| expected calibration error | 2.1 % |",
      ].join("\n"),
      [
        "| label | precision | recall | F1 | words |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| a\\|b | 25.0 % | 12.5 % | 16.7 % | 8,000 |",
        "| French | 50.0 % | 100.0 % | 66.7 % | 4,345 |",
      ].join("\n"),
      "Words by true label (row) and predicted label (column):",
      ["|  | a\\|b | French |", "| --- | ---: | ---: |", "| a\\|b | 1,000 | 7,000 |", "| French | 0 | 4,345 |"].join(
        "\n",
      ),
      [
        "| characters | words | accuracy |",
        "| ---: | ---: | ---: |",
        "| 1 | 1,234 | 50.0 % |",
        "| 30 | 1 | 100.0 % |",
      ].join("\n"),
    ]);
  });

  it("have a matrix of up to 8 labels", () => {
    const [, , title, matrix] = cardFigures(withLabels(8, right));
    expect(title).toBe("Words by true label (row) and predicted label (column):");
    expect(matrix?.split("\n")[9]).toBe("| l07 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 2,000 |");
  });

  it("list the confusions of more labels, the most frequent first", () => {
    const few = withLabels(9, (truth, predicted) =>
      truth === 0 ? (predicted === 8 ? 1500 : predicted === 1 ? 500 : 0) : truth === 8 && predicted === 0 ? 1200 : 0,
    );
    const named = {
      ...few,
      confusion: { ...few.confusion, labels: few.confusion.labels.map((label) => label.replace("l0", "*")) },
    };
    expect(cardFigures(named).slice(2, -1)).toEqual([
      "The most frequent confusions:",
      [
        "| true | predicted | words | of true |",
        "| --- | --- | ---: | ---: |",
        "| \\*0 | \\*8 | 1,500 | 75.0 % |",
        "| \\*8 | \\*0 | 1,200 | 100.0 % |",
        "| \\*0 | \\*1 | 500 | 25.0 % |",
      ].join("\n"),
    ]);
  });

  it("list no more than 15 of them", () => {
    const [, , , list] = cardFigures(withLabels(9, (truth, predicted) => 9 * truth + predicted + 1));
    expect(list?.split("\n")).toHaveLength(2 + 15);
  });

  it("say nothing of confusions where more labels are never mistaken", () => {
    const figures = cardFigures(withLabels(9, right));
    expect(figures.map((paragraph) => paragraph.split("\n")[0])).toEqual([
      "|  |  |",
      "| label | precision | recall | F1 | words |",
      "| characters | words | accuracy |",
    ]);
  });

  it("have rows for no more than 100 labels", () => {
    for (const [count, rows] of [
      [100, 100],
      [101, 100],
    ] as const) {
      expect(cardFigures(withLabels(count, right))[1]?.split("\n")).toHaveLength(2 + rows);
    }
  });

  it("put the longest words together where there are more than 20 lengths", () => {
    const lengths = Array.from({ length: 22 }, (_, i) => ({ length: i + 1, words: 1000, accuracy: i < 20 ? 0 : 0.75 }));
    const [pooled, kept] = [lengths, lengths.slice(0, 20)].map((some) =>
      cardFigures({ ...evaluation, lengths: some })
        .at(-1)
        ?.split("\n"),
    );
    expect(pooled?.slice(-2)).toEqual(["| 19 | 1,000 | 0.0 % |", "| 20 to 22 | 3,000 | 50.0 % |"]);
    expect(kept?.slice(-2)).toEqual(["| 19 | 1,000 | 0.0 % |", "| 20 | 1,000 | 0.0 % |"]);
  });
});

describe("the mistakes of a card", () => {
  it("are told with all labels of the word, in the order given", () => {
    expect(cardMistakes(evaluation)).toEqual([
      "The most confident mistakes: the predicted label is none of the word's.",
      [
        "| word | true | predicted | probability |",
        "| --- | --- | --- | ---: |",
        "| ch\\*t | French, a\\|b | \\<b\\> | 99.7 % |",
        "| Katze | French | a\\|b | 50.0 % |",
      ].join("\n"),
    ]);
  });
});
