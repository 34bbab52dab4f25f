// The head: o = softmax(V·h + c), its cross-entropy with target distributions, and the gradient of both.

import { Examples, Regularisation } from "./examples";
import { add, float, int, put } from "./memory";
import { Network } from "./network";
import { dropRow } from "./noise";
import { logits } from "./logits";
import { nextLoss } from "./next";
import { product } from "./product";
import { copyRow } from "./rows";
import { largest, softmax } from "./softmax";
import { Shard } from "./tree";

/**
 * Which nodes have a loss, and their target mass: a word with weight w adds w·share to the labels of its last node, and
 * w·prefix·share/m to those of each of its m prefixes. The mass of a node is then the mixture of the words through it. As
 * the next character of what stands before it, a node counts w·next/m for each word through it.
 */
export function targets(net: Network, s: Shard, e: Examples, r: Regularisation, order: usize): void {
  const Cp = net.Cp, prefix = r.prefix, next = r.next, isEverywhere = prefix > 0 || next > 0;
  s.losses = isEverywhere ? s.nodes : 0;
  memory.fill(s.lossOf, 0xff, <usize>s.nodes << 2);
  if (isEverywhere) {
    for (let node = 0; node < s.nodes; node++) {
      put(s.lossOf, node, node);
      put(s.lossNode, node, node);
    }
  }
  if (next > 0) memory.fill(s.mass, 0, <usize>s.nodes << 2);
  memory.fill(s.target, 0, <usize>((isEverywhere ? s.nodes : min(s.words, s.nodes)) * Cp) << 2);
  for (let i = 0; i < s.words; i++) {
    const word = int(order, i), end = int(s.end, i);
    if (end < 0) continue;
    const w = r.scale * float(e.weight, word);
    let k = int(s.lossOf, end);
    if (k < 0) {
      k = s.losses++;
      put(s.lossOf, end, k);
      put(s.lossNode, k, end);
    }
    spread(e, word, w, s.target + (<usize>(k * Cp) << 2));
    if (!isEverywhere) continue;
    let m = 0;
    for (let node = end; node >= 0; node = int(s.parent, node)) m++;
    for (let node = end; node >= 0; node = int(s.parent, node)) {
      if (prefix > 0) spread(e, word, w * prefix / <f32>m, s.target + (<usize>(node * Cp) << 2));
      if (next > 0) add(s.mass, node, w * next / <f32>m);
    }
  }
}

/** target[label] += w·share for each label of the word. */
@inline function spread(e: Examples, word: i32, w: f32, target: usize): void {
  for (let j = int(e.labelStart, word); j < int(e.labelStart, word + 1); j++) {
    add(target, <i32>load<u16>(e.label + (<usize>j << 1)), w * float(e.share, j));
  }
}

/** What the head sees of the nodes with a loss: h, or with drop > 0 h without that share of its numbers, the rest scaled up. */
function look(net: Network, s: Shard, drop: u32): void {
  const row = net.row, width = <usize>net.Hp << 2;
  for (let k = 0; k < s.losses; k++) {
    const node = int(s.lossNode, k), h = s.h + <usize>node * row, seen = s.seen + <usize>k * row;
    if (drop == 0) copyRow(seen, h, width);
    else dropRow(seen, h, width, <u32>int(s.key, node), drop);
  }
}

/**
 * Cross-entropy −Σ target·log softmax(o) over the nodes with a loss, and its gradient: by o it is mass·p − target, from
 * there by V and c into the shard's gradient, which is zero so far, and by h into dh (all other rows of dh are zero). With a weight for them, that of the
 * next characters too. Where h is in N groups, each answers alone, by o = N·V·h + c of its own numbers, and the loss is the mean of theirs.
 */
export function loss(net: Network, s: Shard, r: Regularisation): f64 {
  const drop = r.dropHidden, row = net.row, width = <usize>net.Hp << 2;
  look(net, s, drop);
  let total: f64 = 0;
  for (let group = 0; group < net.groups; group++) {
    total += labelLoss(net, s, group);
    if (r.next > 0) total += nextLoss(net, s, group);
  }
  // Leaves are ends of words, and have a loss.
  if (s.losses < s.nodes) memory.fill(s.dh, 0, <usize>s.inner * row);
  for (let k = 0; k < s.losses; k++) {
    const node = int(s.lossNode, k), dh = s.dh + <usize>node * row, dseen = s.dseen + <usize>k * row;
    if (drop == 0) copyRow(dh, dseen, width);
    else dropRow(dh, dseen, width, <u32>int(s.key, node), drop);
  }
  return total / <f64>net.groups;
}

/** A group's cross-entropy with the labels; its gradient by V and c goes to the shard's, that by h to the group's part of dseen. */
function labelLoss(net: Network, s: Shard, group: i32): f64 {
  const C = net.C, row = net.row, Hg = net.Hg, labels = <usize>net.Cp << 2, own = <usize>(group * Hg) << 2;
  const share: f32 = 1 / <f32>net.groups, seen = s.seen + own, V = net.V + own;
  const dV = s.gradient + (V - net.theta), dc = s.gradient + (net.c - net.theta);
  logits(seen, V, row, Hg, <f32>net.groups, net.c, s.logits, net.Cp, s.losses);
  let total: f64 = 0;
  for (let k = 0; k < s.losses; k++) {
    const o = s.logits + <usize>k * labels, target = s.target + <usize>k * labels;
    const most = largest(o, C);
    let mass: f32 = 0;
    for (let l = 0; l < C; l++) {
      mass += float(target, l);
      total += <f64>(float(target, l) * (most - float(o, l)));
    }
    total += <f64>(mass * Mathf.log(softmax(o, C, most)));
    for (let l = 0; l < C; l++) {
      const d = mass * float(o, l) - float(target, l);
      store<f32>(o + (<usize>l << 2), d);
      store<f32>(dc + (<usize>l << 2), float(dc, l) + share * d);
    }
  }
  product(s.logits, labels, 4, V, row, s.dseen + own, row, s.losses, Hg, C, false);
  product(s.logits, 4, labels, seen, row, dV, row, C, Hg, s.losses, false);
  return total;
}

/** The hidden vector of each word of the tree, in its order, to rows from `out` on; an empty word has h_0 = 0. */
export function ends(net: Network, s: Shard, out: usize): void {
  const row = net.row;
  for (let i = 0; i < s.words; i++) {
    const end = int(s.end, i);
    if (end < 0) memory.fill(out + <usize>i * row, 0, row);
    else memory.copy(out + <usize>i * row, s.h + <usize>end * row, row);
  }
}

/** Probabilities of each word of the tree, in its order, of what the head sees of it, to out [words, C]. */
export function answer(net: Network, s: Shard, out: usize): void {
  const C = net.C, labels = <usize>C << 2;
  logits(s.seen, net.V, net.row, net.Hp, 1, net.c, s.logits, net.Cp, s.words);
  for (let i = 0; i < s.words; i++) {
    const o = s.logits + (<usize>(i * net.Cp) << 2);
    softmax(o, C, largest(o, C));
    memory.copy(out + <usize>i * labels, o, labels);
  }
}
