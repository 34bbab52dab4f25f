import type { ModelError } from "../errors.js";
import { printable } from "../quote.js";
import { type Dtype, dtypes } from "./dtype.js";
import { isRecord } from "./json.js";

/** Row-major numbers of any shape. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export type Refuse = (problem: string) => ModelError;

const tensorFields = "dtype,shape,data_offsets";

/** What a header says of a tensor. */
export interface Place {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** The bytes that are the tensor's, counted from the header's end. */
  readonly begin: number;
  readonly end: number;
}

/** Checks what a header says of a tensor, by itself. Throws `refuse` of what does not hold. */
export function placeOf(entry: unknown, known: readonly Dtype[], refuse: Refuse): Place {
  if (!isRecord(entry) || Object.keys(entry).join() !== tensorFields) throw refuse(`must have ${tensorFields}`);
  const { shape, data_offsets: offsets } = entry;
  const dtype = known.find((one) => one === entry.dtype);
  if (dtype === undefined) throw refuse(`has dtype ${shown(entry.dtype)}, known is "${known.join('" or "')}"`);
  if (!isSizes(shape)) throw refuse(`has shape ${shown(shape)}, no list of whole numbers from 0`);
  if (!isSizes(offsets) || offsets.length !== 2)
    throw refuse(`has data_offsets ${shown(offsets)}, no two whole numbers from 0`);
  const [begin = 0, end = 0] = offsets;
  const size = countOf(shape) * dtypes[dtype].bytes;
  if (!Number.isSafeInteger(size)) throw refuse(`has shape ${shown(shape)}, more numbers than can be counted`);
  if (end - begin !== size) throw refuse(`has ${end - begin} bytes where shape ${shown(shape)} needs ${size}`);
  return { dtype, shape, begin, end };
}

/** A copy of so many numbers, all of them finite. Throws `refuse` where one is not. */
export function floatsOf(view: DataView, start: number, count: number, dtype: Dtype, refuse: Refuse): Float32Array {
  const { bytes, read } = dtypes[dtype];
  const floats = new Float32Array(count);
  for (let index = 0; index < count; index++) {
    const number = read(view, start + index * bytes);
    if (!Number.isFinite(number)) throw refuse(`holds ${number}`);
    floats[index] = number;
  }
  return floats;
}

export const shown = (value: unknown): string => printable(JSON.stringify(value), 60);

export const isSizes = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);

/** The numbers in a tensor of that shape; NaN where one of the products on the way is not exact. */
export const countOf = (shape: readonly number[]): number =>
  shape.reduce((count, size) => (Number.isSafeInteger(count * size) ? count * size : Number.NaN), 1);
