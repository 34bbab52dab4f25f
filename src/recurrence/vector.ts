/** Any array of numbers: parameters are float32, what is computed from them here is float64. */
export type Numbers = Float32Array | Float64Array;

/** Row i of a matrix whose rows have `width` numbers. */
export const row = (M: Numbers, i: number, width: number): Numbers => M.subarray(i * width, (i + 1) * width);

/** One after the other. */
export const joined = (...parts: readonly Float64Array[]): Float64Array =>
  Float64Array.from(parts.flatMap((numbers) => [...numbers]));

export const plus = (a: Numbers, b: Numbers): Float64Array => Float64Array.from(a, (number, i) => number + (b[i] ?? 0));

export const minus = (a: Numbers, b: Numbers): Float64Array =>
  Float64Array.from(a, (number, i) => number - (b[i] ?? 0));

/** a_i·b_i, one by one. */
export const by = (a: Float64Array, b: Numbers): Float64Array => a.map((number, i) => number * (b[i] ?? 0));

/** Σ a_i·b_i. */
export const dot = (a: Numbers, b: Numbers): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
};

/** √Σ a_i². */
export const norm = (a: Numbers): number => Math.sqrt(dot(a, a));

/** M·v, for M [rows, v's length]; of several groups, which have zeros between them, a row reads the columns of its own. */
export const times = (M: Numbers, v: Float64Array, groups = 1): Float64Array => {
  const columns = v.length;
  const size = columns / groups;
  const result = new Float64Array(M.length / columns);
  for (let i = 0; i < result.length; i++) {
    const from = firstOf(i % columns, size);
    let sum = 0;
    for (let j = from; j < from + size; j++) sum += (M[i * columns + j] ?? 0) * (v[j] ?? 0);
    result[i] = sum;
  }
  return result;
};

/** Mᵀ·v, for M [v's length, columns]; of several groups as above. */
export const transposedTimes = (M: Numbers, v: Float64Array, groups = 1): Float64Array => {
  const columns = M.length / v.length;
  const size = columns / groups;
  const result = new Float64Array(columns);
  for (let i = 0; i < v.length; i++) {
    const scale = v[i] ?? 0;
    const from = firstOf(i % columns, size);
    for (let j = from; j < from + size; j++) result[j] = (result[j] ?? 0) + scale * (M[i * columns + j] ?? 0);
  }
  return result;
};

/** Where the group of a place begins. */
const firstOf = (place: number, size: number): number => place - (place % size);

/** The place of the largest number; of equals the first. */
export const argmax = (numbers: Numbers): number => {
  let place = 0;
  for (let i = 1; i < numbers.length; i++) if ((numbers[i] ?? 0) > (numbers[place] ?? 0)) place = i;
  return place;
};
