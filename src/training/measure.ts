import { type Corpus, selectWords } from "../corpus/corpus.js";
import { packedSequences } from "../corpus/sequences.js";
import type { SplitName } from "../corpus/split.js";
import type { Vocabulary } from "../corpus/vocabulary.js";
import { wordWeights } from "../corpus/weights.js";
import type { Engine, Sequences } from "../engine/engine.js";
import { type Score, score } from "../evaluation/score.js";
import { fitTemperature } from "./temperature.js";

/** Scores engines on one split of a corpus; its words are turned into numbers once. */
export class Measure {
  readonly #words: Uint32Array;
  readonly #sequences: Sequences;
  readonly #weight: Float32Array;

  /** @param labelWeight [C], what a word of each label weighs in the loss; by default 1 */
  constructor(
    readonly corpus: Corpus,
    split: SplitName,
    vocabulary: Vocabulary,
    labelWeight?: Float64Array,
  ) {
    this.#words = selectWords(corpus, split);
    this.#weight = wordWeights(corpus.targets, this.#words, labelWeight);
    this.#sequences = packedSequences(corpus.words, this.#words, vocabulary);
  }

  /** The score, or undefined where a probability is no number: finite parameters may still be too large to multiply. */
  async of(
    engine: Engine,
    tell?: (probabilities: Float32Array, words: Uint32Array) => void,
  ): Promise<Score | undefined> {
    const probabilities = await engine.predict(this.#sequences);
    if (!probabilities.every(Number.isFinite)) return undefined;
    tell?.(probabilities, this.#words);
    return score(probabilities, this.corpus.targets, this.#words, this.corpus.labels.length, this.#weight);
  }

  /** The temperature at which the engine's probabilities would fit best. */
  async temperatureOf(engine: Engine): Promise<number> {
    return fitTemperature(await engine.predict(this.#sequences), this.corpus.targets, this.#words, this.#weight);
  }
}
