import type { Corpus } from "../corpus/corpus.js";
import { labelsOf, type Outcomes } from "./outcomes.js";

/** A word taken for what it is not: the predicted label is none of its labels. */
export interface Mistake {
  readonly word: string;
  /** In the order of the corpus' labels. */
  readonly labels: readonly string[];
  readonly predicted: string;
  readonly probability: number;
}

/** The most probable mistakes, the worst first; of equals in the order of the words. */
export const mostConfident = (
  mistaken: Uint32Array,
  { predicted, confidence }: Outcomes,
  { labels, targets, words }: Pick<Corpus, "labels" | "targets" | "words">,
  chosen: Uint32Array,
  most: number,
): Mistake[] =>
  Array.from(mistaken)
    .sort((a, b) => (confidence[b] ?? 0) - (confidence[a] ?? 0))
    .slice(0, most)
    .map((i) => {
      const word = chosen[i] ?? 0;
      return {
        word: words.get(word),
        labels: Array.from(labelsOf(targets, word), (label) => labels[label] ?? ""),
        predicted: labels[predicted[i] ?? 0] ?? "",
        probability: confidence[i] ?? 0,
      };
    });
