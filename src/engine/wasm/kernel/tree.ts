// The prefix tree of a shard: words that begin alike share nodes, and with them their hidden vectors.
//
// A node is a distinct prefix, a row of every [nodes, H] matrix. Nodes with children (inner nodes) come first, level by
// level, so that all they need of W is one dense product a level and one over all of them; the leaves follow in the
// order of the words. Words may come in any order; only sorted ones share all that can be shared.

import { allocate, int, put, room } from "./memory";
import { GATES, Network } from "./network";
import { derive } from "./noise";

@unmanaged
export class Shard {
  /** Words, nodes, inner nodes, and levels with inner nodes. */
  words: i32;
  nodes: i32;
  inner: i32;
  levels: i32;
  /** Room for that many words, nodes, levels, and rows that the head sees. */
  roomForWords: i32;
  roomForNodes: i32;
  roomForLevels: i32;
  roomForSeen: i32;
  /** For each node: its parent's row (−1 for a first letter), its letter, the character that is read in its place where noise drops it, and the key of that noise. */
  parent: usize;
  letter: usize;
  character: usize;
  key: usize;
  /** For each word: characters shared with the word before it, and the node where it ends (−1 for an empty word). */
  shared: usize;
  end: usize;
  /** The first inner node of each level, and one past the last. */
  level: usize;
  /** While building: the row of each prefix of the word at hand, and the next free row of each level. */
  path: usize;
  next: usize;
  /** Rows of H: each node's hidden vector, and the gradient by it. */
  h: usize;
  dh: usize;
  /** Rows of G parts: each inner node's W·h, and the gradient by it, which takes its place where f is of one sum. */
  Wh: usize;
  dWh: usize;
  /** Rows of G parts, where there are gates to learn: what they were at each node. */
  gates: usize;
  /** The nodes with a loss, their number, and for each of them: its h as the head sees it, target, logits. */
  losses: i32;
  lossOf: usize;
  lossNode: usize;
  seen: usize;
  dseen: usize;
  target: usize;
  logits: usize;
  /** For the next character: each node's weight as one, the weights of those below each inner node, and its logits. */
  mass: usize;
  below: usize;
  nextLogits: usize;
  /** This shard's part of the gradient, laid out as theta. */
  gradient: usize;
}

/** A shard without room yet; one that learns has a gradient. */
export function shard(net: Network, learns: bool): Shard {
  const s = changetype<Shard>(allocate(offsetof<Shard>()));
  if (learns) s.gradient = allocate(<usize>net.size << 2);
  return s;
}

/** Makes room for that many words, nodes and levels; what was there is lost. Where there is none to be had it throws, and counts none. */
export function reserve(net: Network, s: Shard, words: i32, nodes: i32, levels: i32): void {
  if (words > s.roomForWords) {
    s.shared = allocate(<usize>(words + 1) << 2);
    s.end = allocate(<usize>words << 2);
    s.roomForWords = words;
  }
  if (levels > s.roomForLevels) {
    levels += levels >> 1;
    s.level = allocate(<usize>(levels + 2) << 2);
    s.path = allocate(<usize>(levels + 2) << 2);
    s.next = allocate(<usize>(levels + 2) << 2);
    s.roomForLevels = levels;
  }
  const learns = s.gradient != 0, row = <u64>net.row, wide = <u64>net.wide, labels = <u64>net.Cp << 2;
  if (nodes > s.roomForNodes) {
    nodes += nodes >> 2;
    const rows = <u64>nodes;
    s.parent = room(rows << 2);
    s.letter = room(rows << 2);
    s.character = room(rows << 2);
    s.key = room(rows << 2);
    s.h = room(rows * row);
    s.Wh = s.dWh = room(rows * wide);
    if (learns) {
      if (net.f == GATES) {
        s.dWh = room(rows * wide);
        s.gates = room(rows * wide);
      }
      s.lossOf = room(rows << 2);
      s.lossNode = room(rows << 2);
      s.dh = room(rows * row);
      s.dseen = room(rows * row);
      s.target = room(rows * labels);
      if (net.N > 0) {
        s.mass = room(rows << 2);
        s.below = room(rows << 2);
        s.nextLogits = room(rows * (<u64>net.Ap << 2));
      }
    }
    s.roomForNodes = nodes;
  }
  // Learning, every node may have a loss; predicting, the head sees each word once.
  const seen = learns ? s.roomForNodes : s.roomForWords;
  if (seen > s.roomForSeen) {
    s.seen = room(<u64>seen * row);
    s.logits = room(<u64>seen * labels);
    s.roomForSeen = seen;
  }
}

