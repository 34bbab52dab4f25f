import type { Shape } from "../../src/engine/engine.js";
import { outputsOf } from "../../src/engine/shape.js";
import type { Parameters } from "../../src/model/model.js";
import { partsOf, rungOf } from "../../src/recurrence/ladder.js";
import { at } from "./algebra.js";
import type { Reading } from "./readings.js";
import { byLetter, type Doubles, isBetween, lossOf } from "./reference.js";

/** Places of a parameter that the rung learns; of a W that is one number its first place, which stands for the diagonal. */
export function learnedPlaces(shape: Shape): Record<keyof Parameters, number> {
  const { rung, A, H } = shape;
  const { W, U } = rungOf(rung);
  const G = partsOf(rung);
  return {
    W: W === "matrix" ? G * H * H : W === "multiple" ? 1 : 0,
    U: U === "learned" ? A * G * H : 0,
    V: outputsOf(shape) * H,
    c: outputsOf(shape),
  };
}

/** How far rounding takes a central difference from the derivative, at most. */
export const roundingError = 1e-11;

/**
 * The derivative of the reference's loss by one parameter, (L(θ + δ) − L(θ − δ)) / 2δ, where δ is 1e-4 of the largest
 * number of its matrix, and 0 between groups, where nothing is learned: truncation then errs by less than 1e-6 of the terms for 30 steps, rounding by less than `roundingError`.
 */
export function centralDifference(
  shape: Shape,
  p: Doubles,
  readings: readonly Reading[],
  letter: keyof Parameters,
  place: number,
): number {
  if (letter === "W" && isBetween(shape, place)) return 0;
  const delta = 1e-4 * Math.max(...p[letter].map(Math.abs));
  const tied = letter === "W" && rungOf(shape.rung).W === "multiple";
  const moved = (by: number): number => {
    const q = byLetter((name) => p[name].slice());
    const places = tied ? Array.from({ length: shape.H }, (_, j) => j * (shape.H + 1)) : [place];
    for (const i of places) q[letter][i] = at(q[letter], i) + by;
    return lossOf(shape, q, readings).sum;
  };
  return (moved(delta) - moved(-delta)) / (2 * delta);
}
