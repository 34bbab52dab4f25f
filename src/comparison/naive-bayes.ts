import type { Corpus } from "../corpus/corpus.js";
import { entriesOf } from "../evaluation/outcomes.js";
import { softmax } from "../recurrence/equation.js";
import { ngramsOf } from "./ngrams.js";

/** Characters of the longest n-grams. */
const longest = 4;

export interface Smoothing {
  /** Added to every count, above 0. */
  readonly alpha: number;
  /** How much an n-gram weighs. */
  readonly tau: number;
}

/**
 * Multinomial naive Bayes over n-grams: what counting can do, a mark to measure networks by.
 *
 *     p(l | word) ∝ p(l) · Π_g ((n_gl + α) / (N_l + α·G))^τ
 *
 * g runs over the word's n-grams, n_gl is how often words of label l have g, N_l = Σ_g n_gl, and G the number of different
 * n-grams. A word of several labels counts for each by its share; n-grams that no counted word had are left out. With
 * τ = 1 it takes n-grams for independent; since ten of them hold the same letter, it is then far too sure of itself.
 */
export class NaiveBayes {
  /** n_gl by n-gram and label, without zeros. */
  readonly #counts = new Map<string, Map<number, number>>();
  /** N_l */
  readonly #totals: Float64Array;
  /** Words of label l: p(l) times the number of words. */
  readonly #words: Float64Array;

  constructor(readonly corpus: Pick<Corpus, "labels" | "words" | "targets">) {
    this.#totals = new Float64Array(corpus.labels.length);
    this.#words = new Float64Array(corpus.labels.length);
  }

  /** Numbers that it keeps: n_gl, and p(l). */
  get parameters(): number {
    return (this.#counts.size + 1) * this.#words.length;
  }

  /** Counts a word of the corpus. */
  count(word: number): void {
    const { targets, words } = this.corpus;
    const [from, to] = entriesOf(targets, word);
    const grams = ngramsOf(words.get(word), longest);
    for (let i = from; i < to; i++) {
      const label = targets.label[i] ?? 0;
      const share = targets.share[i] ?? 0;
      for (const gram of grams) {
        const counts = this.#countsOf(gram);
        counts.set(label, (counts.get(label) ?? 0) + share);
      }
      this.#totals[label] = (this.#totals[label] ?? 0) + share * grams.length;
      this.#words[label] = (this.#words[label] ?? 0) + share;
    }
  }

  /** p(l | word), [C]. */
  probabilities(word: string, { alpha, tau }: Smoothing): Float64Array {
    const size = this.#counts.size;
    const all = this.#words.reduce((sum, words) => sum + words, 0);
    const grams = ngramsOf(word, longest).flatMap((gram) => this.#counts.get(gram) ?? []);
    // Without zeros: a factor is α / (N_l + α·G) where n_gl is 0, and (n_gl + α) / α times that where it is not.
    const logs = this.#totals.map((total) => grams.length * Math.log(alpha / (total + alpha * size)));
    for (const counts of grams) {
      for (const [label, count] of counts) logs[label] = (logs[label] ?? 0) + Math.log((count + alpha) / alpha);
    }
    return softmax(logs.map((log, label) => Math.log((this.#words[label] ?? 0) / all) + tau * log));
  }

  #countsOf(gram: string): Map<number, number> {
    const known = this.#counts.get(gram);
    if (known) return known;
    const counts = new Map<number, number>();
    this.#counts.set(gram, counts);
    return counts;
  }
}
