import { describe, expect, it } from "vitest";
import { gateMeansOf } from "../../src/inspection/gates.js";
import type { Model } from "../../src/model/model.js";
import { trace } from "../../src/recurrence/trace.js";
import { modelOf, modelsOf } from "../recurrence/models.js";

describe("gateMeansOf", () => {
  const gru = modelOf({ rung: "gru", A: 5, H: 2, C: 2 }, 1);
  const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

  it("is over every number of every letter, a long word's as much as a short one's", () => {
    // Without W, z and r are those of the letter: a has z = σ(1), σ(3), r = σ(0), σ(2), and b has z = r = ½.
    const U = Float32Array.of(1, 3, 0, 2, 0, 0, ...new Float32Array(24));
    const model: Model = { ...gru, parameters: { ...gru.parameters, W: new Float32Array(12), U } };
    const found = gateMeansOf(model, ["ab", "b"]);
    expect(found?.update).toBeCloseTo((sigmoid(1) + sigmoid(3) + 4 * 0.5) / 6, 15);
    expect(found?.reset).toBeCloseTo((0.5 + sigmoid(2) + 4 * 0.5) / 6, 15);
  });

  it("is of the gates that a trace shows", () => {
    const { steps } = trace(gru, "abca");
    const numbers = steps.flatMap(({ gates }) => [...(gates?.z ?? [])]);
    expect(numbers).toHaveLength(8);
    expect(gateMeansOf(gru, ["abca"])?.update).toBeCloseTo(numbers.reduce((a, b) => a + b) / 8, 14);
  });

  it("is nothing without gates, or without letters", () => {
    for (const model of modelsOf(3).filter(({ rung }) => rung !== "gru")) {
      expect(gateMeansOf(model, ["ab"])).toBeUndefined();
      expect(trace(model, "a").steps[0]?.gates).toBeUndefined();
    }
    expect(gateMeansOf(gru, [""])).toBeUndefined();
  });
});
