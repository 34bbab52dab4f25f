import type { Parameters } from "../../model/model.js";
import type { Shape } from "../engine.js";
import { outputsOf } from "../shape.js";

/** Where parameters stand in the kernel's one run of floats: W [Hp], U [Ap], V [Op], all in rows of H, then c [Op], padded with zeros; see kernel/network.ts. */
export interface Layout {
  /** Floats from one row to the next. */
  readonly row: number;
  /** Where U, V and c begin; W begins at 0. */
  readonly U: number;
  readonly V: number;
  readonly c: number;
  /** Cp: where next characters begin among the head's rows. */
  readonly labels: number;
  readonly size: number;
}

export function layoutOf(shape: Pick<Shape, "A" | "H" | "C" | "next">): Layout {
  const fours = (n: number): number => Math.ceil(n / 4) * 4;
  const Hp = Math.ceil(shape.H / 16) * 16;
  const Ap = fours(shape.A);
  const Cp = fours(shape.C);
  const Op = Cp + (shape.next ? Ap : 0);
  const row = Hp | 16;
  const U = Hp * row;
  const V = U + Ap * row;
  const c = V + Op * row;
  return { row, U, V, c, labels: Cp, size: c + Op };
}

/** Copies rows of `width` floats between matrices whose rows are `fromStride` and `toStride` floats apart. */
export function copyRows(
  from: Float32Array,
  fromStride: number,
  to: Float32Array,
  toStride: number,
  rows: number,
  width: number,
): void {
  for (let row = 0; row < rows; row++) {
    to.set(from.subarray(row * fromStride, row * fromStride + width), row * toStride);
  }
}

/** The head's rows in two groups, labels and next characters: how many, from which on, and where the kernel has them. */
const groups = (shape: Shape, labels: number): readonly (readonly [rows: number, from: number, at: number])[] => [
  [shape.C, 0, 0],
  [outputsOf(shape) - shape.C, shape.C, labels],
];

/** Spreads parameters over `to`, size floats; padding becomes 0. */
export function pack(parameters: Parameters, shape: Shape, to: Float32Array): void {
  const { A, H } = shape;
  const { row, U, V, c, labels } = layoutOf(shape);
  to.fill(0);
  copyRows(parameters.W, H, to, row, H, H);
  copyRows(parameters.U, H, to.subarray(U), row, A, H);
  for (const [rows, from, at] of groups(shape, labels)) {
    copyRows(parameters.V.subarray(from * H), H, to.subarray(V + at * row), row, rows, H);
    to.set(parameters.c.subarray(from, from + rows), c + at);
  }
}

/** The parameters in `from`, size floats, as copies without padding. */
export function unpack(from: Float32Array, shape: Shape): Parameters {
  const { A, H } = shape;
  const { row, U, V, c, labels } = layoutOf(shape);
  const O = outputsOf(shape);
  const parameters = {
    W: new Float32Array(H * H),
    U: new Float32Array(A * H),
    V: new Float32Array(O * H),
    c: new Float32Array(O),
  };
  copyRows(from, row, parameters.W, H, H, H);
  copyRows(from.subarray(U), row, parameters.U, H, A, H);
  for (const [rows, to, at] of groups(shape, labels)) {
    copyRows(from.subarray(V + at * row), row, parameters.V.subarray(to * H), H, rows, H);
    parameters.c.set(from.subarray(c + at, c + at + rows), to);
  }
  return parameters;
}
