import { describe, expect, it } from "vitest";
import { saturationOf } from "../../src/inspection/saturation.js";
import type { Model } from "../../src/model/model.js";
import { modelOf, modelsOf } from "../recurrence/models.js";

describe("saturationOf", () => {
  it("counts every number of every h but h_0", () => {
    // Without W, h is tanh(U[x]): a is beyond 0.9 in one of two numbers, b in none.
    const model: Model = {
      ...modelOf({ rung: "rnn", A: 3, H: 2, C: 2 }, 1),
      parameters: {
        W: new Float32Array(4),
        U: Float32Array.of(-2, 1, 0, 0.5, 0, 0),
        V: new Float32Array(4),
        c: new Float32Array(2),
      },
    };
    const slope = (z: number): number => 1 - Math.tanh(z) ** 2;
    const found = saturationOf(model, ["ab", "b"]);
    expect(found?.saturated).toBeCloseTo(1 / 6, 15);
    expect(found?.slope).toBeCloseTo((slope(-2) + slope(1) + 2 * (slope(0) + slope(0.5))) / 6, 15);
  });

  it("is nothing without tanh, or without letters", () => {
    for (const model of modelsOf(3).filter(({ rung }) => rung !== "rnn")) {
      expect(saturationOf(model, ["ab"])).toBeUndefined();
    }
    expect(saturationOf(modelOf({ rung: "rnn", A: 3, H: 2, C: 2 }, 1), [""])).toBeUndefined();
  });
});
