import { describe, expect, it } from "vitest";
import { type Answers, answeredLabels, evaluateAnswers, silentIn } from "../../../scripts/compare/answers.js";
import { cats } from "./corpora.js";

/** In the order of the detector, which is not that of the corpus: cat, chat, katze, été, über. */
const answers: Answers = {
  labels: ["German", "English", "French"],
  said: Float32Array.from(
    [
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ].flat(),
  ),
  areProbabilities: false,
};
const all = Uint32Array.of(0, 1, 2, 3, 4);

describe("answers", () => {
  it("are evaluated by label, in whatever order they come; no answer is wrong", async () => {
    const corpus = await cats();
    expect(Array.from(all, (word) => corpus.words.get(word))).toEqual(["cat", "chat", "katze", "été", "über"]);
    const found = evaluateAnswers(answers, corpus, all);
    expect(found).toMatchObject({ words: 5, accuracy: 2 / 5, accuracyAnyLabel: 3 / 5 });
    expect(found.labels).toMatchObject({
      English: { precision: 1, recall: 1 / 2 },
      French: { precision: 0, recall: 0 },
      German: { precision: 1, recall: 1 / 2 },
    });
    expect(silentIn(answers)).toBe(2);
  });

  it("of some words are evaluated as if those were all", async () => {
    const corpus = await cats();
    const some = evaluateAnswers(answers, corpus, Uint32Array.of(0, 2), Uint32Array.of(0, 2));
    expect(some).toMatchObject({ words: 2, accuracy: 1 });
  });

  it("keep their probabilities, also where there is no answer for others", async () => {
    const corpus = await cats();
    const said = Float32Array.from(
      [
        [0.25, 0.5, 0.25],
        [0.25, 0.5, 0.25],
        [0.5, 0.25, 0.25],
      ].flat(),
    );
    const { crossEntropy } = evaluateAnswers(
      { ...answers, said, areProbabilities: true },
      corpus,
      Uint32Array.of(0, 1, 2),
    );
    const chat = 0.75 * Math.log(0.5) + 0.25 * Math.log(0.25);
    expect(crossEntropy).toBeCloseTo(-(Math.log(0.5) + chat + Math.log(0.5)) / 3, 6);
  });

  it("are numbered as the corpus numbers labels, -1 for none, of equals the first", async () => {
    const { labels } = await cats();
    const said = Float32Array.from(
      [
        [0, 1, 0],
        [0.4, 0.2, 0.4],
        [0, 0, 0],
        [0, 0, 0.1],
      ].flat(),
    );
    expect([...answeredLabels({ ...answers, said }, labels)]).toEqual([0, 2, -1, 1]);
  });
});
