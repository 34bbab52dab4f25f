// A whole pass over one shard: to learn from its words, or to answer for them.

import { backward } from "./backward";
import { forward } from "./forward";
import { answer, loss, targets } from "./head";
import { allocate } from "./memory";
import { Network } from "./network";
import { build, Shard } from "./tree";

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

/**
 * Loss and gradient of a shard's n words, each word's weight times `scale`, with `prefix` of the loss at prefixes and `next` of
 * that of next characters too.
 * Training drops the shares dropCharacters and dropHidden (of 2^32) of characters and of the numbers of h, drawn from `key`.
 */
export function learn(
  net: Network,
  s: Shard,
  e: Examples,
  order: usize,
  n: i32,
  scale: f32,
  prefix: f32,
  next: f32,
  key: u32,
  dropCharacters: u32,
  dropHidden: u32,
): f64 {
  build(s, order, n, e.characters, e.start, e.unknown, key, dropCharacters);
  targets(net, s, order, e.labelStart, e.label, e.share, e.weight, scale, prefix, next);
  forward(net, s);
  const total = loss(net, s, dropHidden, next);
  backward(net, s);
  return total;
}

/** Probabilities of words order[0 … n) to out [n, C]. */
export function predict(
  net: Network,
  s: Shard,
  characters: usize,
  start: usize,
  order: usize,
  n: i32,
  out: usize,
): void {
  build(s, order, n, characters, start, 0, 0, 0);
  forward(net, s);
  answer(net, s, out);
}
