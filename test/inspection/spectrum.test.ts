import { describe, expect, it } from "vitest";
import { spectrumOf } from "../../src/inspection/spectrum.js";
import { rungOf } from "../../src/recurrence/ladder.js";
import { modelOf, modelsOf } from "../recurrence/models.js";
import { goldenOf } from "./golden.js";

const withW = (W: readonly number[]) => {
  const model = modelOf({ rung: "linear", A: 3, H: Math.sqrt(W.length), C: 2 }, 1);
  return { ...model, parameters: { ...model.parameters, W: Float32Array.from(W) } };
};

describe("spectrumOf", () => {
  it.each(goldenOf("spectra").map((golden) => [Math.sqrt(golden.W.length), golden] as const))(
    "has NumPy's eigenvalues, %i of them",
    (H, { W, eigenvalues, radius }) => {
      const spectrum = spectrumOf(withW(W));
      expect(spectrum?.eigenvalues).toHaveLength(H);
      expect(spectrum?.radius).toBeCloseTo(radius, 12);
      spectrum?.eigenvalues.forEach(({ re, im, modulus }, i) => {
        expect(re).toBeCloseTo(eigenvalues[i]?.[0] ?? Number.NaN, 12);
        expect(im).toBeCloseTo(eigenvalues[i]?.[1] ?? Number.NaN, 12);
        expect(modulus).toBeCloseTo(Math.hypot(re, im), 14);
      });
    },
  );

  it("of rungs with one multiplier is that multiplier, H times", () => {
    for (const model of modelsOf(4).filter(({ rung }) => rungOf(rung).W !== "matrix")) {
      const w = model.parameters.W[0] ?? Number.NaN;
      const spectrum = spectrumOf(model);
      expect(spectrum?.radius).toBe(Math.abs(w));
      expect(spectrum?.eigenvalues).toEqual(Array.from({ length: model.hidden }, () => ({ re: w, im: 0, modulus: w })));
    }
  });

  it("is none where gates choose what becomes of h", () => {
    expect(spectrumOf(modelOf({ rung: "gru", A: 3, H: 4, C: 2 }, 1))).toBeUndefined();
  });

  it("of a negative multiplier has its size", () => {
    expect(spectrumOf(withW([-2]))).toEqual({ eigenvalues: [{ re: -2, im: 0, modulus: 2 }], radius: 2 });
  });
});
