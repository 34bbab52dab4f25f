import { describe, expect, it } from "vitest";
import { selectWords } from "../../src/corpus/corpus.js";
import { type Score, score } from "../../src/evaluation/score.js";
import { train } from "../../src/training/trainer.js";
import { corpusOf } from "./corpora.js";

describe("validated", () => {
  it("is told what each epoch's score is of, before the epoch's event", async () => {
    const corpus = await corpusOf(200);
    const words = selectWords(corpus, "validation");
    const told: Score[] = [];
    const scores: Score[] = [];
    const validated = (probabilities: Float32Array, of: Uint32Array): void => {
      expect(of).toEqual(words);
      told.push(score(probabilities, corpus.targets, of, corpus.labels.length));
      expect(told.length).toBe(scores.length + 1);
    };
    for await (const event of train(corpus, { epochs: 3, hidden: 4 }, { data: "0".repeat(64), validated })) {
      if (event.event === "epoch") scores.push(event.validation);
    }
    expect(told).toEqual(scores);
    expect(scores).toHaveLength(3);
  });
});
