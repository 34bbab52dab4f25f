export interface Matrix {
  readonly shape: readonly [number, number];
  readonly numbers: Float32Array;
}

/** Reads NumPy's file of a matrix of float32, by NumPy's own description of the format; throws where it is none. */
export function readNpy(bytes: Uint8Array): Matrix {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
  if (text(0, 6) !== "\u0093NUMPY" || text(6, 8) !== "\u0001\u0000") throw new Error("no .npy of version 1.0");
  const begin = 10 + view.getUint16(8, true);
  if (begin % 64 !== 0) throw new Error(`the numbers begin at ${begin}`);
  const header = /^\{'descr': '<f4', 'fortran_order': False, 'shape': \((\d+), (\d+)\), \} *\n$/u.exec(text(10, begin));
  if (!header) throw new Error(`the header is ${text(10, begin)}`);
  const shape = [Number(header[1]), Number(header[2])] as const;
  const numbers = Float32Array.from({ length: (bytes.length - begin) / 4 }, (_, i) =>
    view.getFloat32(begin + 4 * i, true),
  );
  if (numbers.length !== shape[0] * shape[1]) throw new Error(`${numbers.length} numbers for ${shape}`);
  return { shape, numbers };
}
