import type { Corpus } from "../corpus/corpus.js";
import { alignLabels } from "./align.js";
import { type Calibration, calibrationOf } from "./calibration.js";
import { type Confusion, confusionOf, type LabelScore, labelScores, macroF1 } from "./confusion.js";
import { type Interval, wilsonInterval } from "./interval.js";
import { type LengthScore, lengthScores } from "./lengths.js";
import { type Mistake, mostConfident } from "./mistakes.js";
import { labelsOf, outcomesOf } from "./outcomes.js";
import { crossEntropy } from "./score.js";

const mistakesShown = 10;

/** Everything that is said of a model's predictions; plain JSON. */
export interface Evaluation {
  readonly words: number;
  /** The share of words whose most probable label is their heaviest one. */
  readonly accuracy: number;
  readonly macroF1: number;
  /** Nats a word. */
  readonly crossEntropy: number;
  /** By label; every label is a key of its own, `__proto__` too. */
  readonly labels: Readonly<Record<string, LabelScore>>;
  readonly confusion: Confusion;
  readonly calibration: Calibration;
  /** Wilson's 95 % interval. */
  readonly accuracyInterval: Interval;
  /** The share of words whose most probable label is any of theirs. */
  readonly accuracyAnyLabel: number;
  /** The ten most probable ones. */
  readonly mistakes: readonly Mistake[];
  readonly lengths: readonly LengthScore[];
}

/**
 * Evaluates predictions of words of a corpus.
 *
 * @param probabilities [n, C]; what is no number counts as 0
 * @param words [n], indices into the corpus
 * @param modelLabels [C]; labels that the corpus lacks have support 0, labels that only the corpus has probability 0
 * @throws RangeError for no words, or shapes that do not fit each other
 */
export const evaluate = (
  probabilities: Float32Array,
  corpus: Corpus,
  words: Uint32Array,
  modelLabels: readonly string[] = corpus.labels,
): Evaluation => {
  if (probabilities.length !== words.length * modelLabels.length) {
    throw new RangeError(`${probabilities.length} probabilities, not ${words.length} × ${modelLabels.length}`);
  }
  const aligned = alignLabels(probabilities, modelLabels, corpus.targets, corpus.labels);
  const { labels, targets } = aligned;
  const outcomes = outcomesOf(aligned.probabilities, targets, words, labels.length);
  const right = Uint8Array.from(outcomes.truth, (label, i) => (label === outcomes.predicted[i] ? 1 : 0));
  const mistaken = Uint32Array.from(words.keys()).filter(
    (i) => !labelsOf(targets, words[i] ?? 0).includes(outcomes.predicted[i] ?? 0),
  );
  const rights = right.reduce((sum, one) => sum + one, 0);
  const confusion = confusionOf(outcomes, labels);
  const scores = labelScores(confusion);
  return {
    words: words.length,
    accuracy: rights / words.length,
    macroF1: macroF1(scores),
    crossEntropy: crossEntropy(aligned.probabilities, targets, words, labels.length),
    labels: Object.fromEntries(scores.map((one, label) => [labels[label] ?? "", one])),
    confusion,
    calibration: calibrationOf(outcomes.confidence, right),
    accuracyInterval: wilsonInterval(rights, words.length),
    accuracyAnyLabel: (words.length - mistaken.length) / words.length,
    mistakes: mostConfident(mistaken, outcomes, { labels, targets, words: corpus.words }, words, mistakesShown),
    lengths: lengthScores(corpus.words, words, right),
  };
};
