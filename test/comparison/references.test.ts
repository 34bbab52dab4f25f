import { describe, expect, it } from "vitest";
import { learnReference } from "../../src/comparison/references.js";
import { Random } from "../../src/corpus/random.js";
import { inventedWords } from "../cli/corpora.js";
import { corpusOf } from "../evaluation/corpus.js";

const pause = async (): Promise<void> => {};

describe("majority", () => {
  it("has the entropy of the labels for its loss, and the largest label's share for its accuracy", async () => {
    const corpus = await corpusOf([
      ["a", "X"],
      ["b", "X"],
      ["c", "X"],
      ["d", "Y"],
    ]);
    const { test, parameters } = await learnReference("majority", corpus, pause);
    expect(test.accuracy).toBe(0.75);
    expect(test.loss).toBeCloseTo(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25), 6);
    expect(parameters).toBe(2);
  });

  it("counts training words alone", async () => {
    const corpus = await corpusOf(inventedWords);
    const flipped = {
      ...corpus,
      split: corpus.split.map((part, word) => (part === 0 ? (word % 3 === 0 ? 0 : 1) : part)),
    };
    const { test } = await learnReference("majority", flipped, pause);
    const shares = corpus.labels.map((_, label) => {
      const chosen = [...flipped.split.keys()].filter((word) => flipped.split[word] === 0);
      const carriers = chosen.filter((word) => corpus.targets.label[corpus.targets.start[word] ?? 0] === label);
      return carriers.length / chosen.length;
    });
    const truth = [...flipped.split.keys()]
      .filter((word) => flipped.split[word] === 2)
      .map((word) => corpus.targets.label[corpus.targets.start[word] ?? 0] ?? 0);
    const loss = truth.reduce((sum, label) => sum - Math.log(shares[label] ?? 0), 0) / truth.length;
    expect(test.loss).toBeCloseTo(loss, 5);
  });
});

describe("naive-bayes", () => {
  it("tells made-up languages apart by their syllables, on words that it never saw", async () => {
    const { test } = await learnReference("naive-bayes", await corpusOf(inventedWords), pause);
    expect(test.accuracy).toBe(1);
    expect(test.loss).toBeLessThan(0.05);
  });

  it("answers with the labels' shares where no n-gram is known", async () => {
    // Every word has a character of its own, so that no test word shares an n-gram with another.
    const rows = Array.from({ length: 300 }, (_, i) => [String.fromCodePoint(0x4e00 + i), i % 3 ? "X" : "Y"] as const);
    const corpus = await corpusOf(rows);
    const bayes = await learnReference("naive-bayes", corpus, pause);
    const majority = await learnReference("majority", corpus, pause);
    expect(bayes.test.accuracy).toBe(majority.test.accuracy);
    expect(bayes.test.loss).toBeCloseTo(majority.test.loss, 6);
  });

  it("trusts n-grams no more than the validation words bear out", async () => {
    const random = new Random(1);
    const corpus = await corpusOf(inventedWords.map(([word]) => [word, random.below(2) === 0 ? "X" : "Y"]));
    const { test } = await learnReference("naive-bayes", corpus, pause);
    // Nothing can be learned from labels drawn by lot, and who takes training words at their word is far too sure.
    expect(test.loss).toBeLessThan(1.15 * Math.log(2));
  });

  it("stops where a pause throws", async () => {
    const corpus = await corpusOf(inventedWords);
    const stop = () => Promise.reject(new Error("stopped"));
    await expect(learnReference("naive-bayes", corpus, stop)).rejects.toThrow("stopped");
  });
});
