import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import type { Model } from "../model/model.js";
import { rungOf } from "../recurrence/ladder.js";

export interface Eigenvalue {
  readonly re: number;
  readonly im: number;
  /** √(re² + im²): what a step multiplies its direction of h by. */
  readonly modulus: number;
}

export interface Spectrum {
  /** W's H eigenvalues, the largest modulus first; of a conjugate pair the one above the real line. */
  readonly eigenvalues: readonly Eigenvalue[];
  /** The largest modulus: what became of the multiplier. Below 1 old letters fade, above 1 they grow, but for tanh. */
  readonly radius: number;
}

/** Undefined where gates choose at each letter what becomes of h: then no one matrix multiplies it. */
export function spectrumOf({ rung, hidden, parameters: { W } }: Model): Spectrum | undefined {
  if (rungOf(rung).f === "gates") return undefined;
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(
    Matrix.from1DArray(hidden, hidden, [...W]),
    { assumeSymmetric: false },
  );
  const eigenvalues = realEigenvalues
    .map((re, i) => {
      const im = imaginaryEigenvalues[i] ?? 0;
      return { re, im, modulus: Math.hypot(re, im) };
    })
    .sort((a, b) => b.modulus - a.modulus || b.re - a.re || b.im - a.im);
  return { eigenvalues, radius: eigenvalues[0]?.modulus ?? 0 };
}
