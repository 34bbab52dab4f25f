import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import type { Numbers } from "../recurrence/vector.js";

/** A flat map of hidden vectors: the two directions in which those that it was made from differ most. */
export interface Projection {
  /** The shares of the variance along the two directions, the larger first; 0 where all are alike. */
  readonly variance: readonly [number, number];
  /** [H], the middle of the vectors: 0 on the map. */
  readonly mean: readonly number[];
  /** [2, H], of length 1, or 0 where there is no such direction. */
  readonly directions: readonly (readonly number[])[];
}

/**
 * The principal components of hidden vectors [words, H]. A direction's sign, which is nobody's, is the one that makes its
 * largest part positive. Costs words·H² and H³: a few thousand words are enough.
 */
export function projectionOf(hidden: Numbers, H: number): Projection {
  const words = hidden.length / H;
  const none = Array.from({ length: H }, () => 0);
  if (words < 2) return { variance: [0, 0], mean: none, directions: [none, none] };
  const vectors = Matrix.from1DArray(words, H, [...hidden]);
  const mean = vectors.mean("column");
  const centred = vectors.subRowVector(mean);
  const covariance = centred.transpose().mmul(centred);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  const all = realEigenvalues.reduce((sum, value) => sum + Math.max(value, 0), 0);
  const order = [...realEigenvalues.keys()].sort((a, b) => (realEigenvalues[b] ?? 0) - (realEigenvalues[a] ?? 0));
  const share = (place: number): number => Math.max(0, realEigenvalues[order[place] ?? -1] ?? 0) / (all || 1);
  const direction = (place: number): number[] => {
    const column = order[place];
    const parts = column === undefined ? none : eigenvectorMatrix.getColumn(column);
    const sign = signOfLargest(parts);
    return parts.map((part) => part * sign);
  };
  return { variance: [share(0), share(1)], mean, directions: [direction(0), direction(1)] };
}

const signOfLargest = (direction: readonly number[]): number =>
  Math.sign(direction.reduce((largest, part) => (Math.abs(part) > Math.abs(largest) ? part : largest), 0)) || 1;
