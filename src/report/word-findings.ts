import { type Flip, flipsOf } from "../inspection/flips.js";
import { influenceOf, leftOutOf } from "../inspection/influence.js";
import { nearestWords } from "../inspection/neighbours.js";
import type { Model } from "../model/model.js";
import { type Trace, trace } from "../recurrence/trace.js";
import type { Dictionary } from "./dictionary.js";

const wordsListed = 6;

/** Leaving out each letter reads a word m times, at m·H² each. */
const longestLeftOut = 100;

export interface NearWord {
  readonly word: string;
  readonly label: string;
  /** ‖h_m − h_m of the word‖. */
  readonly distance: number;
}

/** How a model reads one word. */
export interface WordFindings {
  /** As it was given. */
  readonly word: string;
  readonly trace: Trace;
  /** Every label with its probability, the most probable first. */
  readonly ranked: readonly { readonly label: string; readonly probability: number }[];
  /** False where the word has no character that the model knows: then every label is equally probable. */
  readonly isKnown: boolean;
  readonly flips: readonly Flip[];
  /** [steps], see influenceOf. */
  readonly influence: readonly number[];
  /** [steps], see leftOutOf; undefined for a word of more than 100 letters. */
  readonly leftOut: readonly number[] | undefined;
  /** Other words, the nearest first; undefined without a dictionary. */
  readonly nearest: readonly NearWord[] | undefined;
}

export function inspectWord(model: Model, word: string, dictionary: Dictionary | undefined): WordFindings {
  const traced = trace(model, word);
  const { steps, start, unknown } = traced;
  const last = steps.at(-1) ?? start;
  const isKnown = unknown.length < new Set(traced.word).size;
  const probability = (l: number): number => (isKnown ? (last.probabilities[l] ?? 0) : 1 / model.labels.length);
  return {
    word,
    trace: traced,
    ranked: model.labels
      .map((label, l) => ({ label, probability: probability(l) }))
      .sort((a, b) => b.probability - a.probability),
    isKnown,
    flips: flipsOf(model, traced),
    influence: influenceOf(model, traced),
    leftOut: steps.length > longestLeftOut ? undefined : leftOutOf(model, traced),
    nearest: dictionary && nearestOthers(dictionary, traced.word, last.hidden),
  };
}

function nearestOthers({ words, labels, hidden }: Dictionary, word: string, h: Float64Array): NearWord[] {
  return nearestWords(h, hidden, wordsListed + 1)
    .map(({ word: place, distance }) => ({ word: words[place] ?? "", label: labels[place] ?? "", distance }))
    .filter((near) => near.word !== word)
    .slice(0, wordsListed);
}
