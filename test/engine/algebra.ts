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

export function plus(a: Float64Array, b: Float64Array): Float64Array {
  const sum = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) sum[i] = at(a, i) + at(b, i);
  return sum;
}

export function by(a: Float64Array, b: Float64Array): Float64Array {
  const product = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) product[i] = at(a, i) * at(b, i);
  return product;
}

export function total(a: Float64Array): number {
  let sum = 0;
  for (const value of a) sum += value;
  return sum;
}
