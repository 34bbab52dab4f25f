/** What a program says of words, and how well that fits. */
import type { Corpus } from "../../src/corpus/corpus.js";
import { type Evaluation, evaluate } from "../../src/evaluation/metrics.js";

export interface Answers {
  /** [C] */
  readonly labels: readonly string[];
  /** [n, C]; probabilities, or 1 for the label that was answered. Nothing but 0 where there was no answer. */
  readonly said: Float32Array;
  readonly areProbabilities: boolean;
}

/** Stands for no answer: a label that no word has, so that it is wrong. */
const silence = "(no answer)";

/**
 * Evaluates answers by src/evaluation.
 *
 * @param words [n], indices into the corpus
 * @param places [n], the words' rows of the answers; by default the rows are the words'
 */
export function evaluateAnswers(
  { labels, said }: Answers,
  corpus: Corpus,
  words: Uint32Array,
  places: Uint32Array = Uint32Array.from(words.keys()),
): Evaluation {
  const C = labels.length;
  const wide = new Float32Array(words.length * (C + 1));
  places.forEach((place, i) => {
    const row = said.subarray(place * C, (place + 1) * C);
    wide.set(row, i * (C + 1));
    if (isSilent(row)) wide[i * (C + 1) + C] = 1;
  });
  return evaluate(wide, corpus, words, [...labels, silence]);
}

/** Words without an answer. */
export function silentIn({ labels, said }: Answers): number {
  let silent = 0;
  for (let from = 0; from < said.length; from += labels.length) {
    if (isSilent(said.subarray(from, from + labels.length))) silent++;
  }
  return silent;
}

const isSilent = (row: Float32Array): boolean => row.every((number) => !(number > 0));

/** [n], the number of the answered label among `known`, the first of equally probable ones; -1 where there is no answer. */
export function answeredLabels({ labels, said }: Answers, known: readonly string[]): Int32Array {
  const C = labels.length;
  return Int32Array.from({ length: said.length / C }, (_, i) => {
    const row = said.subarray(i * C, (i + 1) * C);
    return isSilent(row) ? -1 : known.indexOf(labels[row.indexOf(Math.max(...row))] ?? "");
  });
}