/**
 * Builds the tree of n words: word order[i] is characters[start[order[i]] … start[order[i] + 1]), 16 bits each.
 * A node's noise is drawn from derive(its parent's key, its character), so from `key` and the prefix alone: the same in
 * any batch, order and shard. The share `drop` of 2^32 of the nodes carry the character `unknown` in place of theirs.
 * Where nothing is dropped, not from h either, `isNoisy` is false and no keys are drawn.
 */
export function build(s: Shard, order: usize, n: i32, characters: usize, start: usize, isNoisy: bool, unknown: i32, key: u32, drop: u32): void {
  const shared = s.shared, level = s.level, next = s.next;
  let longest = 0;
  s.words = n;
  memory.fill(level, 0, <usize>(s.roomForLevels + 2) << 2);

  let before: usize = 0, beforeLength = 0;
  for (let i = 0; i < n; i++) {
    const word = int(order, i), from = int(start, word), length = int(start, word + 1) - from;
    const here = characters + (<usize>from << 1), most = min(length, beforeLength);
    let k = 0;
    while (k < most && load<u16>(here + (<usize>k << 1)) == load<u16>(before + (<usize>k << 1))) k++;
    put(shared, i, k);
    before = here;
    beforeLength = length;
    longest = max(longest, length);
  }
  put(shared, n, 0);

  // Count inner nodes by level: level t + 1 counts for now, so that the running sum starts each level.
  let leaves = 0;
  for (let i = 0; i < n; i++) {
    const word = int(order, i), length = int(start, word + 1) - int(start, word), k = int(shared, i);
    const extended = int(shared, i + 1) >= length;
    const last = extended ? length : length - 1;
    for (let t = k; t < last; t++) put(level, t + 1, int(level, t + 1) + 1);
    if (!extended && length > k) leaves++;
  }
  for (let t = 0; t < longest; t++) {
    put(next, t, int(level, t));
    put(level, t + 1, int(level, t) + int(level, t + 1));
  }
  s.inner = int(level, longest);
  s.nodes = s.inner + leaves;
  let levels = longest;
  while (levels > 0 && int(level, levels - 1) == s.inner) levels--;
  s.levels = levels;

  let leaf = s.inner;
  for (let i = 0; i < n; i++) {
    const word = int(order, i), from = int(start, word), length = int(start, word + 1) - from;
    const isExtended = int(shared, i + 1) >= length;
    for (let t = int(shared, i); t < length; t++) {
      let row: i32;
      if (t < length - 1 || isExtended) {
        row = int(next, t);
        put(next, t, row + 1);
      } else row = leaf++;
      put(s.path, t, row);
      const parent = t > 0 ? int(s.path, t - 1) : -1, character = <i32>load<u16>(characters + (<usize>(from + t) << 1));
      put(s.parent, row, parent);
      put(s.letter, row, character);
      put(s.character, row, character);
      if (!isNoisy) continue;
      const own = derive(parent < 0 ? key : <u32>int(s.key, parent), character);
      put(s.key, row, own);
      if (derive(own, 0) < drop) put(s.character, row, unknown);
    }
    put(s.end, i, length > 0 ? int(s.path, length - 1) : -1);
  }
}
