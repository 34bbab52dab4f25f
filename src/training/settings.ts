import type { ClassWeights } from "../corpus/weights.js";
import { type RungName, rungOf } from "../recurrence/ladder.js";
import { checkRung, checkSettings } from "./limits.js";

/** Everything that decides what a training learns from a corpus: equal settings and data give equal bytes. */
export interface Settings {
  readonly rung: RungName;
  /** H, the numbers in h; rungs whose h is one number have 1. */
  readonly hidden: number;
  /** N, in how many groups of H/N numbers h falls that never see each other: W has zeros between them. */
  readonly groups: number;
  /** Passes over the training words, at most. */
  readonly epochs: number;
  /** B, words a step. */
  readonly batch: number;
  /** The schedule's peak. */
  readonly learningRate: number;
  readonly seed: number;
  /** Keep the case of letters. */
  readonly keepCase: boolean;
  /** Read words with an end mark. */
  readonly endMark: boolean;
  /** Neighbours in the sorted words that a batch takes together. */
  readonly run: number;
  readonly weightDecay: number;
  /** The gradient's largest global norm. */
  readonly clip: number;
  /** Shares of characters and of the numbers of h that training drops. */
  readonly dropCharacters: number;
  readonly dropHidden: number;
  /** Weight of the loss at the prefixes of a word. */
  readonly prefixLoss: number;
  /** Weight of the loss at the next characters of a word. */
  readonly nextLoss: number;
  /** U starts uniform in ± this. Large numbers drive tanh into its corners, so that each letter leaves a clear mark in h. */
  readonly inputRange: number;
  /** How labels share the loss. */
  readonly classWeights: ClassWeights;
  /** Epochs without a better validation loss after which training stops. */
  readonly patience: number;
  /** Keep the model's numbers as halves, of two bytes each; where one is too large for that they stay float32. */
  readonly half: boolean;
}

/** What a caller decides; the rest follows from the data. */
export type GivenSettings = { readonly [Name in keyof Settings]?: Settings[Name] | undefined };

const between = (low: number, x: number, high: number): number => Math.min(high, Math.max(low, x));

/** From so many words on, only gates still learn them by heart where little is dropped. */
const manyWords = 50_000;

/** H by the number of words, of each group where there are several; gates have three times the numbers to learn. */
const widthFor = (words: number, hasGates: boolean): number =>
  words < 1_000 ? 32 : words < 10_000 ? 128 : words < manyWords ? 256 : hasGates ? 336 : 384;

/** Groups of h by the number of words: more numbers in one group teach gates no more of many words, a second group that errs apart does. */
const groupsFor = (words: number, hasGates: boolean): number => (hasGates && words >= manyWords ? 2 : 1);

/** Neighbours a batch takes together, by H: wide networks without gates learn worse from batches that are much alike. */
const runFor = (hidden: number, hasGates: boolean): number => (hidden > 256 && !hasGates ? 4 : 8);

/** Words that a training sees in all where there are many, by the run: short ones share less, and take longer. */
const seenFor = (run: number): number => (run < 8 ? 1.9e6 : 2.1e6);

/**
 * Completes settings by the number of training words: small sets get a smaller h, smaller batches, more
 * epochs and more noise. The end mark and the losses at prefixes and next characters are for rungs with a matrix, the others cannot use them; with
 * those losses, less of h is dropped. Where h is one number, a handful of numbers is learned: too few to learn words by
 * heart, so nothing is dropped or decays and training never stops early, and each has far to go, so steps are larger. Groups
 * of h are kept in halves, so that two take the room of one.
 * @throws UsageError for a value that no training can have
 */
export function completeSettings(given: GivenSettings, words: number): Settings {
  const name = given.rung ?? "rnn";
  checkRung(name);
  const rung = rungOf(name);
  const hasMatrix = rung.W === "matrix";
  const isNumber = rung.h === "number";
  const hasGates = rung.f === "gates";
  const batch = given.batch ?? between(4, 1 << Math.max(0, 27 - Math.clz32(words)), 128);
  const steps = Math.ceil(words / batch);
  const groups = given.groups ?? (given.hidden === undefined ? groupsFor(words, hasGates) : 1);
  const hidden = isNumber ? 1 : (given.hidden ?? groups * widthFor(words, hasGates));
  const run = given.run ?? runFor(hidden, hasGates);
  const epochs =
    given.epochs ?? between(10, Math.max(Math.ceil(3000 / steps), Math.min(30, Math.ceil(seenFor(run) / words))), 300);
  const settings = {
    rung: name,
    hidden,
    groups,
    epochs,
    batch,
    learningRate: given.learningRate ?? (isNumber ? 0.05 : 0.002),
    seed: given.seed ?? 1,
    keepCase: given.keepCase ?? false,
    endMark: given.endMark ?? hasMatrix,
    run,
    weightDecay: given.weightDecay ?? (isNumber ? 0 : 0.01),
    clip: given.clip ?? 1,
    dropCharacters: given.dropCharacters ?? (isNumber ? 0 : hasMatrix && (words < manyWords || hasGates) ? 0.1 : 0.01),
    dropHidden: given.dropHidden ?? (isNumber ? 0 : hasMatrix ? 0.3 : 0.4),
    prefixLoss: given.prefixLoss ?? (hasMatrix ? 1 : 0),
    nextLoss: given.nextLoss ?? (hasMatrix ? 0.3 : 0),
    inputRange: given.inputRange ?? (rung.f === "identity" ? 1 : 3),
    classWeights: given.classWeights ?? "none",
    patience: given.patience ?? (isNumber ? epochs : Math.max(5, Math.ceil(epochs / 4))),
    half: given.half ?? groups > 1,
  };
  checkSettings(settings);
  return settings;
}
