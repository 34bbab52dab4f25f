import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selectWords } from "../../src/corpus/corpus.js";
import { evaluate } from "../../src/evaluation/metrics.js";
import { corpusOf, everyWord, probabilitiesOf } from "./corpus.js";

// Sorted: act (0), baby (1), cat (2), chat (3), katze (4).
const animals = await corpusOf([
  ["cat", "English"],
  ["act", "English"],
  ["chat", "French"],
  ["katze", "German"],
  ["baby", "English"],
  ["baby", "German"],
]);

describe("an evaluation", () => {
  const probabilities = probabilitiesOf(
    [0.75, 0.125, 0.125],
    [0.25, 0.25, 0.5],
    [0.125, 0.75, 0.125],
    [0.25, 0.5, 0.25],
    [0, 0, 1],
  );
  const evaluation = evaluate(probabilities, animals, everyWord(animals));

  it("counts confusions: rows are true labels, columns predicted ones", () => {
    expect(evaluation.confusion).toEqual({
      labels: ["English", "French", "German"],
      matrix: [
        [1, 1, 1],
        [0, 1, 0],
        [0, 0, 1],
      ],
    });
  });

  it("gives precision, recall, F1 and support of each label", () => {
    expect(evaluation.labels).toEqual({
      English: { precision: 1, recall: 1 / 3, f1: 0.5, support: 3 },
      French: { precision: 0.5, recall: 1, f1: 2 / 3, support: 1 },
      German: { precision: 0.5, recall: 1, f1: 2 / 3, support: 1 },
    });
    expect(evaluation.macroF1).toBeCloseTo((0.5 + 2 / 3 + 2 / 3) / 3, 14);
  });

  it("gives accuracy by heaviest label and by any label", () => {
    expect(evaluation.words).toBe(5);
    expect(evaluation.accuracy).toBe(0.6);
    expect(evaluation.accuracyAnyLabel).toBe(0.8);
    expect(evaluation.accuracyInterval.from).toBeLessThan(0.6);
    expect(evaluation.accuracyInterval.to).toBeGreaterThan(0.6);
  });

  it("gives the cross-entropy with the words' label distributions", () => {
    const baby = (Math.log(0.25) + Math.log(0.5)) / 2;
    const sum = Math.log(0.75) + baby + Math.log(0.125) + Math.log(0.5) + Math.log(1);
    expect(evaluation.crossEntropy).toBeCloseTo(-sum / 5, 14);
  });

  it("names as mistakes only words taken for what they are not", () => {
    expect(evaluation.mistakes).toEqual([{ word: "cat", labels: ["English"], predicted: "French", probability: 0.75 }]);
  });

  it("gives accuracy by length", () => {
    expect(evaluation.lengths).toEqual([
      { length: 3, words: 2, accuracy: 0.5 },
      { length: 4, words: 2, accuracy: 0.5 },
      { length: 5, words: 1, accuracy: 1 },
    ]);
  });

  it("measures calibration on the heaviest label", () => {
    const { bins, ece } = evaluation.calibration;
    const full = bins.filter(({ count }) => count > 0);
    expect(full.map(({ count, confidence, accuracy }) => [count, confidence, accuracy])).toEqual([
      [2, 0.5, 0.5],
      [2, 0.75, 0.5],
      [1, 1, 1],
    ]);
    expect(ece).toBeCloseTo((2 * 0.25) / 5, 14);
  });

  it("is plain JSON with the command line's keys", () => {
    const read: unknown = JSON.parse(JSON.stringify(evaluation));
    expect(read).toEqual(evaluation);
    expect(Object.keys(evaluation).slice(0, 7)).toEqual([
      "words",
      "accuracy",
      "macroF1",
      "crossEntropy",
      "labels",
      "confusion",
      "calibration",
    ]);
  });
});

