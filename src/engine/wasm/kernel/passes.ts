// A whole pass over one shard: to learn from its words, or to answer for them.

import { backward } from "./backward";
import { Examples, Regularisation } from "./examples";
import { forward } from "./forward";
import { answer, ends, loss, targets } from "./head";
import { Network } from "./network";
import { build, Shard } from "./tree";

/**
 * Goes once through what another thread changed since this one saw it, the parameters, and over what another has read, the
 * gradient, in the order of memory: so their lines come many at a time, in that of products one by one.
 */
function approach(net: Network, s: Shard): void {
  memory.fill(s.gradient, 0, <usize>net.size << 2);
  for (let at = net.theta; at < net.gradient; at += LINE) sum |= load<i32>(at);
  for (let at = net.Wt, end = at + <usize>net.Hg * net.wide; at < end; at += LINE) sum |= load<i32>(at);
}

/** A cache line. */
const LINE = 64;

/** Kept, so that no compiler leaves the reading out. */
let sum = 0;

/** Loss and gradient of a shard's words order[0 … n). */
export function learn(net: Network, s: Shard, e: Examples, r: Regularisation, order: usize, n: i32): f64 {
  const isNoisy = r.dropCharacters > 0 || r.dropHidden > 0;
  build(s, order, n, e.characters, e.start, isNoisy, e.unknown, r.key, r.dropCharacters);
  approach(net, s);
  targets(net, s, e, r, order);
  forward(net, s);
  const total = loss(net, s, r);
  backward(net, s);
  return total;
}

/** Probabilities of words order[0 … n) to out [n, C]. */
export function predict(net: Network, s: Shard, characters: usize, start: usize, order: usize, n: i32, out: usize): void {
  build(s, order, n, characters, start, false, 0, 0, 0);
  forward(net, s);
  ends(net, s, s.seen);
  answer(net, s, out);
}

/** Hidden vectors of words order[0 … n) to out, in rows of the kernel's width. */
export function hidden(net: Network, s: Shard, characters: usize, start: usize, order: usize, n: i32, out: usize): void {
  build(s, order, n, characters, start, false, 0, 0, 0);
  forward(net, s);
  ends(net, s, out);
}
