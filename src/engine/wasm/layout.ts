import type { Parameters } from "../../model/model.js";
import { partsOf } from "../../recurrence/ladder.js";
import type { Shape } from "../engine.js";
import { outputsOf, sizesOf } from "../shape.js";

/**
 * Where parameters stand in the kernel's one run of floats: W [G·Hp] in rows of the H/N numbers of their own group, U [Ap] in rows of G parts of H,
 * V [Op] in rows of H, then c [Op], padded with zeros; see kernel/network.ts.
 */
export interface Layout {
  /** G. */
  readonly parts: number;
  /** H with padding: floats from one part to the next. */
  readonly Hp: number;
  /** Floats from one row of H to the next, from one row of G parts, and from one row of W. */
  readonly row: number;
  readonly wide: number;
  readonly rowW: number;
  /** Where U, V and c begin; W begins at 0. */
  readonly U: number;
  readonly V: number;
  readonly c: number;
  /** Cp: where next characters begin among the head's rows. */
  readonly labels: number;
  readonly size: number;
}

const upTo = (multiple: number, n: number): number => Math.ceil(n / multiple) * multiple;

/** The layout of a network of that shape. */
export function layoutOf({ rung, A, H, C, next, groups = 1 }: Shape): Layout {
  const parts = partsOf(rung);
  const Hp = upTo(16, H);
  const Ap = upTo(4, A);
  const Cp = upTo(4, C);
  const Op = upTo(8, Cp + (next ? Ap : 0));
  const row = Hp | 16;
  const wide = (parts * Hp) | 16;
  const rowW = (Hp / groups) | 16;
  const U = parts * Hp * rowW;
  const V = U + upTo(4 * rowW, Ap * wide);
  const c = V + upTo(4 * rowW, Op * row);
  return { parts, Hp, row, wide, rowW, U, V, c, labels: Cp, size: c + Op };
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

/** Rows of `length` floats, `stride` apart in the kernel from `at` on, and `width` apart in the parameter from `from` on. */
interface Place {
  readonly at: number;
  readonly stride: number;
  readonly from: number;
  readonly width: number;
  readonly rows: number;
  readonly length: number;
}

/** Where each parameter stands: W's parts are one below the other, of each group its own columns alone, U's side by side; V and c are for labels, then for next characters. */
function placesOf(shape: Shape): Readonly<Record<keyof Parameters, readonly Place[]>> {
  const { A, H, C, groups = 1 } = shape;
  const { parts, Hp, row, wide, rowW, U, V, c, labels } = layoutOf(shape);
  const Hg = H / groups;
  const N = outputsOf(shape) - C;
  const each = <T>(make: (part: number) => T): T[] => Array.from({ length: parts }, (_, part) => make(part));
  return {
    W: each((part) =>
      Array.from({ length: groups }, (_, group) => ({
        at: (part * Hp + group * Hg) * rowW,
        stride: rowW,
        from: (part * H + group * Hg) * H + group * Hg,
        width: H,
        rows: Hg,
        length: Hg,
      })),
    ).flat(),
    U: each((part) => ({ at: U + part * Hp, stride: wide, from: part * H, width: parts * H, rows: A, length: H })),
    V: [
      { at: V, stride: row, from: 0, width: H, rows: C, length: H },
      { at: V + labels * row, stride: row, from: C * H, width: H, rows: N, length: H },
    ],
    c: [
      { at: c, stride: 0, from: 0, width: 0, rows: 1, length: C },
      { at: c + labels, stride: 0, from: C, width: 0, rows: 1, length: N },
    ],
  };
}

/** Spreads parameters over `to`, size floats; padding becomes 0. */
export function pack(parameters: Parameters, shape: Shape, to: Float32Array): void {
  const places = placesOf(shape);
  to.fill(0);
  for (const letter of ["W", "U", "V", "c"] as const) {
    for (const { at, stride, from, width, rows, length } of places[letter]) {
      copyRows(parameters[letter].subarray(from), width, to.subarray(at), stride, rows, length);
    }
  }
}

/** The parameters in `from`, size floats, as copies without padding, and zero between groups. */
export function unpack(from: Float32Array, shape: Shape): Parameters {
  const places = placesOf(shape);
  const sizes = sizesOf(shape);
  const parameter = (letter: keyof Parameters): Float32Array => {
    const numbers = new Float32Array(sizes[letter]);
    for (const { at, stride, from: place, width, rows, length } of places[letter]) {
      copyRows(from.subarray(at), stride, numbers.subarray(place), width, rows, length);
    }
    return numbers;
  };
  return { W: parameter("W"), U: parameter("U"), V: parameter("V"), c: parameter("c") };
}
