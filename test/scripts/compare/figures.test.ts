import { describe, expect, it } from "vitest";
import { ceilingOf, meantShare } from "../../../scripts/compare/ceiling.js";
import { poolLengths, told } from "../../../scripts/compare/figures.js";
import { evaluate } from "../../../src/evaluation/metrics.js";
import { cats } from "./corpora.js";

const all = Uint32Array.of(0, 1, 2, 3, 4);

/** Shares of chat: its counts 3 of English's 4 and 1 of French's 4. */
const heavy = 3 / 4;

describe("the ceiling", () => {
  it("is the mean of the largest shares, and of the entropies", async () => {
    const { targets } = await cats();
    const { shared, accuracy, crossEntropy } = ceilingOf(targets, all);
    expect(shared).toBe(1);
    expect(accuracy).toBeCloseTo((4 + heavy) / 5, 7);
    expect(crossEntropy).toBeCloseTo(-(heavy * Math.log(heavy) + (1 - heavy) * Math.log(1 - heavy)) / 5, 7);
  });

  it("is reached by who answers with the targets, and by nobody passed", async () => {
    const corpus = await cats();
    const { targets, labels } = corpus;
    const { accuracy, crossEntropy } = ceilingOf(targets, all);
    const best = Float32Array.from(
      [
        [1, 0, 0],
        [heavy, 1 - heavy, 0],
        [0, 0, 1],
        [0, 1, 0],
        [0, 0, 1],
      ].flat(),
    );
    expect(evaluate(best, corpus, all).crossEntropy).toBeCloseTo(crossEntropy, 6);
    expect(meantShare(targets, [0, 0, 2, 1, 2], all)).toBeCloseTo(accuracy, 7);
    for (let l = 0; l < labels.length; l++)
      expect(
        meantShare(
          targets,
          all.map(() => l),
          all,
        ),
      ).toBeLessThan(accuracy);
  });

  it("counts the share of the label that was answered, and nothing for no answer", async () => {
    const { targets } = await cats();
    expect(meantShare(targets, [0, 1, -1, -1, -1], all)).toBeCloseTo((1 + (1 - heavy)) / 5, 7);
  });
});

describe("what is told of words", () => {
  it("is told of accented and other words apart", async () => {
    const corpus = await cats();
    const said = Float32Array.from(
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
        [0, 1, 0],
        [1, 0, 0],
      ].flat(),
    );
    const found = told({ labels: corpus.labels, said, areProbabilities: true }, corpus, all);
    expect(found.accented).toMatchObject({ words: 2, accuracy: 1 / 2 });
    expect(found.plain).toMatchObject({ words: 3, accuracy: 2 / 3, accuracyAnyLabel: 1 });
    expect(found).toMatchObject({ silent: 0, all: { words: 5, accuracy: 3 / 5 } });
  });

  it("is undefined of accented words where there are none", async () => {
    const corpus = await cats();
    const answers = { labels: corpus.labels, said: Float32Array.of(1, 0, 0), areProbabilities: true };
    expect(told(answers, corpus, Uint32Array.of(0))).toMatchObject({ accented: undefined, plain: { words: 1 } });
  });
});

it("puts lengths together by how many words they have", () => {
  const scores = [
    { length: 2, words: 10, accuracy: 0.5 },
    { length: 3, words: 30, accuracy: 1 },
    { length: 4, words: 5, accuracy: 0 },
    { length: 20, words: 1, accuracy: 1 },
    { length: 30, words: 1, accuracy: 0 },
  ];
  expect(poolLengths(scores, [1, 4, 6, 8])).toEqual([
    { from: 1, to: 3, words: 40, accuracy: 35 / 40 },
    { from: 4, to: 5, words: 5, accuracy: 0 },
    { from: 8, to: Number.POSITIVE_INFINITY, words: 2, accuracy: 0.5 },
  ]);
});
