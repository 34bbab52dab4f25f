import { describe, expect, it } from "vitest";
import { mostMistaken } from "../../src/evaluation/confusion.js";

describe("the most frequent confusions", () => {
  const confusion = {
    labels: ["a", "b", "c"],
    matrix: [
      [90, 2, 8],
      [5, 0, 0],
      [2, 0, 7],
    ],
  };

  it("leave out what is right or never happens; of equals the first labels come first", () => {
    expect(mostMistaken(confusion, 10)).toEqual([
      { truth: "a", predicted: "c", words: 8, share: 0.08 },
      { truth: "b", predicted: "a", words: 5, share: 1 },
      { truth: "a", predicted: "b", words: 2, share: 0.02 },
      { truth: "c", predicted: "a", words: 2, share: 2 / 9 },
    ]);
  });

  it("are as many as asked for", () => {
    expect(mostMistaken(confusion, 2).map(({ words }) => words)).toEqual([8, 5]);
  });
});
