import type { Model } from "../model/model.js";
import { rungOf } from "../recurrence/ladder.js";
import { hiddenVectors } from "../recurrence/trace.js";
import { read } from "./reading.js";

export interface Saturation {
  /** The share of the numbers of all h_t beyond ±0.9. */
  readonly saturated: number;
  /** The mean of tanh′ = 1 − h²: what a step lets through of a small change, 1 where nothing is squeezed. */
  readonly slope: number;
}

const edge = 0.9;

/** How much tanh squeezes, over every letter of the words; undefined on rungs whose f is not tanh alone, and for no letters. */
export function saturationOf(model: Model, words: readonly string[]): Saturation | undefined {
  if (rungOf(model.rung).f !== "tanh") return undefined;
  let numbers = 0;
  let beyond = 0;
  let slopes = 0;
  for (const x of read(model, words)) {
    for (const h of hiddenVectors(model, x).slice(1)) {
      numbers += h.length;
      for (const number of h) {
        if (Math.abs(number) > edge) beyond++;
        slopes += 1 - number * number;
      }
    }
  }
  return numbers === 0 ? undefined : { saturated: beyond / numbers, slope: slopes / numbers };
}
