import type { Model } from "../model/model.js";
import type { Trace } from "../recurrence/trace.js";
import { argmax } from "../recurrence/vector.js";

/** A letter after which another label is the most probable. */
export interface Flip {
  /** The letter's place in the trace's steps. */
  readonly step: number;
  readonly from: string;
  readonly to: string;
}

/** Where the decision changes while a word is read; before the first letter there is none to change. */
export function flipsOf(model: Model, { steps }: Trace): Flip[] {
  const decisions = steps.map(({ probabilities }) => model.labels[argmax(probabilities)] ?? "");
  return decisions.flatMap((to, step) => {
    const from = decisions[step - 1] ?? to;
    return from === to ? [] : [{ step, from, to }];
  });
}
