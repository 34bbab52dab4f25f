import { Random } from "../../src/corpus/random.js";
import type { Shape } from "../../src/engine/shape.js";
import type { Model, Reading } from "../../src/model/model.js";
import { ladder } from "../../src/recurrence/ladder.js";
import { keptOf } from "../../src/training/precision.js";
import { parametersFor } from "../engine/cases.js";
import { inGroups } from "../model/samples.js";

/** A model of that shape that no training made: its alphabet is a, b, c, …; its answers hang on every letter of words of up to 30. */
export function modelOf(shape: Shape, seed: number, reading: Partial<Reading> = {}): Model {
  const known = shape.A - (reading.endMark ? 2 : 1);
  return {
    rung: shape.rung,
    hidden: shape.H,
    groups: shape.groups ?? 1,
    precision: "f32",
    alphabet: Array.from({ length: known }, (_, i) => String.fromCodePoint(97 + i)),
    labels: Array.from({ length: shape.C }, (_, i) => `label ${i}`),
    reading: { keepCase: false, endMark: false, ...reading },
    parameters: parametersFor(shape, 30, new Random(seed)),
    training: {},
    data: "0".repeat(64),
  };
}

/** One model a rung, of H numbers where h is a vector. */
export const modelsOf = (H: number, reading: Partial<Reading> = {}): Model[] =>
  ladder.map((rung, i) => modelOf({ rung: rung.name, A: 12, H: rung.h === "number" ? 1 : H, C: 3 }, i + 1, reading));

/** One model in halves of each rung whose h may have groups, of two groups of 16 numbers. */
export const pairsOf = (reading: Partial<Reading> = {}): Model[] =>
  (["linear", "rnn", "gru"] as const).map((rung, i) => {
    const model = modelOf({ rung, A: 12, H: 32, C: 3, groups: 2 }, i + 1, reading);
    const { W, U, V, c } = model.parameters;
    const { parameters, precision } = keptOf({ W: inGroups(W, 32, 2), U, V, c }, { rung, half: true });
    return { ...model, parameters, precision };
  });
