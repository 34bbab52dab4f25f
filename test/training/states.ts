import type { Parameters } from "../../src/model/model.js";
import type { State } from "../../src/training/state.js";

const set = (from: number): Parameters => ({
  W: Float32Array.from({ length: 4 }, (_, i) => from + i),
  U: Float32Array.from({ length: 6 }, (_, i) => from - i),
  V: Float32Array.of(from, 0, -from, 1),
  c: Float32Array.of(0, from),
});

/** Where a training may stand after some epochs. */
export const stateAfter = (epoch: number): State => ({
  epoch,
  steps: 3,
  words: 12,
  sum: 4.25,
  setbacks: 1,
  parameters: set(epoch),
  moments: { first: set(0.5), second: set(0.25), steps: 10 * epoch },
  last: set(epoch - 1),
  best: epoch === 0 ? undefined : { loss: 0.125, epoch, parameters: set(epoch + 2) },
});
