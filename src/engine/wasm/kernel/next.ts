// The next character, read from h by the head's rows beyond the labels: what training learns beside the labels, so that h
// keeps what words are made of and not only what tells the training words apart.

import { add, float, int } from "./memory";
import { Network } from "./network";
import { logits } from "./logits";
import { product } from "./product";
import { largest, softmax } from "./softmax";
import { Shard } from "./tree";

/**
 * A group's Σ −mass·log softmax(groups·V·h + c)[x] over the nodes x below each inner node, whose h the head sees in row after row; the gradient by
 * those rows of V and c goes to the shard's, that by h is added to dseen.
 */
export function nextLoss(net: Network, s: Shard, group: i32): f64 {
  const row = net.row, A = net.A, Ap = net.Ap, Hg = net.Hg, width = <usize>Ap << 2, o = s.nextLogits;
  const own = <usize>(group * Hg) << 2, seen = s.seen + own, share = f32x4.splat(1 / <f32>net.groups);
  const V = net.V + <usize>net.Cp * row + own, c = net.c + (<usize>net.Cp << 2);
  const dV = s.gradient + (V - net.theta), dc = s.gradient + (c - net.theta);
  logits(seen, V, row, Hg, <f32>net.groups, c, o, Ap, s.inner);

  // By a logit the gradient is mass·p − target: mass of a node is that of its children, who are its targets.
  let total: f64 = 0;
  memory.fill(s.below, 0, <usize>s.inner << 2);
  for (let r = 0; r < s.nodes; r++) {
    const p = int(s.parent, r), mass = float(s.mass, r);
    if (p < 0) continue;
    add(s.below, p, mass);
    total -= <f64>(mass * float(o + <usize>p * width, int(s.letter, r)));
  }
  for (let p = 0; p < s.inner; p++) {
    const expected = o + <usize>p * width, mass = float(s.below, p), most = largest(expected, A);
    total += <f64>(mass * (most + Mathf.log(softmax(expected, A, most))));
    for (let l: usize = 0; l < width; l += 16) v128.store(expected + l, f32x4.mul(v128.load(expected + l), f32x4.splat(mass)));
  }
  for (let r = 0; r < s.nodes; r++) {
    const p = int(s.parent, r);
    if (p >= 0) add(o + <usize>p * width, int(s.letter, r), -float(s.mass, r));
  }

  for (let p = 0; p < s.inner; p++) {
    const d = o + <usize>p * width;
    for (let l: usize = 0; l < width; l += 16) v128.store(dc + l, f32x4.add(v128.load(dc + l), f32x4.mul(share, v128.load(d + l))));
  }
  product(o, width, 4, V, row, s.dseen + own, row, s.inner, Hg, A, true);
  product(o, 4, width, seen, row, dV, row, A, Hg, s.inner, false);
  return total;
}
