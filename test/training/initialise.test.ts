import { describe, expect, it } from "vitest";
import { ladder, partsOf } from "../../src/recurrence/ladder.js";
import { initialise } from "../../src/training/initialise.js";
import { inGroups } from "../model/samples.js";

const shapeOf = (rung: (typeof ladder)[number]) => ({ rung: rung.name, A: 30, H: rung.h === "number" ? 1 : 16, C: 3 });

const largest = (numbers: Float32Array): number => numbers.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

describe("initialise", () => {
  it.each(ladder)("has the shapes and the fixed parts of $name", (rung) => {
    const shape = shapeOf(rung);
    const { A, H, C } = shape;
    const { W, U, V, c } = initialise(shape, 1);
    expect([W.length, U.length, V.length, c.length]).toEqual([
      partsOf(rung.name) * H * H,
      partsOf(rung.name) * A * H,
      C * H,
      C,
    ]);
    expect([...c]).toEqual([0, 0, 0]);
    if (rung.U === "index") expect([...U]).toEqual([...Array(A).keys()]);
    expect(largest(V) === 0).toBe(rung.h === "number");
    if (rung.W === "matrix") return;
    const diagonal = rung.W === "multiple" ? 0.5 : rung.W;
    expect([...W]).toEqual(Array.from({ length: H * H }, (_, i) => (i % (H + 1) === 0 ? diagonal : 0)));
  });

  it("draws W and V from ±1/√H and U from ±1, from all of it and around 0", () => {
    const shape = { rung: "rnn", A: 100, H: 64, C: 50 } as const;
    const { W, U, V } = initialise(shape, 7);
    for (const [numbers, range] of [
      [W, 1 / 8],
      [U, 1],
      [V, 1 / 8],
    ] as const) {
      expect(largest(numbers)).toBeLessThanOrEqual(range);
      expect(largest(numbers)).toBeGreaterThan(0.99 * range);
      const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
      expect(Math.abs(mean)).toBeLessThan((4 * range) / Math.sqrt(3 * numbers.length)); // four standard errors
    }
  });

  it.each([
    ["rnn", 2],
    ["linear", 8],
    ["gru", 3],
  ] as const)("draws W of %s only inside of %i groups, scaled by what each number hears", (rung, groups) => {
    const H = 16 * groups;
    const { W, U, V } = initialise({ rung, A: 30, H, C: 3, groups }, 5);
    expect(W.length).toBe(partsOf(rung) * H * H);
    expect(W).toEqual(inGroups(W, H, groups));
    const drawn = W.filter((w) => w !== 0);
    expect(drawn.length).toBe(W.length / groups);
    expect(largest(W)).toBeLessThanOrEqual(1 / 4);
    expect(largest(W)).toBeGreaterThan(0.97 / 4);
    expect(largest(V)).toBeLessThanOrEqual(1 / Math.sqrt(H));
    // The same numbers, in the same order, as a whole W of as many begins with.
    const whole = initialise({ rung, A: 30, H: 16, C: 3 }, 5).W;
    expect(drawn.slice(0, 16)).toEqual(whole.slice(0, 16));
    expect(U.length).toBe(partsOf(rung) * 30 * H);
  });

  it("draws the same in one group as where nothing is said of groups", () => {
    const shape = { rung: "rnn", A: 30, H: 32, C: 3 } as const;
    expect(initialise({ ...shape, groups: 1 }, 1)).toEqual(initialise(shape, 1));
  });

  it("depends on the key alone", () => {
    const shape = { rung: "rnn", A: 30, H: 16, C: 3 } as const;
    expect(initialise(shape, 1)).toEqual(initialise(shape, 1));
    expect(initialise(shape, 1).W).not.toEqual(initialise(shape, 2).W);
  });

  it("draws no two numbers alike by accident of order: W, U and V differ", () => {
    const { W, U, V } = initialise({ rung: "rnn", A: 16, H: 16, C: 16 }, 3);
    expect(W).not.toEqual(V);
    expect(U.map((x) => x / 4)).not.toEqual(W);
  });
});
