import type { Model } from "../model/model.js";
import { begin, gatesAt } from "../recurrence/equation.js";
import { mix } from "../recurrence/gates.js";
import { read } from "./reading.js";

/** What gates do on average, over every number of every letter of some words. */
export interface GateMeans {
  /** The mean of z: the share of a number of h that a letter leaves as it was. */
  readonly update: number;
  /** The mean of r: how much of W_n·h the new numbers hear. */
  readonly reset: number;
}

/** Undefined on rungs without gates, and for no letters. */
export function gateMeansOf(model: Model, words: readonly string[]): GateMeans | undefined {
  let steps = 0;
  let update = 0;
  let reset = 0;
  for (const x of read(model, words)) {
    let h = begin(model);
    for (const number of x) {
      const gates = gatesAt(model, h, number);
      if (!gates) return undefined;
      steps++;
      update += meanOf(gates.z);
      reset += meanOf(gates.r);
      h = mix(gates, h);
    }
  }
  return steps === 0 ? undefined : { update: update / steps, reset: reset / steps };
}

export const meanOf = (numbers: Float64Array): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
