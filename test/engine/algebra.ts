/** The entry of an array that must be there. */
export function at<T>(array: { readonly [i: number]: T; readonly length: number }, i: number): T {
  const value = array[i];
  if (value === undefined) throw new RangeError(`nothing at ${i} of ${array.length}`);
  return value;
}

/** M·v for M [rows, v.length]. */
export const times = (M: Float64Array, v: Float64Array, rows: number): Float64Array => {
  const result = new Float64Array(rows);
  const columns = v.length;
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += (M[i * columns + j] ?? 0) * (v[j] ?? 0);
    result[i] = sum;
  }
  return result;
};

/** vᵀ·M for M [v.length, columns]. */
export const timesLeft = (v: Float64Array, M: Float64Array, columns: number): Float64Array => {
  const result = new Float64Array(columns);
  for (let i = 0; i < v.length; i++) {
    for (let j = 0; j < columns; j++) result[j] = (result[j] ?? 0) + (v[i] ?? 0) * (M[i * columns + j] ?? 0);
  }
  return result;
};

/** M += a ⊗ b for M [a.length, b.length], or the first rows of it. */
export function addOuter(M: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) M[i * b.length + j] = (M[i * b.length + j] ?? 0) + (a[i] ?? 0) * (b[j] ?? 0);
  }
}

export const plus = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value + at(b, i));
export const by = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value * at(b, i));
export const total = (a: Float64Array): number => a.reduce((sum, value) => sum + value, 0);
