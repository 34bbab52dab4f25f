import { hashUnits } from "./hash.js";

/** The parts of a corpus; a split's number is its place here. */
export const splits = ["train", "validation", "test"] as const;
export type Split = (typeof splits)[number];

/** What a command can be asked to work on. */
export const splitNames = [...splits, "all"] as const;
export type SplitName = (typeof splitNames)[number];

/** Not the seed of the word table: words that share a bucket there are not kept together here. */
const splitSeed = 0x2f0b4c47;

/**
 * The split of the word units from..to-1, normalised: 0 train, 1 validation or 2 test, for 80, 10 and 10 words of a
 * hundred. It depends on the word alone, so adding words moves no other.
 */
export const splitOfUnits = (units: Uint16Array, from: number, to: number): 0 | 1 | 2 => {
  const tenth = hashUnits(units, from, to, splitSeed) % 10;
  return tenth < 8 ? 0 : tenth === 8 ? 1 : 2;
};

/** The split of a normalised word. */
export const splitOf = (word: string): 0 | 1 | 2 =>
  splitOfUnits(
    Uint16Array.from({ length: word.length }, (_, i) => word.charCodeAt(i)),
    0,
    word.length,
  );
