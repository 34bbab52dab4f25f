// What a batch's loss is made of.

import { allocate } from "./memory";

/** Words to learn from: word i is characters[start[i] … start[i + 1]) and carries label[j] with share[j], j from labelStart[i] to labelStart[i + 1]. */
@unmanaged
export class Examples {
  characters: usize;
  start: usize;
  label: usize;
  share: usize;
  labelStart: usize;
  weight: usize;
  /** The number of the unknown character. */
  unknown: i32;
}

export function examples(
  characters: usize,
  start: usize,
  label: usize,
  share: usize,
  labelStart: usize,
  weight: usize,
  unknown: i32,
): Examples {
  const e = changetype<Examples>(allocate(offsetof<Examples>()));
  e.characters = characters;
  e.start = start;
  e.label = label;
  e.share = share;
  e.labelStart = labelStart;
  e.weight = weight;
  e.unknown = unknown;
  return e;
}

/** What weighs in the loss and is dropped on the way to it; see engine.ts. */
@unmanaged
export class Regularisation {
  /** What each word's weight is multiplied by: 1 over the words of the batch. */
  scale: f32;
  prefix: f32;
  next: f32;
  key: u32;
  /** Shares of 2^32. */
  dropCharacters: u32;
  dropHidden: u32;
}
