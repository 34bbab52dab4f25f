import type { Parameters } from "../../model/model.js";
import type { Shape } from "../engine.js";

/** Where parameters stand in the kernel's one run of floats: W [Hp], U [Ap], V [Cp], all in rows of H, then c [Cp], padded with zeros; see kernel/network.ts. */
export interface Layout {
  /** Floats from one row to the next. */
  readonly row: number;
  /** Where U, V and c begin; W begins at 0. */
  readonly U: number;
  readonly V: number;
  readonly c: number;
  readonly size: number;
}

export function layoutOf({ A, H, C }: Pick<Shape, "A" | "H" | "C">): Layout {
  const Hp = Math.ceil(H / 16) * 16;
  const Cp = Math.ceil(C / 4) * 4;
  const row = Hp | 16;
  const U = Hp * row;
  const V = U + Math.ceil(A / 4) * 4 * row;
  const c = V + Cp * row;
  return { row, U, V, c, size: c + Cp };
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

/** Spreads parameters over `to`, size floats; padding becomes 0. */
export function pack(parameters: Parameters, { A, H, C }: Shape, to: Float32Array): void {
  const { row, U, V, c } = layoutOf({ A, H, C });
  to.fill(0);
  copyRows(parameters.W, H, to, row, H, H);
  copyRows(parameters.U, H, to.subarray(U), row, A, H);
  copyRows(parameters.V, H, to.subarray(V), row, C, H);
  to.set(parameters.c, c);
}

/** The parameters in `from`, size floats, as copies without padding. */
export function unpack(from: Float32Array, { A, H, C }: Shape): Parameters {
  const { row, U, V, c } = layoutOf({ A, H, C });
  const matrix = (start: number, rows: number): Float32Array => {
    const result = new Float32Array(rows * H);
    copyRows(from.subarray(start), row, result, H, rows, H);
    return result;
  };
  return { W: matrix(0, H), U: matrix(U, A), V: matrix(V, C), c: from.slice(c, c + C) };
}
