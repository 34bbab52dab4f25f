/** [rows, columns], row by row. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly numbers: Float32Array;
}

export const matrix = (rows: number, columns: number, numbers: Float32Array): Matrix => ({ rows, columns, numbers });

/** The rows of one, then those of the other. */
export function join(above: Matrix, below: Matrix): Matrix {
  const numbers = new Float32Array(above.numbers.length + below.numbers.length);
  numbers.set(above.numbers);
  numbers.set(below.numbers, above.numbers.length);
  return matrix(above.rows + below.rows, above.columns, numbers);
}

/** [columns, rows] */
export function transposed({ rows, columns, numbers }: Matrix): Matrix {
  const other = new Float32Array(numbers.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) other[j * rows + i] = numbers[i * columns + j] ?? 0;
  }
  return matrix(columns, rows, other);
}

/** Float32 as they stand in a file, little-endian. */
export function littleEndian(numbers: Float32Array): Uint8Array {
  const bytes = new Uint8Array(numbers.byteLength);
  const view = new DataView(bytes.buffer);
  for (const [i, number] of numbers.entries()) view.setFloat32(4 * i, number, true);
  return bytes;
}
