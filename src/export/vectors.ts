import { type Corpus, selectWords } from "../corpus/corpus.js";
import { heaviestLabel } from "../evaluation/outcomes.js";
import { hiddenOf } from "../inspection/hidden.js";
import type { Model } from "../model/model.js";

/** Words with what a model makes of them. */
export interface Vectors {
  /** Normalised. */
  readonly words: readonly string[];
  /** The heaviest label of each word. */
  readonly labels: readonly string[];
  /** H */
  readonly size: number;
  /** h_m [words, H]. */
  readonly hidden: Float32Array;
}

/** h of every word of a corpus. */
export async function vectorsOf(model: Model, corpus: Corpus): Promise<Vectors> {
  const all = selectWords(corpus, "all");
  const words = Array.from(all, (word) => corpus.words.get(word));
  const labels = Array.from(all, (word) => corpus.labels[heaviestLabel(corpus.targets, word)] ?? "");
  return { words, labels, size: model.hidden, hidden: await hiddenOf(model, words) };
}
