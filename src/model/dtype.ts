import { halfBits, halfOf } from "./half.js";

/** How numbers of a type stand in a file: little-endian, of so many bytes each. */
interface Form {
  readonly bytes: number;
  read(view: DataView, at: number): number;
  write(view: DataView, at: number, number: number): void;
}

export type Dtype = "F32" | "F16";

/** The types of numbers, by the names that safetensors gives them. */
export const dtypes: Readonly<Record<Dtype, Form>> = {
  F32: {
    bytes: 4,
    read: (view, at) => view.getFloat32(at, true),
    write: (view, at, number) => view.setFloat32(at, number, true),
  },
  F16: {
    bytes: 2,
    read: (view, at) => halfOf(view.getUint16(at, true)),
    write: (view, at, number) => view.setUint16(at, halfBits(number), true),
  },
};
