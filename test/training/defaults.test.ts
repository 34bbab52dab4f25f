import { describe, expect, it } from "vitest";
import { ladder } from "../../src/recurrence/ladder.js";
import { completeSettings, type Settings } from "../../src/training/settings.js";

/** What every training has unless others are asked for. */
const always = { groups: 1, seed: 1, keepCase: false, run: 8, clip: 1, classWeights: "none", half: false } as const;
const oneNumber = { hidden: 1, learningRate: 0.05, weightDecay: 0, dropCharacters: 0, dropHidden: 0 };
const vector = { learningRate: 0.002, weightDecay: 0.01, dropCharacters: 0.01, dropHidden: 0.4 };
const noMatrix = { endMark: false, prefixLoss: 0, nextLoss: 0, inputRange: 1 };
const matrix = { ...vector, dropHidden: 0.3, endMark: true, prefixLoss: 1, nextLoss: 0.3, inputRange: 3 };

const few: Record<string, Partial<Settings>> = {
  sum: { ...oneNumber, ...noMatrix, patience: 158 },
  doubling: { ...oneNumber, ...noMatrix, patience: 158 },
  multiplier: { ...oneNumber, ...noMatrix, patience: 158 },
  bag: { ...vector, ...noMatrix, hidden: 32, patience: 40 },
  scaled: { ...vector, ...noMatrix, hidden: 32, patience: 40 },
  linear: { ...matrix, inputRange: 1, dropCharacters: 0.1, hidden: 32, patience: 40 },
  rnn: { ...matrix, dropCharacters: 0.1, hidden: 32, patience: 40 },
  gru: { ...matrix, dropCharacters: 0.1, hidden: 32, patience: 40 },
};

const many: Record<string, Partial<Settings>> = {
  sum: { ...oneNumber, ...noMatrix, patience: 30 },
  doubling: { ...oneNumber, ...noMatrix, patience: 30 },
  multiplier: { ...oneNumber, ...noMatrix, patience: 30 },
  bag: { ...vector, ...noMatrix, hidden: 384, run: 4, patience: 8 },
  scaled: { ...vector, ...noMatrix, hidden: 384, run: 4, patience: 8 },
  linear: { ...matrix, inputRange: 1, hidden: 384, run: 4, patience: 8 },
  rnn: { ...matrix, hidden: 384, run: 4, patience: 8 },
  gru: { ...matrix, dropCharacters: 0.1, hidden: 672, groups: 2, half: true, patience: 8 },
};

describe("the settings of a training that nobody set", () => {
  it.each(ladder.map(({ name }) => name))("are these: %s", (rung) => {
    expect(completeSettings({ rung }, 300)).toEqual({ rung, ...always, batch: 16, epochs: 158, ...few[rung] });
    expect(completeSettings({ rung }, 60_000)).toEqual({ rung, ...always, batch: 128, epochs: 30, ...many[rung] });
  });

  it("are those of a simple recurrent network where no rung is named", () => {
    expect(completeSettings({}, 300)).toEqual(completeSettings({ rung: "rnn" }, 300));
  });

  it.each([
    // 3,000 steps, but no more than 300 epochs
    [2, 4, 300, 75],
    [9, 4, 300, 75],
    [127, 4, 94, 24],
    [128, 8, 188, 47],
    [2047, 64, 94, 24],
    [2048, 128, 188, 47],
    [5_000, 128, 75, 19],
    // 1.9 million words, but no more than 30 epochs
    [20_000, 128, 30, 8],
    [70_000, 128, 28, 7],
    [100_000, 128, 19, 5],
    [150_000, 128, 13, 5],
    // 10 epochs at least
    [500_000, 128, 10, 5],
    [5_000_000, 128, 10, 5],
  ])("have %i words in batches of %i, over %i epochs, with a patience of %i", (words, batch, epochs, patience) => {
    expect(completeSettings({}, words)).toMatchObject({ batch, epochs, patience });
  });

  it.each([
    [49_999, { hidden: 256, groups: 1, half: false }],
    [50_000, { hidden: 672, groups: 2, half: true }],
  ])("have gates in two groups from fifty thousand words on: %i", (words, settings) => {
    expect(completeSettings({ rung: "gru" }, words)).toMatchObject(settings);
  });

  it.each([
    [256, "rnn", 8, 21],
    [257, "rnn", 4, 19],
    [257, "gru", 8, 21],
  ] as const)(
    "take so many neighbours together as h allows: with %i numbers of %s %i, over %i epochs",
    (hidden, rung, run, epochs) => {
      expect(completeSettings({ hidden, rung }, 100_000)).toMatchObject({ run, epochs });
    },
  );

  it("drop fewer characters from fifty thousand words on", () => {
    expect(completeSettings({}, 49_999).dropCharacters).toBe(0.1);
    expect(completeSettings({}, 50_000).dropCharacters).toBe(0.01);
  });
});
