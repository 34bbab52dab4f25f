import type { Corpus } from "../../src/corpus/corpus.js";
import type { Done, EpochDone, Setback, Started, TrainingEvent } from "../../src/training/events.js";
import type { GivenSettings } from "../../src/training/settings.js";
import { train } from "../../src/training/trainer.js";
import { type Script, ScriptedEngine } from "./scripted-engine.js";

/** A training with a scripted engine, and what came of it. */
export interface Training {
  readonly engine: ScriptedEngine;
  /** All events but progress, in their order. */
  readonly events: readonly (Started | EpochDone | Setback | Done)[];
  readonly start: Started;
  /** Undefined where the training threw. */
  readonly done: Done | undefined;
  /** What it threw. */
  readonly error: unknown;
  readonly stepsAnEpoch: number;
}

export interface Wish extends GivenSettings {
  readonly signal?: AbortSignal;
  /** Called with each event; true stops listening. */
  readonly enough?: (event: TrainingEvent) => boolean;
}

/** Trains on a corpus by a script, to the end or to an error. */
export async function trainBy(
  corpus: Corpus,
  { signal, enough, ...settings }: Wish,
  script: Script,
): Promise<Training> {
  let engine: ScriptedEngine | undefined;
  const createEngine = async (shape: ScriptedEngine["shape"]): Promise<ScriptedEngine> => {
    engine = new ScriptedEngine(shape, script);
    return engine;
  };
  const events: (Started | EpochDone | Setback | Done)[] = [];
  let error: unknown;
  try {
    for await (const event of train(corpus, settings, { data: "d".repeat(64), createEngine, signal })) {
      if (event.event !== "progress") events.push(event);
      if (enough?.(event)) break;
    }
  } catch (thrown) {
    error = thrown;
  }
  const start = events.find((event) => event.event === "start");
  const done = events.find((event) => event.event === "done");
  if (engine === undefined || start === undefined) throw new Error("the training did not start", { cause: error });
  return { engine, events, start, done, error, stepsAnEpoch: Math.ceil(start.train / start.settings.batch) };
}
