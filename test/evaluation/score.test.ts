import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { score } from "../../src/evaluation/score.js";
import { corpusOf, everyWord, probabilitiesOf } from "./corpus.js";

const animals = await corpusOf([
  ["cat", "English"],
  ["chat", "French"],
  ["chat", "English"],
  ["katze", "German"],
]);

describe("the score", () => {
  it("is the mean cross-entropy with the words' label distributions", () => {
    const probabilities = probabilitiesOf([0.5, 0.25, 0.25], [0.25, 0.5, 0.25], [0.125, 0.125, 0.75]);
    const { loss } = score(probabilities, animals.targets, everyWord(animals), 3);
    const expected = -(Math.log(0.5) + (Math.log(0.25) + Math.log(0.5)) / 2 + Math.log(0.75)) / 3;
    expect(loss).toBeCloseTo(expected, 14);
  });

  it("weighs labels by count", async () => {
    const corpus = await corpusOf([
      ["chat", "English", 1],
      ["chat", "French", 3],
      ["cat", "English", 3],
      ["chien", "French", 1],
    ]);
    // Shares of chat: 1/4 of the English against 3/4 of the French.
    const { loss } = score(probabilitiesOf([0.5, 0.25]), corpus.targets, Uint32Array.of(1), 2);
    expect(loss).toBeCloseTo(-(0.25 * Math.log(0.5) + 0.75 * Math.log(0.25)), 14);
  });

  it("weighs words in the loss alone", () => {
    const probabilities = probabilitiesOf([0.5, 0.25, 0.25], [0.25, 0.5, 0.25], [0.125, 0.125, 0.75]);
    const words = everyWord(animals);
    const weighed = score(probabilities, animals.targets, words, 3, Float32Array.of(3, 0, 0.5));
    expect(weighed.loss).toBeCloseTo(-(3 * Math.log(0.5) + 0.5 * Math.log(0.75)) / 3.5, 14);
    const plain = score(probabilities, animals.targets, words, 3);
    expect(weighed.accuracy).toBe(plain.accuracy);
    expect(score(probabilities, animals.targets, words, 3, Float32Array.of(1, 1, 1))).toEqual(plain);
  });

  it("scores only the words asked for, in the order asked for", () => {
    const probabilities = probabilitiesOf([0, 0, 1], [1, 0, 0]);
    expect(score(probabilities, animals.targets, Uint32Array.of(2, 0), 3)).toEqual({ loss: 0, accuracy: 1 });
    expect(score(probabilities, animals.targets, Uint32Array.of(0, 2), 3).accuracy).toBe(0);
  });

  it("takes the first of equally heavy labels as the true one, and of equally probable ones as the predicted one", () => {
    const chat = Uint32Array.of(1);
    expect(score(probabilitiesOf([0.4, 0.4, 0.2]), animals.targets, chat, 3).accuracy).toBe(1);
    expect(score(probabilitiesOf([0.4, 0.5, 0.1]), animals.targets, chat, 3).accuracy).toBe(0);
    expect(score(probabilitiesOf([0.2, 0.4, 0.4]), animals.targets, Uint32Array.of(2), 3).accuracy).toBe(0);
  });

  it.each([
    ["0", 0],
    ["less than 1e-30", 1e-35],
    ["NaN", Number.NaN],
  ])("counts a probability of %s as 1e-30", (_, probability) => {
    const { loss, accuracy } = score(probabilitiesOf([probability, 0.75, 0.25]), animals.targets, Uint32Array.of(0), 3);
    expect(loss).toBeCloseTo(30 * Math.LN10, 12);
    expect(accuracy).toBe(0);
  });

  it("equals the formula for any probabilities", () => {
    const row = fc.array(fc.float({ min: Math.fround(1e-20), max: 1, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(row, row, row, (...rows) => {
        const labels = [[0], [0, 1], [2]];
        const losses = rows.map((p, word) => {
          const of = labels[word] ?? [];
          return of.reduce((sum, label) => sum - Math.log(p[label] ?? 0) / of.length, 0);
        });
        const right = rows.filter((p, word) => p.indexOf(Math.max(...p)) === labels[word]?.[0]).length;
        const { loss, accuracy } = score(probabilitiesOf(...rows), animals.targets, everyWord(animals), 3);
        expect(loss).toBeCloseTo(losses.reduce((sum, one) => sum + one, 0) / 3, 10);
        expect(accuracy).toBe(right / 3);
      }),
    );
  });

  it("refuses shapes that do not fit", () => {
    const { targets } = animals;
    expect(() => score(new Float32Array(0), targets, new Uint32Array(0), 3)).toThrow(RangeError);
    expect(() => score(new Float32Array(5), targets, Uint32Array.of(0, 1), 3)).toThrow(
      "5 probabilities for 2 words of 3 labels",
    );
    expect(() => score(new Float32Array(3), targets, Uint32Array.of(3), 3)).toThrow("no word 3 among 3");
  });
});
