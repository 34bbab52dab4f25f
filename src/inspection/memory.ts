import { derive, Random } from "../corpus/random.js";
import type { Model } from "../model/model.js";
import { backThroughTime } from "../recurrence/gradient.js";
import { hiddenVectors } from "../recurrence/trace.js";
import { dot } from "../recurrence/vector.js";
import { read } from "./reading.js";

export interface Heard {
  /** Letters between the one heard and the word's end, the end mark counted: m − t. */
  readonly distance: number;
  /** Words long enough. */
  readonly words: number;
  /** √(mean over those words of ‖∂h_m/∂U[x_t]‖² / H): how much of a small change of what the letter adds reaches h_m. */
  readonly gain: number;
}

const chance = 0x6b61747a;

/**
 * How far back a letter is still heard, by distance from the word's end. A gain of 1 is whole: sums have 1 at any distance,
 * doubled numbers 2^(m−t), a learned multiplier w^(m−t); a network's is what became of that.
 *
 * The norm is Frobenius', the root of the mean over random signs v of ‖vᵀ·∂h_m/∂U[x_t]‖²; one v a word, the same on
 * every machine, is enough for the mean over many words; some hundred words take a second or so.
 */
export function memoryOf(model: Model, words: readonly string[]): Heard[] {
  const squares: number[] = [];
  const counts: number[] = [];
  read(model, words).forEach((x, word) => {
    const random = new Random(derive(chance, word));
    const signs = Float64Array.from({ length: model.hidden }, () => (random.integer() < 2 ** 31 ? -1 : 1));
    const gradients = backThroughTime(model, x, hiddenVectors(model, x), signs);
    gradients.reverse().forEach((gradient, distance) => {
      squares[distance] = (squares[distance] ?? 0) + dot(gradient, gradient) / model.hidden;
      counts[distance] = (counts[distance] ?? 0) + 1;
    });
  });
  return squares.map((sum, distance) => {
    const n = counts[distance] ?? 0;
    return { distance, words: n, gain: Math.sqrt(sum / n) };
  });
}