describe("an evaluation at its edges", () => {
  it("defines ratios of nothing as 0, and leaves labels without words out of macro F1", () => {
    const cat = evaluate(probabilitiesOf([1, 0, 0]), animals, Uint32Array.of(2));
    expect(cat.labels.French).toEqual({ precision: 0, recall: 0, f1: 0, support: 0 });
    expect(cat.macroF1).toBe(1);
    const missed = evaluate(probabilitiesOf([0, 1, 0]), animals, Uint32Array.of(2));
    expect(missed.labels.English).toEqual({ precision: 0, recall: 0, f1: 0, support: 1 });
    expect(missed.labels.French).toEqual({ precision: 0, recall: 0, f1: 0, support: 0 });
    expect(missed.macroF1).toBe(0);
  });

  it("shows labels that are names of objects' innards", async () => {
    const corpus = await corpusOf([
      ["a", "__proto__"],
      ["b", "constructor"],
      ["c", "toString"],
    ]);
    const { labels } = evaluate(probabilitiesOf([1, 0, 0], [0, 0, 1], [0, 0, 1]), corpus, everyWord(corpus));
    expect(JSON.stringify(labels)).toBe(
      '{"__proto__":{"precision":1,"recall":1,"f1":1,"support":1},' +
        '"constructor":{"precision":0,"recall":0,"f1":0,"support":1},' +
        '"toString":{"precision":0.5,"recall":1,"f1":0.6666666666666666,"support":1}}',
    );
    expect(Object.getPrototypeOf(labels)).toBe(Object.prototype);
    expect("precision" in {}).toBe(false);
  });

  it("counts lengths in code points", async () => {
    const corpus = await corpusOf([
      ["😀😀", "x"],
      ["ab", "x"],
      ["a", "y"],
    ]);
    const { lengths } = evaluate(new Float32Array(6).fill(0.5), corpus, everyWord(corpus));
    expect(lengths.map(({ length, words }) => [length, words])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it("keeps the ten surest mistakes, the surest first, equals in the order of the words", async () => {
    const rows = Array.from({ length: 24 }, (_, i) => [`w${String(i).padStart(2, "0")}`, i < 12 ? "x" : "y"] as const);
    const corpus = await corpusOf(rows);
    const sure = (i: number) => 0.5 + (i % 8) / 16;
    const wrong = rows.map(([, label], i) => (label === "x" ? [1 - sure(i), sure(i)] : [sure(i), 1 - sure(i)]));
    // 0.5 is a tie, which the first label wins: the words of x are then right.
    const { mistakes } = evaluate(probabilitiesOf(...wrong), corpus, everyWord(corpus));
    expect(mistakes.map(({ word }) => word)).toEqual([
      "w07",
      "w15",
      "w23",
      "w06",
      "w14",
      "w22",
      "w05",
      "w13",
      "w21",
      "w04",
    ]);
    expect(mistakes[0]).toEqual({ word: "w07", labels: ["x"], predicted: "y", probability: 0.9375 });
  });

  it("counts what is no number as nothing", () => {
    const nothing = evaluate(new Float32Array(15).fill(Number.NaN), animals, everyWord(animals));
    const finite = JSON.stringify(nothing);
    expect(finite).not.toContain("null");
    expect(nothing.crossEntropy).toBeCloseTo(30 * Math.LN10, 10);
  });

  it("refuses shapes that do not fit", () => {
    expect(() => evaluate(new Float32Array(4), animals, Uint32Array.of(0, 1))).toThrow("4 probabilities, not 2 × 3");
    expect(() => evaluate(new Float32Array(0), animals, Uint32Array.of())).toThrow("no words to score");
  });
});

describe("a model with other labels than the corpus", () => {
  const [cat, katze] = [2, 4];

  it("has labels that no word carries, and lacks labels that some carry", () => {
    const probabilities = probabilitiesOf([0.5, 0.25, 0.25], [0.75, 0.125, 0.125]);
    const evaluation = evaluate(probabilities, animals, Uint32Array.of(cat, katze), ["English", "French", "Dutch"]);
    expect(evaluation.confusion).toEqual({
      labels: ["Dutch", "English", "French", "German"],
      matrix: [
        [0, 0, 0, 0],
        [0, 1, 0, 0],
        [0, 0, 0, 0],
        [0, 1, 0, 0],
      ],
    });
    expect(evaluation.mistakes).toEqual([
      { word: "katze", labels: ["German"], predicted: "English", probability: 0.75 },
    ]);
    expect(evaluation.crossEntropy).toBeCloseTo((-Math.log(0.5) + 30 * Math.LN10) / 2, 12);
    expect(evaluation.macroF1).toBeCloseTo((2 / 3 + 0) / 2, 14);
  });

  it("is evaluated alike whatever the order of its labels", () => {
    const row = fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 3, maxLength: 3 });
    const order = fc.shuffledSubarray([0, 1, 2], { minLength: 3 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 5, maxLength: 5 }), order, (rows, places) => {
        const sorted = rows.map((one) => one.map((n) => n / 3000));
        const shuffled = sorted.map((one) => places.map((place) => one[place] ?? 0));
        const labels = places.map((place) => animals.labels[place] ?? "");
        expect(evaluate(probabilitiesOf(...shuffled), animals, everyWord(animals), labels)).toEqual(
          evaluate(probabilitiesOf(...sorted), animals, everyWord(animals)),
        );
      }),
    );
  });
});

describe("an evaluation of any predictions", () => {
  it("agrees with itself and with counting by hand", async () => {
    const names = ["p", "q", "r", "s"];
    const words = Array.from({ length: 150 }, (_, i) => [`w${i}`, names[i % 4] ?? ""] as const);
    const corpus = await corpusOf(words);
    const chosen = selectWords(corpus, "train");
    const probabilities = fc.array(fc.float({ min: 0, max: 1, noNaN: true }), {
      minLength: 4 * chosen.length,
      maxLength: 4 * chosen.length,
    });
    const truth = new Map<string, string>(words);
    fc.assert(
      fc.property(probabilities, (flat) => {
        const evaluation = evaluate(Float32Array.from(flat), corpus, chosen);
        const said = Array.from(chosen, (word, i) => {
          const row = flat.slice(4 * i, 4 * i + 4);
          return { truth: truth.get(corpus.words.get(word)), predicted: names[row.indexOf(Math.max(...row))] };
        });
        const count = (wanted: (one: (typeof said)[number]) => boolean) => said.filter(wanted).length;
        names.forEach((name, row) => {
          names.forEach((other, column) => {
            const both = count((one) => one.truth === name && one.predicted === other);
            expect(evaluation.confusion.matrix[row]?.[column]).toBe(both);
          });
          const right = count((one) => one.truth === name && one.predicted === name);
          const support = count((one) => one.truth === name);
          const predicted = count((one) => one.predicted === name);
          const scores = evaluation.labels[name];
          expect(scores?.recall).toBe(right / support);
          expect(scores?.precision).toBe(predicted === 0 ? 0 : right / predicted);
        });
        expect(evaluation.accuracy).toBe(count((one) => one.truth === one.predicted) / chosen.length);
        expect(evaluation.accuracyAnyLabel).toBe(evaluation.accuracy);
        const byLength = evaluation.lengths.reduce((sum, one) => sum + one.words * one.accuracy, 0);
        expect(byLength).toBeCloseTo(evaluation.accuracy * chosen.length, 9);
      }),
      { numRuns: 30 },
    );
  });
});
