import type { Parameters } from "../../model/model.js";
import type { Shape } from "../engine.js";

/** Where parameters stand in the kernel's one run of floats: W [Hp, Hp], U [A, Hp], V [C, Hp], c [Cp], rows padded with zeros. */
export interface Layout {
  readonly Hp: number;
  /** Where U, V and c begin; W begins at 0. */
  readonly U: number;
  readonly V: number;
  readonly c: number;
  readonly size: number;
}

export function layoutOf({ A, H, C }: Pick<Shape, "A" | "H" | "C">): Layout {
  const Hp = Math.ceil(H / 8) * 8;
  const U = Hp * Hp;
  const V = U + A * Hp;
  const c = V + C * Hp;
  return { Hp, U, V, c, size: c + Math.ceil(C / 4) * 4 };
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
  const { Hp, U, V, c } = layoutOf({ A, H, C });
  to.fill(0);
  copyRows(parameters.W, H, to, Hp, H, H);
  copyRows(parameters.U, H, to.subarray(U), Hp, A, H);
  copyRows(parameters.V, H, to.subarray(V), Hp, C, H);
  to.set(parameters.c, c);
}

/** The parameters in `from`, size floats, as copies without padding. */
export function unpack(from: Float32Array, { A, H, C }: Shape): Parameters {
  const { Hp, U, V, c } = layoutOf({ A, H, C });
  const matrix = (start: number, rows: number): Float32Array => {
    const result = new Float32Array(rows * H);
    copyRows(from.subarray(start), Hp, result, H, rows, H);
    return result;
  };
  return { W: matrix(0, H), U: matrix(U, A), V: matrix(V, C), c: from.slice(c, c + C) };
}
