import type { Model, Parameters } from "../model/model.js";
import type { Settings } from "./settings.js";

/** What training leaves: the parameters, V and c divided by the temperature, with what reads them. */
export function modelOf(
  { rung, hidden, keepCase, endMark, ...settings }: Settings,
  alphabet: readonly string[],
  labels: readonly string[],
  { W, U, V, c }: Parameters,
  temperature: number,
  data: string,
): Model {
  const C = labels.length;
  // What reads next characters was for training.
  const parameters = { W, U, V: V.slice(0, C * hidden), c: c.slice(0, C) };
  const training = { ...settings, temperature };
  const reading = { keepCase, endMark };
  return { rung, hidden, groups: 1, precision: "f32", alphabet, labels, reading, parameters, training, data };
}
