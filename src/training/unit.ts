import type { Sequences, Shape } from "../engine/engine.js";
import type { Parameters } from "../model/model.js";
import { limit } from "../recurrence/equation.js";
import { rungOf } from "../recurrence/ladder.js";

/**
 * The unit that training measures h in: the power of two nearest to the mean of |h_m| over words, as `start` has it; 1
 * where U is learned. Sums of character numbers are about a hundred, doubled ones thousands and for long words millions,
 * and V would have to hit numbers as small as 1/h with steps that are not.
 */
export function unitOf({ rung }: Shape, { W, U }: Parameters, { characters, start }: Sequences): number {
  if (rungOf(rung).U === "learned") return 1;
  const words = start.length - 1;
  let sum = 0;
  for (let i = 0; i < words; i++) {
    let h = 0;
    const end = start[i + 1] ?? 0;
    for (let t = start[i] ?? 0; t < end; t++) h = Math.min(limit, (W[0] ?? 0) * h + (U[characters[t] ?? 0] ?? 0));
    sum += h;
  }
  let unit = 1;
  while (unit * 1.5 * words < sum) unit *= 2;
  return unit;
}

/** The parameters for h in units of `unit`: U is that much smaller, V larger. By a power of two, so every answer keeps its bits. */
export const inUnits = (parameters: Parameters, unit: number): Parameters => ({
  ...parameters,
  U: parameters.U.map((x) => x / unit),
  V: parameters.V.map((x) => x * unit),
});
