import type { Numbers } from "../recurrence/vector.js";
import type { Projection } from "./projection.js";

/** [words, 2] of hidden vectors [words, H], those that the map was made from or others: (h − mean)·direction. */
export function placesOn({ mean, directions }: Projection, hidden: Numbers): Float64Array {
  const H = mean.length;
  return Float64Array.from({ length: (hidden.length / H) * 2 }, (_, i) => {
    const from = Math.floor(i / 2) * H;
    const direction = directions[i % 2] ?? [];
    return mean.reduce((sum, middle, j) => sum + ((hidden[from + j] ?? 0) - middle) * (direction[j] ?? 0), 0);
  });
}
