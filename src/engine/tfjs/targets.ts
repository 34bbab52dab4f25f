import type { Examples } from "../engine.js";
import type { Rows } from "./rows.js";

/**
 * How much each label counts in the loss at each step, [rows, C]. A word's weight, over the words of the batch, goes to
 * its labels by their shares: all of it at the word's last letter, and `prefixLoss` of it spread evenly over its letters.
 */
export function targetsOf(
  { start, weight, labelStart, label, share }: Examples,
  { order, letters }: Rows,
  C: number,
  prefixLoss: number,
): Float32Array[] {
  return letters.map((x, t) => {
    const isLast = t === letters.length - 1;
    const target = new Float32Array(x.length * C);
    for (let row = 0; row < x.length; row++) {
      const word = order[row] ?? 0;
      const length = (start[word + 1] ?? 0) - (start[word] ?? 0);
      const counts = ((weight[word] ?? 0) / order.length) * ((isLast ? 1 : 0) + prefixLoss / length);
      for (let j = labelStart[word] ?? 0; j < (labelStart[word + 1] ?? 0); j++) {
        const place = row * C + (label[j] ?? 0);
        target[place] = (target[place] ?? 0) + (share[j] ?? 0) * counts;
      }
    }
    return target;
  });
}

/** How much each character counts as the next one at each step, [rows, A]: `nextLoss` of a word's weight over the words of the batch, spread evenly over its letters. */
export function nextTargetsOf(
  { start, weight }: Examples,
  { order, letters }: Rows,
  A: number,
  nextLoss: number,
): Float32Array[] {
  return letters.map((x, t) => {
    const target = new Float32Array(x.length * A);
    const next = letters[t + 1];
    for (let row = 0; next && row < x.length; row++) {
      const word = order[row] ?? 0;
      const length = (start[word + 1] ?? 0) - (start[word] ?? 0);
      target[row * A + (next[row] ?? 0)] = (nextLoss * (weight[word] ?? 0)) / order.length / length;
    }
    return target;
  });
}
