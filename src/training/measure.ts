import { type Corpus, selectWords } from "../corpus/corpus.js";
import { packedSequences } from "../corpus/sequences.js";
import type { SplitName } from "../corpus/split.js";
import type { Vocabulary } from "../corpus/vocabulary.js";
import { wordWeights } from "../corpus/weights.js";
import type { Engine, Sequences } from "../engine/engine.js";
import { type Score, score } from "../evaluation/score.js";
import { fitTemperature, logitsOf, probabilitiesAt } from "./temperature.js";

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
  async of(engine: Engine): Promise<Score | undefined> {
    const probabilities = await engine.predict(this.#sequences);
    return probabilities.every(Number.isFinite) ? this.#score(probabilities) : undefined;
  }

  /**
   * The score at the temperature that fits these words best, which is what a model gets in the end: without it, epochs that
   * know more and are too sure of it would count as worse.
   */
  async calibrated(
    engine: Engine,
    tell?: (probabilities: Float32Array, words: Uint32Array) => void,
  ): Promise<Score | undefined> {
    const probabilities = await engine.predict(this.#sequences);
    if (!probabilities.every(Number.isFinite)) return undefined;
    const C = this.corpus.labels.length;
    const logits = logitsOf(probabilities, C);
    const calibrated = probabilitiesAt(logits, this.#temperatureOf(logits), C);
    tell?.(calibrated, this.#words);
    return this.#score(calibrated);
  }

  #score(probabilities: Float32Array): Score {
    return score(probabilities, this.corpus.targets, this.#words, this.corpus.labels.length, this.#weight);
  }

  /** The temperature at which the engine's probabilities would fit best; 1 where all words are learned from, so that none can say how sure one may be of others. */
  async temperatureOf(engine: Engine): Promise<number> {
    return this.#temperatureOf(logitsOf(await engine.predict(this.#sequences), this.corpus.labels.length));
  }

  #temperatureOf(logits: Float32Array): number {
    if (this.corpus.whole) return 1;
    return fitTemperature(logits, this.corpus.targets, this.#words, this.#weight);
  }
}
