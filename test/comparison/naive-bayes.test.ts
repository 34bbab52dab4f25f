import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NaiveBayes } from "../../src/comparison/naive-bayes.js";
import { corpusOf, everyWord } from "../evaluation/corpus.js";

async function counted(rows: Parameters<typeof corpusOf>[0]): Promise<NaiveBayes> {
  const corpus = await corpusOf(rows);
  const bayes = new NaiveBayes(corpus);
  for (const word of everyWord(corpus)) bayes.count(word);
  return bayes;
}

/** Weights as probabilities. */
const shares = (...weights: number[]): number[] => {
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
};

function expectClose(found: Float64Array, expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  expected.forEach((probability, i) => {
    expect(found[i]).toBeCloseTo(probability, 12);
  });
}

describe("NaiveBayes", () => {
  it("multiplies what each n-gram says, by hand", async () => {
    // Each word has four n-grams with its marks: G = 8, N = 4 for both labels.
    const bayes = await counted([
      ["a", "X"],
      ["b", "Y"],
    ]);
    expectClose(bayes.probabilities("a", { alpha: 1, tau: 1 }), shares((2 / 12) ** 4, (1 / 12) ** 4));
    expectClose(bayes.probabilities("b", { alpha: 0.5, tau: 1 }), shares((0.5 / 8) ** 4, (1.5 / 8) ** 4));
    expectClose(bayes.probabilities("a", { alpha: 1, tau: 0.5 }), shares((2 / 12) ** 2, (1 / 12) ** 2));
    expect(bayes.parameters).toBe(8 * 2 + 2);
  });

  it("counts a word of two labels for both, by its shares", async () => {
    // p(X) = 3/4, N_X = 4 + 2, N_Y = 2, G = 8
    const bayes = await counted([
      ["a", "X"],
      ["b", "X"],
      ["b", "Y"],
    ]);
    const smoothing = { alpha: 1, tau: 1 };
    expectClose(bayes.probabilities("a", smoothing), shares(0.75 * (2 / 14) ** 4, 0.25 * (1 / 10) ** 4));
    expectClose(bayes.probabilities("b", smoothing), shares(0.75 * (1.5 / 14) ** 4, 0.25 * (1.5 / 10) ** 4));
  });

  it("leaves out n-grams that no word had, and answers with the labels' shares where it knows none", async () => {
    const bayes = await counted([
      ["a", "X"],
      ["b", "X"],
      ["b", "Y"],
    ]);
    const smoothing = { alpha: 1, tau: 1 };
    // Of "ab" it knows ‹a, a, b and b›.
    const X = 0.75 * (2 / 14) ** 2 * (1.5 / 14) ** 2;
    const Y = 0.25 * (1 / 10) ** 2 * (1.5 / 10) ** 2;
    expectClose(bayes.probabilities("ab", smoothing), shares(X, Y));
    expectClose(bayes.probabilities("zzz", smoothing), [0.75, 0.25]);
  });

  it("counts runs of up to four characters, marks among them", async () => {
    const bayes = await counted([
      ["abc", "X"],
      ["xyz", "Y"],
    ]);
    // ‹abc›: three letters, four pairs, three triples, two quadruples
    expect(bayes.parameters).toBe(2 * (3 + 4 + 3 + 2) * 2 + 2);
  });

  it("gives probabilities: none below 0, all together 1", async () => {
    const bayes = await counted([
      ["chat", "French"],
      ["chat", "English"],
      ["cat", "English"],
      ["katze", "German"],
    ]);
    const alpha = fc.double({ min: 1e-6, max: 100, noNaN: true });
    const tau = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."achtkzeß") }), alpha, tau, (word, alpha, tau) => {
        const probabilities = bayes.probabilities(word, { alpha, tau });
        expect(Math.min(...probabilities)).toBeGreaterThanOrEqual(0);
        expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      }),
    );
  });
});
