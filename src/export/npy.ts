import { mostBytes, tooLarge } from "./lines.js";

/** What every .npy begins with, one character a byte. */
export const magic = "\u0093NUMPY";
const alignment = 64;

/**
 * NumPy's file of a matrix [rows, columns] of float32, version 1.0: the magic text, the version, the header's length in two
 * bytes, the header as a Python dictionary that ends in a line feed and is filled up with spaces, so that the numbers
 * begin at a multiple of 64; little-endian, row by row.
 *
 * @throws DataError beyond 2 GiB
 */
export function npy(numbers: Float32Array, columns: number): Uint8Array {
  const shape = `(${numbers.length / columns}, ${columns})`;
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': ${shape}, }`;
  const begin = Math.ceil((magic.length + 4 + header.length + 1) / alignment) * alignment;
  const size = begin + numbers.length * 4;
  if (size > mostBytes) throw tooLarge();
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  const text = (at: number, characters: string): void => {
    for (let i = 0; i < characters.length; i++) bytes[at + i] = characters.charCodeAt(i);
  };
  text(0, magic);
  view.setUint8(magic.length, 1);
  view.setUint16(magic.length + 2, begin - magic.length - 4, true);
  text(magic.length + 4, `${header.padEnd(begin - magic.length - 5)}\n`);
  for (const [i, number] of numbers.entries()) view.setFloat32(begin + i * 4, number, true);
  return bytes;
}
