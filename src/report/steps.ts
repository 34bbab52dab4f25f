import type { Model } from "../model/model.js";
import { formatSteps, isWhole, traceExactly } from "../recurrence/exact.js";
import { rungOf } from "../recurrence/ladder.js";
import type { Trace } from "../recurrence/trace.js";

const short = (number: number): string => `${Number(number.toPrecision(6))}`;

/** A trained word's steps as the article prints them, on rungs whose h is one number; none where it is a vector. */
export function stepsOf({ rung, parameters: { W } }: Model, { steps }: Trace): string[] {
  const found = rungOf(rung);
  const x = steps.map((step) => step.x);
  if (isWhole(found)) return formatSteps(found, traceExactly(found, x));
  if (found.h === "vector") return [];
  const h = [0, ...steps.map(({ hidden }) => hidden[0] ?? 0)].map(short);
  return ["h_0 = 0", ...x.map((number, i) => `h_${i + 1} = ${short(W[0] ?? 0)}·${h[i]} + ${number} = ${h[i + 1]}`)];
}
