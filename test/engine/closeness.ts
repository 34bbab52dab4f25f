import type { Parameters } from "../../src/model/model.js";
import { at } from "./algebra.js";
import { byLetter, type Doubles, type Sum } from "./reference.js";

/**
 * |a − b| / max(|a|, |b|, floor): how far apart two numbers are for their size. NaN is infinitely far from all.
 *
 * The floor of a gradient's element is a hundredth of the largest element in its row of `sizes`, which are the sizes of
 * the terms that it is a sum of. float32 rounds each term by 2⁻²⁴ of its size, some tens of times on its way, so a sum that
 * cancels to less than a hundredth of its terms has no fourth digit to compare. With the tolerance 1e-4 an element may be
 * off by 1e-6 of its terms: less than any word of a batch of tests adds to it, and far less than a wrong step would.
 */
export function relativeError(a: number, b: number, floor: number): number {
  if (a === b) return 0;
  const error = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), floor);
  return Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
}

export const tolerance = 1e-4;

const share = 0.01;

/** Floors of the elements of W [G·H, H], U [A, G·H], V [C, H] (every H of them are a row) and c [C] (one row). */
export function floorsOf(sizes: Doubles, H: number): Doubles {
  return byLetter((letter) => {
    const width = letter === "c" ? sizes.c.length : H;
    const floors = new Float64Array(sizes[letter].length);
    for (let row = 0; row < floors.length; row += width) {
      floors.fill(share * Math.max(...sizes[letter].subarray(row, row + width)), row, row + width);
    }
    return floors;
  });
}

/** The elements of a gradient that are further than the tolerance from the reference's, in words; none where all is well. */
export function misses(actual: Parameters, { sum, sizes }: Sum<Doubles>, H: number, within = tolerance): string[] {
  const floors = floorsOf(sizes, H);
  return Object.values(
    byLetter((letter) =>
      Array.from(sum[letter], (expected, i) => {
        const error = relativeError(at(actual[letter], i), expected, at(floors[letter], i));
        const place = letter === "c" ? `c[${i}]` : `${letter}[${Math.floor(i / H)}, ${i % H}]`;
        return error <= within
          ? ""
          : `${place} is ${actual[letter][i]}, not ${expected}: ${error.toExponential(1)} off`;
      }).filter((miss) => miss !== ""),
    ),
  ).flat();
}

/** The largest distance between two arrays, as a share of the largest number of the second. */
export function distance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  const scale = Math.max(...Array.from(expected, Math.abs));
  const errors = Array.from(expected, (value, i) =>
    value === actual[i] ? 0 : Math.abs(value - at(actual, i)) / scale,
  );
  return errors.some(Number.isNaN) ? Number.POSITIVE_INFINITY : Math.max(0, ...errors);
}
