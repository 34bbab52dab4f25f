import { describe, expect, it } from "vitest";
import { Vocabulary } from "../../src/corpus/vocabulary.js";
import { Answers } from "../../src/model/answers.js";

const labels = ["German", "French", "English"];

/** Of words that are read without an end mark: a is 0, b is 1, what is unknown 2. */
const vocabulary = new Vocabulary(["a", "b"], { keepCase: false, endMark: false });

const words = ["B", "A", "Xx", "", "bXz", "b"];

/** Rows: a, b, xx, the empty word, bxz. What a network says of a row without a known character must not be told. */
const answersOf = (threshold?: number): Answers =>
  new Answers(
    words,
    words.map((word) => word.toLowerCase()),
    {
      row: Uint32Array.of(1, 0, 2, 3, 4, 1),
      sequences: { characters: Uint16Array.of(0, 1, 2, 2, 1, 2, 2), start: Uint32Array.of(0, 1, 2, 4, 4, 7) },
    },
    labels,
    Float32Array.of(0.25, 0.625, 0.125, 0.125, 0.375, 0.5, 0.75, 0.125, 0.125, 0, 1, 0, 0.25, 0.375, 0.375),
    vocabulary,
    threshold,
  );

const [a, b] = [1, 0];
const [unknown, empty, partly, again] = [2, 3, 4, 5];
const undecided = labels.map((label) => ({ label, probability: 1 / 3 }));

describe("what a model says of words", () => {
  it("is the row of each word, wherever the word stands", () => {
    const answers = answersOf();
    expect(answers.best(a)).toEqual({ label: "French", probability: 0.625 });
    expect(answers.best(b)).toEqual({ label: "English", probability: 0.5 });
    expect(answers.best(again)).toEqual(answers.best(b));
  });

  it("ranks the labels, the most probable first", () => {
    const answers = answersOf();
    expect(answers.ranked(a)).toEqual([
      { label: "French", probability: 0.625 },
      { label: "German", probability: 0.25 },
      { label: "English", probability: 0.125 },
    ]);
    expect(answers.ranked(b)).toEqual([
      { label: "English", probability: 0.5 },
      { label: "French", probability: 0.375 },
      { label: "German", probability: 0.125 },
    ]);
  });

  it("names the first of labels that are as probable, as the ranking does", () => {
    const answers = answersOf();
    expect(answers.best(partly)).toEqual({ label: "French", probability: 0.375 });
    expect(answers.ranked(partly).map(({ label }) => label)).toEqual(["French", "English", "German"]);
  });

  it("is nothing where no character is known, whatever the network computes", () => {
    const answers = answersOf();
    for (const i of [unknown, empty]) {
      expect(answers.isKnown(i)).toBe(false);
      expect(answers.ranked(i)).toEqual(undecided);
      expect(answers.best(i)).toEqual({ label: "German", probability: 1 / 3 });
    }
    for (const i of [a, b, partly, again]) expect(answers.isKnown(i)).toBe(true);
  });

  it("has the characters never seen, each once, as the word is read", () => {
    const answers = answersOf();
    expect(words.map((_, i) => answers.unknown(i))).toEqual([[], [], ["x"], [], ["x", "z"], []]);
  });

  it("is together the prediction, which keeps the word as it was given", () => {
    const answers = answersOf();
    expect(answers.prediction(partly)).toEqual({
      word: "bXz",
      label: "French",
      probability: 0.375,
      ranked: [
        { label: "French", probability: 0.375 },
        { label: "English", probability: 0.375 },
        { label: "German", probability: 0.25 },
      ],
      unknown: ["x", "z"],
      isKnown: true,
    });
    expect(answers.prediction(unknown)).toEqual({
      word: "Xx",
      label: "German",
      probability: 1 / 3,
      ranked: undecided,
      unknown: ["x"],
      isKnown: false,
    });
  });

  it("takes an end mark for no character, known or not", () => {
    const marked = new Answers(
      ["", "x", "a"],
      ["", "x", "a"],
      {
        row: Uint32Array.of(0, 1, 2),
        sequences: { characters: Uint16Array.of(3, 2, 3, 0, 3), start: Uint32Array.of(0, 1, 3, 5) },
      },
      ["German", "French"],
      Float32Array.of(0.25, 0.75, 0.25, 0.75, 0.25, 0.75),
      new Vocabulary(["a", "b"], { keepCase: false, endMark: true }),
    );
    expect([0, 1, 2].map((i) => marked.isKnown(i))).toEqual([false, false, true]);
    expect([0, 1, 2].map((i) => marked.unknown(i))).toEqual([[], ["x"], []]);
    expect([0, 1, 2].map((i) => marked.best(i).probability)).toEqual([0.5, 0.5, 0.75]);
  });
});

describe("a threshold", () => {
  it("is what a label may be as probable as, and no less", () => {
    const answers = answersOf(0.5);
    expect(words.map((_, i) => answers.isUnsure(i))).toEqual([false, false, true, true, true, false]);
    expect(words.map((_, i) => answers.prediction(i).label)).toEqual([
      "English",
      "French",
      "unsure",
      "unsure",
      "unsure",
      "English",
    ]);
  });

  it("leaves the probability and the ranking as they are", () => {
    const { label: _, ...unsure } = answersOf(0.5).prediction(partly);
    const { label: __, ...sure } = answersOf().prediction(partly);
    expect(unsure).toEqual(sure);
  });

  it("leaves no answer unsure where none is given", () => {
    const answers = answersOf();
    expect(words.map((_, i) => answers.isUnsure(i))).toEqual([false, false, false, false, false, false]);
  });
});
