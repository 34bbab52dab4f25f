import { Matrix } from "ml-matrix";
import { PCA } from "ml-pca";
import type { Numbers } from "../recurrence/vector.js";

/** A flat map of hidden vectors: the two directions in which those that it was made from differ most. */
export interface Projection {
  /** The shares of the variance along the two directions, the larger first; 0 where all are alike. */
  readonly variance: readonly [number, number];
  /** [words, 2] of hidden vectors [words, H], those the map was made from or others. */
  place(hidden: Numbers): Float64Array;
}

/**
 * The principal components of hidden vectors [words, H]. A direction's sign, which is nobody's, is the one that makes its
 * largest part positive. Costs words·H² and H³: a few thousand words are enough.
 */
export function projectionOf(hidden: Numbers, H: number): Projection {
  const words = hidden.length / H;
  if (words < 2) return { variance: [0, 0], place: (others) => new Float64Array((others.length / H) * 2) };
  const matrix = (numbers: Numbers): Matrix => Matrix.from1DArray(numbers.length / H, H, [...numbers]);
  const pca = new PCA(matrix(hidden), { method: "covarianceMatrix" });
  const signs = pca.getLoadings().to2DArray().map(signOfLargest);
  const shares = pca.getExplainedVariance().map((share) => (share > 0 ? share : 0));
  return {
    variance: [shares[0] ?? 0, shares[1] ?? 0],
    place: (others) => {
      if (others.length === 0) return new Float64Array();
      const places = pca.predict(matrix(others), { nComponents: Math.min(2, H) }).to2DArray();
      return Float64Array.from(places.flatMap(([x = 0, y = 0]) => [x * (signs[0] ?? 1), y * (signs[1] ?? 1)]));
    },
  };
}

const signOfLargest = (direction: readonly number[]): number =>
  Math.sign(direction.reduce((largest, part) => (Math.abs(part) > Math.abs(largest) ? part : largest), 0)) || 1;
