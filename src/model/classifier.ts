import type { Corpus } from "../corpus/corpus.js";
import type { Arranged } from "../corpus/distinct.js";
import { normalise } from "../corpus/normalise.js";
import { packedSequences, toSequences } from "../corpus/sequences.js";
import { Vocabulary } from "../corpus/vocabulary.js";
import type { Engine, Sequences } from "../engine/engine.js";
import { joined } from "../engine/joined.js";
import { type Shape, shapeOf } from "../engine/shape.js";
import { createWasmEngine } from "../engine/wasm/engine.js";
import { Answers, type Prediction } from "./answers.js";
import type { Model } from "./model.js";
import { checkThreshold } from "./threshold.js";

export interface PredictionOptions {
  /** A word whose most probable label is less probable than this is labelled "unsure". */
  readonly threshold?: number | undefined;
}

/** Up to this many words are computed as they stand: what sorts them takes longer to load. */
const fewWords = 100;

/** [words, C], a model's probabilities of words of a corpus; C counts the model's labels. */
export async function probabilitiesOf(
  model: Model,
  corpus: Corpus,
  words: Uint32Array,
  createEngine: (shape: Shape) => Promise<Engine> = createWasmEngine,
): Promise<Float32Array> {
  const engine = await createEngine(shapeOf(model));
  engine.load(model.parameters);
  const vocabulary = new Vocabulary(model.alphabet, model.reading);
  const probabilities = await engine.predict(packedSequences(corpus.words, words, vocabulary));
  engine.dispose();
  return probabilities;
}

/** A model that answers. */
export class Classifier {
  readonly #engine: Engine;
  readonly #vocabulary: Vocabulary;

  private constructor(
    readonly model: Model,
    engine: Engine,
  ) {
    this.#engine = engine;
    this.#vocabulary = new Vocabulary(model.alphabet, model.reading);
    engine.load(model.parameters);
  }

  static async create(
    model: Model,
    createEngine: (shape: Shape) => Promise<Engine> = createWasmEngine,
  ): Promise<Classifier> {
    return new Classifier(model, await createEngine(shapeOf(model)));
  }

  /**
   * Labels words, each in any case and any Unicode form, in the order given. Equal words are computed once, equal beginnings
   * too. Throws a UsageError for a threshold outside of [0, 1], and where a label of the model is "unsure".
   */
  async predict(words: readonly string[], options: PredictionOptions = {}): Promise<Prediction[]> {
    const answers = await this.answer(words, options);
    return words.map((_, i) => answers.prediction(i));
  }

  /** The same, each word's answer to be asked for. */
  async answer(words: readonly string[], options: PredictionOptions = {}): Promise<Answers> {
    return (await this.begin(words, options))();
  }

  /** The same, begun: where other threads help, they are at work while the caller does something else, until it asks for the answers. */
  async begin(words: readonly string[], { threshold }: PredictionOptions = {}): Promise<() => Promise<Answers>> {
    if (threshold !== undefined) checkThreshold(threshold, this.model.labels);
    const { keepCase } = this.model.reading;
    const normalised = words.map((word) => normalise(word, keepCase));
    const begun: (() => Promise<Float32Array>)[] = [];
    const arranged = await this.#arrange(normalised, (part) => begun.push(this.#engine.begin(part)));
    return async () => {
      const probabilities = joined(await Promise.all(begun.map((answer) => answer())));
      return new Answers(words, normalised, arranged, this.model.labels, probabilities, this.#vocabulary, threshold);
    };
  }

  /** Words as numbers, and all of them told part by part: helping threads are at work on one while the next is made. */
  async #arrange(normalised: readonly string[], tell: (part: Sequences) => void): Promise<Arranged> {
    if (normalised.length > fewWords) {
      const { distinctSequences } = await import("../corpus/distinct.js");
      return distinctSequences(normalised, this.#vocabulary, tell);
    }
    const sequences = toSequences(normalised, this.#vocabulary);
    tell(sequences);
    return { sequences, row: Uint32Array.from(normalised.keys()) };
  }
}
