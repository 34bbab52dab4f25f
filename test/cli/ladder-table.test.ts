/** The comparison of rungs as text, of rows made by hand. */
import { beforeAll, describe, expect, it } from "vitest";
import { formatLadder } from "../../src/cli/ladder-table.js";
import type { Row } from "../../src/comparison/compare.js";
import type { Corpus } from "../../src/corpus/corpus.js";
import { corpusOf } from "../evaluation/corpus.js";
import { inventedWords } from "./corpora.js";

const budget = { epochs: 1_200, batch: 2_048, hidden: 32, seed: 7 };
const rows: readonly Row[] = [
  {
    rung: "rnn",
    hidden: 1024,
    parameters: 12_345,
    multiplier: 0.98765,
    accuracy: 0.876,
    crossEntropy: 0.4567,
    collisions: 0.125,
    seconds: 123.45,
  },
  {
    rung: "majority",
    hidden: null,
    parameters: 2,
    multiplier: null,
    accuracy: 0.5,
    crossEntropy: 0.7,
    collisions: null,
    seconds: 0,
  },
];

let few: Corpus;
let many: Corpus;
beforeAll(async () => {
  few = await corpusOf([
    ["cat", "English"],
    ["katze", "German"],
  ]);
  many = await corpusOf(inventedWords);
});

describe("the comparison", () => {
  it("says on what, what each rung adds, its figures, and what they mean", () => {
    expect(formatLadder(rows, { ...few, name: "a\nb.csv" }, budget, 80).split("\n")).toEqual([
      "a\\nb.csv",
      "2 words, too few to set some aside: figures are on these same words",
      "every rung: 1,200 epochs, 2,048 words a step, seed 7",
      "",
      "sum          adds up character numbers; order is lost",
      "doubling     doubles before each addition; order matters",
      "multiplier   learns the number to multiply by",
      "bag          a learned vector a character, summed; order is lost again",
      "scaled       the learned multiplier, now over vectors",
      "linear       a learned matrix in the multiplier's place",
      "rnn          tanh after each step: the recurrent network",
      "gru          gates that choose what of h to keep: a gated recurrent unit",
      "majority     always the label that most words carry",
      "naive-bayes  counts of 1 to 4 letters in a row, with the word's start and end",
      "",
      "rung          h  learned  multiplier  accuracy   loss  collisions  seconds",
      "rnn       1,024   12,345       0.988    87.6 %  0.457      12.5 %    123.5",
      "majority               2                50.0 %  0.700                  0.0",
      "",
      "multiplier: of h at each letter; of a matrix its spectral radius, of gates none",
      "loss: cross-entropy in nats a word; collisions: words with the h of another one",
    ]);
  });

  it("is on the test words where there are some", () => {
    const lines = formatLadder(rows, many, budget, 80).split("\n");
    expect(lines[1]).toMatch(/^figures on \d\d test words, which no rung was trained on$/u);
  });

  it("cuts the file's name where the terminal is narrow", () => {
    const [name] = formatLadder(rows, { ...few, name: "n".repeat(90) }, budget, 60).split("\n");
    expect(name).toBe(`${"n".repeat(59)}…`);
  });
});
