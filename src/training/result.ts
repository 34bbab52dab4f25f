import type { Model } from "../model/model.js";
import type { Kept } from "./precision.js";
import type { Settings } from "./settings.js";

/** What training leaves: the parameters, V and c divided by the temperature, with what reads them. The file tells groups and precision by its tensors. */
export function modelOf(
  { rung, hidden, groups, half: _, keepCase, endMark, ...settings }: Settings,
  alphabet: readonly string[],
  labels: readonly string[],
  { parameters: { W, U, V, c }, precision }: Kept,
  temperature: number,
  data: string,
): Model {
  const C = labels.length;
  // What reads next characters was for training.
  const parameters = { W, U, V: V.slice(0, C * hidden), c: c.slice(0, C) };
  const training = { ...settings, temperature };
  const reading = { keepCase, endMark };
  return { rung, hidden, groups, precision, alphabet, labels, reading, parameters, training, data };
}
