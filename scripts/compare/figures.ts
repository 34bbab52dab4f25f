/** What is measured of each row. */
import type { Corpus } from "../../src/corpus/corpus.js";
import type { LengthScore, LengthsScore } from "../../src/evaluation/lengths.js";
import type { Evaluation } from "../../src/evaluation/metrics.js";
import { type Answers, answeredLabels, evaluateAnswers, silentIn } from "./answers.js";
import { meantShare } from "./ceiling.js";
import { rightOf } from "./lead.js";

/** How well words are told that were all learned, or all not. */
export interface Told {
  readonly all: Evaluation;
  /** Undefined where there is no such word. */
  readonly accented: Evaluation | undefined;
  readonly plain: Evaluation | undefined;
  /** See meantShare. */
  readonly meant: number;
  /** [n], 1 where the word's heaviest label was answered. */
  readonly right: Uint8Array;
  /** Words without an answer, which count as wrong. */
  readonly silent: number;
}

export interface Figures {
  readonly key: string;
  readonly name: string;
  /** The setting that was best on validation words, of those tried. */
  readonly setting: string;
  readonly tried: Readonly<Record<string, number>>;
  readonly areProbabilities: boolean;
  readonly modelBytes: number | undefined;
  readonly wordsPerSecond: number | undefined;
  /** On words of the test split. */
  readonly unseen: Told;
  /** On some words of the training split. */
  readonly known: Told;
}

/** @param words [n], indices into the corpus, whose rows the answers are */
export function told(answers: Answers, corpus: Corpus, words: Uint32Array): Told {
  const subset = (accented: boolean): Evaluation | undefined => {
    const places = Uint32Array.from(words.keys()).filter(
      (i) => isAccented(corpus.words.get(words[i] ?? 0)) === accented,
    );
    const some = places.map((i) => words[i] ?? 0);
    return some.length === 0 ? undefined : evaluateAnswers(answers, corpus, some, places);
  };
  const answered = answeredLabels(answers, corpus.labels);
  return {
    all: evaluateAnswers(answers, corpus, words),
    accented: subset(true),
    plain: subset(false),
    meant: meantShare(corpus.targets, answered, words),
    right: rightOf(corpus.targets, answered, words),
    silent: silentIn(answers),
  };
}

/** Whether a word has a letter beyond a to z, such as é or ß. */
export const isAccented = (word: string): boolean => /[^\0-\x7f]/u.test(word);

/**
 * Puts scores of lengths together, each with those up to the next length of `firsts`; the last has all longer ones. Lengths
 * that no word has are left out, and so are those before the first.
 *
 * @param firsts ascending
 */
export function poolLengths(scores: readonly LengthScore[], firsts: readonly number[]): LengthsScore[] {
  return firsts.flatMap((from, i) => {
    const next = firsts[i + 1] ?? Number.POSITIVE_INFINITY;
    const pool = scores.filter(({ length }) => length >= from && length < next);
    const words = pool.reduce((sum, score) => sum + score.words, 0);
    if (words === 0) return [];
    const right = pool.reduce((sum, score) => sum + score.words * score.accuracy, 0);
    return [{ from, to: next - 1, words, accuracy: right / words }];
  });
}
