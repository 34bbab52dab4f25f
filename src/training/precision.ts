import { toHalves } from "../model/half.js";
import type { Parameters, Precision } from "../model/model.js";
import { rungOf } from "../recurrence/ladder.js";
import type { Settings } from "./settings.js";

/** Parameters that a model file keeps exactly, with that precision. */
export interface Kept {
  readonly parameters: Parameters;
  readonly precision: Precision;
}

/**
 * What a model keeps of the parameters that training comes to: where settings ask for halves, of each number the nearest half, unless
 * one is larger than halves can be, or U is the characters' numbers, of which halves hold those up to 2,048 alone.
 */
export function keptOf(parameters: Parameters, { rung, half }: Pick<Settings, "rung" | "half">): Kept {
  if (half && rungOf(rung).U === "learned") {
    const [W, U, V, c] = [parameters.W, parameters.U, parameters.V, parameters.c].map(toHalves);
    if (W && U && V && c) return { parameters: { W, U, V, c }, precision: "f16" };
  }
  return { parameters, precision: "f32" };
}
