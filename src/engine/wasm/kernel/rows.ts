// Rows of numbers, eight at a time: an engine that joins vectors looks for two stores side by side, after all that they need.

/** Stores the eight numbers of two vectors. */
@inline export function put8(place: usize, low: v128, high: v128): void {
  v128.store(place, low);
  v128.store(place, high, 16);
}

/** place += the eight numbers of two vectors. */
@inline export function add8(place: usize, low: v128, high: v128): void {
  put8(place, f32x4.add(v128.load(place), low), f32x4.add(v128.load(place, 16), high));
}

/** Copies so many bytes, a multiple of 32: shorter than a call of memory.copy for the few of a row. */
@inline export function copyRow(to: usize, from: usize, width: usize): void {
  for (let b: usize = 0; b < width; b += 32) put8(to + b, v128.load(from + b), v128.load(from + b, 16));
}
