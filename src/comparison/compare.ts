import { type Corpus, selectWords } from "../corpus/corpus.js";
import type { Engine } from "../engine/engine.js";
import type { Shape } from "../engine/shape.js";
import { hiddenOf } from "../inspection/hidden.js";
import { spectrumOf } from "../inspection/spectrum.js";
import type { Model } from "../model/model.js";
import { ladder, type RungName, rungOf } from "../recurrence/ladder.js";
import type { GivenSettings } from "../training/settings.js";
import { type TrainingOptions, train } from "../training/trainer.js";
import { collisions } from "./collisions.js";
import { learnReference, type ReferenceName, references } from "./references.js";

/** What every rung gets alike. */
export interface Budget {
  readonly epochs: number;
  /** Words a step. */
  readonly batch: number;
  /** H, where h is a vector. */
  readonly hidden: number;
  readonly seed: number;
}

/** One line of the comparison; figures are on the test words, or on all where the corpus is whole. */
export interface Row {
  readonly rung: RungName | ReferenceName;
  /** Numbers in h; null where there is none. */
  readonly hidden: number | null;
  /** Learned numbers. */
  readonly parameters: number;
  /** What a step multiplies h by: a number, or W's spectral radius; null without h, and where gates choose. */
  readonly multiplier: number | null;
  readonly accuracy: number;
  /** Nats a word. */
  readonly crossEntropy: number;
  /** The share of these words whose h is that of another of them; null without h. */
  readonly collisions: number | null;
  readonly seconds: number;
}

export type ComparisonEvent = RowBegun | RowProgress | RowDone;

export interface RowBegun {
  readonly event: "begin";
  readonly rung: Row["rung"];
}

export interface RowProgress {
  readonly event: "progress";
  readonly rung: RungName;
  /** Which epoch runs. */
  readonly epoch: number;
  /** The share of this rung's training that is done. */
  readonly done: number;
  readonly loss: number;
}

export interface RowDone {
  readonly event: "row";
  readonly row: Row;
}

export interface ComparisonOptions extends Pick<TrainingOptions, "data" | "signal"> {
  readonly createEngine: (shape: Shape) => Promise<Engine>;
}

/**
 * Trains every rung of the ladder on the same words with the same budget, one after the other, then what it is measured
 * by. No rung stops early: a schedule that is cut off favours those that learn fast.
 *
 * @throws DataError where a training's loss leaves the finite numbers again and again; the signal's reason where it stops
 */
export async function* compare(
  corpus: Corpus,
  budget: Budget,
  options: ComparisonOptions,
): AsyncGenerator<ComparisonEvent, void> {
  for (const { name } of ladder) {
    yield { event: "begin", rung: name };
    yield { event: "row", row: yield* trainRung(name, corpus, budget, options) };
  }
  const pause = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve));
    options.signal?.throwIfAborted();
  };
  for (const { name } of references) {
    yield { event: "begin", rung: name };
    const began = performance.now();
    const { parameters, test } = await learnReference(name, corpus, pause);
    const seconds = (performance.now() - began) / 1000;
    const { accuracy, loss: crossEntropy } = test;
    const none = { hidden: null, multiplier: null, collisions: null };
    yield { event: "row", row: { ...none, rung: name, parameters, accuracy, crossEntropy, seconds } };
  }
}

async function* trainRung(
  rung: RungName,
  corpus: Corpus,
  budget: Budget,
  options: ComparisonOptions,
): AsyncGenerator<RowProgress, Row> {
  const { epochs, batch, seed } = budget;
  const hidden = rungOf(rung).h === "number" ? 1 : budget.hidden;
  const settings: GivenSettings = { rung, hidden, epochs, batch, seed, patience: epochs };
  const words = Array.from(selectWords(corpus, "test"), (word) => corpus.words.get(word));
  let parameters = 0;
  for await (const event of train(corpus, settings, options)) {
    if (event.event === "start") parameters = event.parameters;
    else if (event.event === "progress") {
      const { epoch, done, loss } = event;
      yield { event: "progress", rung, epoch, done, loss };
    } else if (event.event === "done") {
      const { model, seconds, test } = event;
      const h = await hiddenOf(model, words, options.createEngine);
      return {
        rung,
        hidden,
        parameters,
        multiplier: multiplierOf(model),
        accuracy: test.accuracy,
        crossEntropy: test.loss,
        collisions: collisions(h, hidden),
        seconds,
      };
    }
  }
  throw new Error("a training ends with its model");
}

/** What h_{t-1} is multiplied by: the number on W's diagonal, or the spectral radius of a matrix; null where gates choose. */
function multiplierOf(model: Model): number | null {
  return rungOf(model.rung).W === "matrix" ? (spectrumOf(model)?.radius ?? null) : (model.parameters.W[0] ?? 0);
}
