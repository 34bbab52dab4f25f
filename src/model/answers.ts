import type { Arranged } from "../corpus/distinct.js";
import type { Vocabulary } from "../corpus/vocabulary.js";
import { unsure } from "./threshold.js";

/** A label with its probability. */
export interface Choice {
  readonly label: string;
  readonly probability: number;
}

export interface Prediction {
  /** As it was given. */
  readonly word: string;
  /** The most probable label, or "unsure" where it is less probable than the threshold. */
  readonly label: string;
  /** Of the most probable label. */
  readonly probability: number;
  /** Every label with its probability, the most probable first. */
  readonly ranked: readonly Choice[];
  /** The word's characters that the model never saw. */
  readonly unknown: readonly string[];
  /** False where the word has no character that the model knows: then every label is equally probable, and `label` says nothing. */
  readonly isKnown: boolean;
}

/** What a model says of words, i being a word's place among those given: as little is made of each as is asked for. */
export class Answers {
  /** [words given], the row of each word's answer: equal words have the same. */
  readonly row: Uint32Array;
  /** [rows], the place of the most probable label. */
  readonly #best: Uint32Array;
  /** [rows], whether a character is known. */
  readonly #hasKnown: Uint8Array;

  /** @param probabilities [rows, C] of the words arranged */
  constructor(
    readonly words: readonly string[],
    readonly normalised: readonly string[],
    { row, sequences: { characters, start } }: Arranged,
    readonly labels: readonly string[],
    readonly probabilities: Float32Array,
    readonly vocabulary: Vocabulary,
    readonly threshold = 0,
  ) {
    const rows = start.length - 1;
    this.row = row;
    this.#best = new Uint32Array(rows);
    this.#hasKnown = new Uint8Array(rows);
    for (let r = 0; r < rows; r++) {
      const end = start[r + 1] ?? 0;
      let at = start[r] ?? 0;
      while (at < end && (characters[at] ?? 0) >= vocabulary.unknown) at++;
      if (at === end) continue;
      this.#hasKnown[r] = 1;
      this.#best[r] = placeOfLargest(probabilities, r * labels.length, labels.length);
    }
  }

  isKnown(i: number): boolean {
    return this.#hasKnown[this.row[i] ?? 0] === 1;
  }

  /** The most probable label, and how probable it is. */
  best(i: number): Choice {
    return this.#choice(this.row[i] ?? 0, this.#best[this.row[i] ?? 0] ?? 0);
  }

  /** Whether the most probable label is less probable than the threshold. */
  isUnsure(i: number): boolean {
    return this.best(i).probability < this.threshold;
  }

  /** Every label with its probability, the most probable first. */
  ranked(i: number): Choice[] {
    const row = this.row[i] ?? 0;
    const choices = this.labels.map((_, l) => this.#choice(row, l));
    return this.isKnown(i) ? choices.sort((a, b) => b.probability - a.probability) : choices;
  }

  /** The word's distinct characters that the model never saw, in order of appearance. */
  unknown(i: number): string[] {
    return this.vocabulary.unknownIn(this.normalised[i] ?? "");
  }

  prediction(i: number): Prediction {
    const { label: best, probability } = this.best(i);
    const label = this.isUnsure(i) ? unsure : best;
    const word = this.words[i] ?? "";
    return { word, label, probability, ranked: this.ranked(i), unknown: this.unknown(i), isKnown: this.isKnown(i) };
  }

  #choice(row: number, l: number): Choice {
    const C = this.labels.length;
    const isKnown = this.#hasKnown[row] === 1;
    return { label: this.labels[l] ?? "", probability: isKnown ? (this.probabilities[row * C + l] ?? 0) : 1 / C };
  }
}

/** The place of the first largest of so many numbers from `from` on, counted from there. */
const placeOfLargest = (numbers: Float32Array, from: number, length: number): number => {
  let best = 0;
  for (let i = 1; i < length; i++) if ((numbers[from + i] ?? 0) > (numbers[from + best] ?? 0)) best = i;
  return best;
};
