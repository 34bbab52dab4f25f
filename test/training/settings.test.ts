import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ladder } from "../../src/recurrence/ladder.js";
import { completeSettings } from "../../src/training/settings.js";

const words = fc.integer({ min: 2, max: 10_000_000 });

describe("completeSettings", () => {
  it.each([
    [3, 32],
    [999, 32],
    [1_000, 128],
    [9_999, 128],
    [10_000, 256],
    [49_999, 256],
    [50_000, 384],
    [10_000_000, 384],
  ])("gives %i words %i numbers in h", (count, hidden) => {
    expect(completeSettings({}, count).hidden).toBe(hidden);
  });

  it("gives gates, which learn words by heart sooner, fewer numbers in a group, a second group, and more noise", () => {
    const { hidden, groups, half, dropCharacters } = completeSettings({ rung: "gru" }, 70_000);
    expect({ hidden, groups, half }).toEqual({ hidden: 672, groups: 2, half: true });
    expect(dropCharacters).toBeGreaterThan(completeSettings({}, 70_000).dropCharacters);
    const few = completeSettings({ rung: "gru" }, 20_000);
    expect([few.hidden, few.groups, few.half]).toEqual([256, 1, false]);
  });

  it("leaves h in one group where its size is given, and sizes groups that are given alike", () => {
    expect(completeSettings({ rung: "gru", hidden: 100 }, 70_000)).toMatchObject({
      hidden: 100,
      groups: 1,
      half: false,
    });
    expect(completeSettings({ groups: 2 }, 70_000)).toMatchObject({ hidden: 768, groups: 2, half: true });
    expect(completeSettings({ groups: 2, half: false }, 70_000).half).toBe(false);
  });

  it("sees some million words and takes some thousand steps, in 10 to 300 epochs", () => {
    fc.assert(
      fc.property(words, (count) => {
        const { batch, epochs, run } = completeSettings({}, count);
        const seen = run < 8 ? 1.9e6 : 2.1e6;
        const steps = epochs * Math.ceil(count / batch);
        if (epochs < 300) expect(steps).toBeGreaterThanOrEqual(3000);
        if (epochs > 10) expect(Math.min(steps - 3000, epochs * count - seen)).toBeLessThan(count);
        if (epochs < 30 && epochs > 10) expect(epochs * count).toBeGreaterThanOrEqual(seen);
      }),
    );
  });

  it("never makes the network or the batches smaller for more words", () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        const fewer = completeSettings({}, Math.min(a, b));
        const more = completeSettings({}, Math.max(a, b));
        expect(more.hidden).toBeGreaterThanOrEqual(fewer.hidden);
        expect(more.batch).toBeGreaterThanOrEqual(fewer.batch);
      }),
    );
  });

  it("stays within what an engine can use", () => {
    fc.assert(
      fc.property(words, fc.constantFrom(...ladder), (count, { name, h }) => {
        const settings = completeSettings({ rung: name }, count);
        expect(Math.log2(settings.batch) % 1).toBe(0);
        expect(settings.batch).toBeLessThanOrEqual(Math.max(4, count));
        expect(settings.epochs).toBeGreaterThanOrEqual(10);
        expect(settings.epochs).toBeLessThanOrEqual(300);
        expect(settings.patience).toBeLessThanOrEqual(settings.epochs);
        expect(settings.hidden === 1).toBe(h === "number");
      }),
    );
  });

  it("has h in one group and the model in float32 unless others are asked for, but for gates with many words", () => {
    fc.assert(
      fc.property(words, fc.constantFrom(...ladder), (count, { name }) => {
        const isPair = name === "gru" && count >= 50_000;
        expect(completeSettings({ rung: name }, count)).toMatchObject({ groups: isPair ? 2 : 1, half: isPair });
      }),
    );
    for (const rung of ["linear", "rnn", "gru"] as const) {
      const given = { rung, hidden: 672, groups: 2, half: true };
      expect(completeSettings(given, 70_000)).toMatchObject(given);
    }
  });

  it("counts every word the same unless labels are to be balanced", () => {
    expect(completeSettings({}, 1_000).classWeights).toBe("none");
    expect(completeSettings({ classWeights: "balanced" }, 1_000).classWeights).toBe("balanced");
  });

  it("takes what is given, and lets the rest follow", () => {
    const given = { hidden: 7, epochs: 3, batch: 5, learningRate: 0.1, seed: 0, keepCase: true, patience: 2 };
    expect(completeSettings(given, 1_000)).toEqual({ ...completeSettings({}, 1_000), ...given });
    expect(completeSettings({ hidden: undefined, seed: undefined }, 1_000)).toEqual(completeSettings({}, 1_000));
  });

  it("keeps h at one number where the rung's is one, and drops none of it", () => {
    expect(completeSettings({ rung: "multiplier", hidden: 64 }, 1_000)).toMatchObject({ hidden: 1, dropHidden: 0 });
  });

  it("lets nothing fade, drop or stop early where h is one number", () => {
    for (const rung of ["sum", "doubling", "multiplier"] as const) {
      const settings = completeSettings({ rung }, 70_000);
      expect(settings).toMatchObject({ weightDecay: 0, dropCharacters: 0, patience: settings.epochs });
      expect(completeSettings({ rung, weightDecay: 0.1, patience: 2 }, 70_000)).toMatchObject({
        weightDecay: 0.1,
        patience: 2,
      });
    }
  });

  it("reads an end mark and learns at prefixes only where W is a matrix", () => {
    const withMatrix = ladder.filter(({ name }) => completeSettings({ rung: name }, 1_000).endMark);
    expect(withMatrix.map(({ name }) => name)).toEqual(["linear", "rnn", "gru"]);
    for (const { name } of ladder) {
      const { endMark, prefixLoss } = completeSettings({ rung: name }, 1_000);
      expect(prefixLoss > 0).toBe(endMark);
    }
  });
});
