import type { Moments } from "../engine/engine.js";
import type { Parameters } from "../model/model.js";

/** Where a training stands: with the data and the settings, all that it needs to go on to the same bytes. */
export interface State {
  /** Epochs that are done, and of the one at hand the steps taken, their words, and the sum of the words' losses. */
  readonly epoch: number;
  readonly steps: number;
  readonly words: number;
  readonly sum: number;
  /** How often the loss left the finite numbers. */
  readonly setbacks: number;
  readonly parameters: Parameters;
  readonly moments: Moments;
  /** The parameters when the epoch at hand began. */
  readonly last: Parameters;
  readonly best: Best | undefined;
}

/** The epoch with the least validation loss so far. */
export interface Best {
  readonly loss: number;
  readonly epoch: number;
  readonly parameters: Parameters;
}
