import { describe, expect, it } from "vitest";
import { memoryOf } from "../../src/inspection/memory.js";
import type { Model } from "../../src/model/model.js";
import { partsOf, rungOf } from "../../src/recurrence/ladder.js";
import { hiddenVectors, trace } from "../../src/recurrence/trace.js";
import { dot, plus, row } from "../../src/recurrence/vector.js";
import { modelOf, modelsOf } from "../recurrence/models.js";

/** ‖∂h_m/∂U[x_t]‖² by central differences: U[x_t] is moved at step t alone, one number at a time. */
function squaredNorm(model: Model, x: readonly number[], step: number): number {
  const { U } = model.parameters;
  const epsilon = 2 ** -10;
  const width = partsOf(model.rung) * model.hidden;
  const extra = U.length / width;
  let squares = 0;
  for (let j = 0; j < width; j++) {
    const [up, down] = [epsilon, -epsilon].map((move) => {
      const moved = row(U, x[step] ?? 0, width).map((u, i) => (i === j ? u + move : u));
      const parameters = { ...model.parameters, U: Float32Array.from([...U, ...moved]) };
      return hiddenVectors({ ...model, parameters }, x.with(step, extra)).at(-1) ?? new Float64Array();
    });
    if (!up || !down) throw new RangeError("two moves");
    const slope = plus(
      up,
      down.map((h) => -h),
    ).map((difference) => difference / (2 * epsilon));
    squares += dot(slope, slope);
  }
  return squares;
}

describe("memoryOf", () => {
  it.each(
    modelsOf(4)
      .filter(({ rung }) => rungOf(rung).W !== "matrix")
      .map((model) => [model.rung, model] as const),
  )("is the multiplier to the power of the distance: %s", (_, model) => {
    const w = model.parameters.W[0] ?? Number.NaN;
    const heard = memoryOf(model, ["abcdefgh", "cab"]);
    expect(heard.map(({ distance, words }) => [distance, words])).toEqual(
      Array.from({ length: 8 }, (_, distance) => [distance, distance < 3 ? 2 : 1]),
    );
    heard.forEach(({ gain }, distance) => {
      expect(gain / w ** distance).toBeCloseTo(1, 12);
    });
  });

  it.each(["linear", "rnn", "gru"] as const)("equals central differences, over enough words: %s", (rung) => {
    const model = modelOf({ rung, A: 6, H: 4, C: 2 }, 3, { endMark: true });
    const word = "abcd";
    const x = trace(model, word).steps.map((step) => step.x);
    const heard = memoryOf(model, new Array<string>(4000).fill(word));
    expect(heard).toHaveLength(5);
    heard.forEach(({ distance, gain, words }) => {
      expect(words).toBe(4000);
      const exact = Math.sqrt(squaredNorm(model, x, x.length - 1 - distance) / model.hidden);
      expect(Math.abs(gain / exact - 1)).toBeLessThan(0.03); // 4000 draws of signs
    });
  });

  it("is the same each time, and nothing for nothing", () => {
    const model = modelOf({ rung: "rnn", A: 6, H: 4, C: 2 }, 3);
    expect(memoryOf(model, ["abc", "d"])).toEqual(memoryOf(model, ["abc", "d"]));
    expect(memoryOf(model, ["", ""])).toEqual([]);
  });
});
