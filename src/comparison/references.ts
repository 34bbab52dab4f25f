import { type Corpus, selectWords } from "../corpus/corpus.js";
import { entriesOf } from "../evaluation/outcomes.js";
import { type Score, score } from "../evaluation/score.js";
import { NaiveBayes, type Smoothing } from "./naive-bayes.js";

/** What networks are measured by: the least that an answer is worth, and what counting comes to. */
export const references = [
  { name: "majority", adds: "always the label that most words carry" },
  { name: "naive-bayes", adds: "counts of 1 to 4 letters in a row, with the word's start and end" },
] as const;

export type ReferenceName = (typeof references)[number]["name"];

export interface Reference {
  /** Learned numbers. */
  readonly parameters: number;
  readonly test: Score;
}

/** What the validation words choose from. */
const alphas = [1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01];
const taus = [1, 0.5, 0.3, 0.2, 0.15, 0.1];

/** The training words' shares of labels, for every word: the least cross-entropy of who never looks at the word. */
function majority(corpus: Corpus): Reference {
  const { targets, labels } = corpus;
  const words = selectWords(corpus, "train");
  const shares = new Float64Array(labels.length);
  for (const word of words) {
    const [from, to] = entriesOf(targets, word);
    for (let i = from; i < to; i++) {
      const label = targets.label[i] ?? 0;
      shares[label] = (shares[label] ?? 0) + (targets.share[i] ?? 0) / words.length;
    }
  }
  const test = selectWords(corpus, "test");
  const probabilities = new Float32Array(test.length * labels.length);
  for (let i = 0; i < test.length; i++) probabilities.set(shares, i * labels.length);
  return { parameters: labels.length, test: score(probabilities, targets, test, labels.length) };
}

/** Words between two pauses. */
const piece = 2000;

/** Naive Bayes with the smoothing of the least cross-entropy on the validation words: first τ, then α. */
async function naiveBayes(corpus: Corpus, pause: () => Promise<void>): Promise<Reference> {
  const bayes = new NaiveBayes(corpus);
  for (const [i, word] of selectWords(corpus, "train").entries()) {
    if (i % piece === 0) await pause();
    bayes.count(word);
  }
  const C = corpus.labels.length;
  const scoreOn = async (words: Uint32Array, smoothing: Smoothing): Promise<Score> => {
    const probabilities = new Float32Array(words.length * C);
    for (const [i, word] of words.entries()) {
      if (i % piece === 0) await pause();
      probabilities.set(bayes.probabilities(corpus.words.get(word), smoothing), i * C);
    }
    return score(probabilities, corpus.targets, words, C);
  };
  const validation = selectWords(corpus, "validation");
  const best = async (candidates: readonly Smoothing[]): Promise<Smoothing> => {
    const losses: number[] = [];
    for (const smoothing of candidates) losses.push((await scoreOn(validation, smoothing)).loss);
    return candidates[losses.indexOf(Math.min(...losses))] ?? { alpha: 1, tau: 1 };
  };
  const { tau } = await best(taus.map((tau) => ({ alpha: 0.1, tau })));
  const smoothing = await best(alphas.map((alpha) => ({ alpha, tau })));
  return { parameters: bayes.parameters, test: await scoreOn(selectWords(corpus, "test"), smoothing) };
}

/** Learns from the training words and answers the test words, or all where the corpus is whole; `pause` is called now and then, and may throw. */
export const learnReference = async (
  name: ReferenceName,
  corpus: Corpus,
  pause: () => Promise<void>,
): Promise<Reference> => (name === "majority" ? majority(corpus) : naiveBayes(corpus, pause));
