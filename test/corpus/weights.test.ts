import { describe, expect, it } from "vitest";
import { selectWords } from "../../src/corpus/corpus.js";
import { toExamples } from "../../src/corpus/examples.js";
import { buildAlphabet, Vocabulary } from "../../src/corpus/vocabulary.js";
import { balancedWeights, labelWeights, wordWeights } from "../../src/corpus/weights.js";
import { corpusOf, everyWord } from "../evaluation/corpus.js";

// Sorted: chat is of both, so English has 3.5 words and French 0.5.
const corpus = await corpusOf([
  ["cat", "English"],
  ["chat", "English"],
  ["chat", "French"],
  ["dog", "English"],
  ["hat", "English"],
]);
const { targets } = corpus;
const all = everyWord(corpus);

describe("balanced weights", () => {
  it("are n / (C·n_l), a word of several labels counting in each by its share", () => {
    expect([...balancedWeights(targets, all, 2)]).toEqual([4 / (2 * 3.5), 4 / (2 * 0.5)]);
  });

  it("give every label the same part of the loss, and words 1 on average", () => {
    const weight = wordWeights(targets, all, balancedWeights(targets, all, 2));
    expect(weight.reduce((sum, one) => sum + one)).toBeCloseTo(4, 6);
    expect(weight[1]).toBeCloseTo((4 / 7 + 4) / 2, 6);
    expect(weight[0]).toBe(Math.fround(4 / 7));
  });

  it("leave labels out that no word carries", () => {
    expect([...balancedWeights(targets, Uint32Array.of(0, 2), 2)]).toEqual([1, 1]);
    expect([...balancedWeights(targets, all, 3)]).toEqual([4 / 7, 4, 1]);
  });

  it("are used where they are asked for, else every word weighs exactly 1", () => {
    expect(labelWeights("none", targets, all, 2)).toBeUndefined();
    const vocabulary = new Vocabulary(buildAlphabet(corpus), { keepCase: true, endMark: false });
    const words = selectWords(corpus, "train");
    expect([...toExamples(corpus, words, vocabulary).weight]).toEqual([1, 1, 1, 1]);
    const balanced = labelWeights("balanced", targets, words, 2);
    expect(balanced).toEqual(Float64Array.of(4 / 7, 4));
    expect(toExamples(corpus, words, vocabulary, balanced).weight).toEqual(wordWeights(targets, words, balanced));
  });
});
