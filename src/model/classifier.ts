import type { Corpus } from "../corpus/corpus.js";
import { normalise } from "../corpus/normalise.js";
import { textsOf, toSequences } from "../corpus/sequences.js";
import { Vocabulary } from "../corpus/vocabulary.js";
import type { Engine } from "../engine/engine.js";
import { type Shape, shapeOf } from "../engine/shape.js";
import { createWasmEngine } from "../engine/wasm/engine.js";
import type { Model } from "./model.js";

export interface Prediction {
  /** As it was given. */
  readonly word: string;
  /** The most probable label. */
  readonly label: string;
  readonly probability: number;
  /** Every label with its probability, the most probable first. */
  readonly ranked: readonly { readonly label: string; readonly probability: number }[];
  /** The word's characters that the model never saw. */
  readonly unknown: readonly string[];
  /** False where the word has no character that the model knows: then every label is equally probable, and `label` says nothing. */
  readonly isKnown: boolean;
}

/** [words, C], a model's probabilities of words of a corpus; C counts the model's labels. */
export async function probabilitiesOf(
  model: Model,
  corpus: Corpus,
  words: Uint32Array,
  createEngine: (shape: Shape) => Promise<Engine> = createWasmEngine,
): Promise<Float32Array> {
  const engine = await createEngine(shapeOf(model));
  engine.load(model.parameters);
  const probabilities = await engine.predict(
    toSequences(textsOf(corpus, words), new Vocabulary(model.alphabet, model.reading)),
  );
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

  /** Labels words, each in any case and any Unicode form, in the order given. Equal words are computed once, equal beginnings too. */
  async predict(words: readonly string[]): Promise<Prediction[]> {
    const { keepCase } = this.model.reading;
    const normalised = words.map((word) => normalise(word, keepCase));
    const distinct = [...new Set(normalised)].sort();
    const probabilities = await this.#engine.predict(toSequences(distinct, this.#vocabulary));
    const C = this.model.labels.length;
    const answers = new Map(
      distinct.map((word, i) => [word, this.#answer(word, probabilities.subarray(i * C, (i + 1) * C))]),
    );
    return words.flatMap((word, i) => {
      const answer = answers.get(normalised[i] ?? "");
      return answer ? [{ word, ...answer }] : [];
    });
  }

  #answer(normalised: string, row: Float32Array): Omit<Prediction, "word"> {
    const unknown = this.#vocabulary.unknownIn(normalised);
    const isKnown = unknown.length < new Set(normalised).size;
    const ranked = this.model.labels
      .map((label, l) => ({ label, probability: isKnown ? (row[l] ?? 0) : 1 / row.length }))
      .sort((a, b) => b.probability - a.probability);
    const [best] = ranked;
    if (!best) throw new RangeError("a model has labels");
    return { ...best, ranked, unknown, isKnown };
  }
}
