import type { Score } from "../evaluation/score.js";
import type { Model } from "../model/model.js";
import type { Settings } from "./settings.js";

/** What a training tells while it runs. */
export type TrainingEvent = Started | Progress | EpochDone | Setback | Done;

export interface Started {
  readonly event: "start";
  /** Distinct words. */
  readonly words: number;
  readonly labels: readonly string[];
  /** How many of the words each split has; validation and test have 0 where the corpus is too small to split. */
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  /** Learned numbers. */
  readonly parameters: number;
  readonly engine: string;
  readonly threads: number;
  readonly settings: Settings;
}

/** Told every now and then within an epoch. */
export interface Progress {
  readonly event: "progress";
  readonly epoch: number;
  /** The share of all epochs that is done. */
  readonly done: number;
  /** The mean loss of this epoch so far. */
  readonly loss: number;
  readonly wordsPerSecond: number;
}

export interface EpochDone {
  readonly event: "epoch";
  readonly epoch: number;
  readonly loss: number;
  /** Words of rare labels weigh in its loss what they do in training. */
  readonly validation: Score;
  readonly wordsPerSecond: number;
}

/** The loss left the finite numbers: training went back to the last epoch's parameters and takes smaller steps. */
export interface Setback {
  readonly event: "setback";
  readonly epoch: number;
  readonly learningRate: number;
}

export interface Done {
  readonly event: "done";
  readonly model: Model;
  /** What V and c were divided by, so that probabilities fit the validation words; 1 where there are none. */
  readonly temperature: number;
  /** Epochs that were run; the model is that of the best one. */
  readonly epochs: number;
  readonly seconds: number;
  readonly test: Score;
}
