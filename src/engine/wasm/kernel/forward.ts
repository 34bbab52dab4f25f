// Forward: h_t = f(W·h_{t-1} + U[x_t]) over the tree.

import { squash4 } from "./activation";
import { Network } from "./network";
import { product } from "./product";
import { Shard } from "./tree";

/** h of rows from … to: f(Wh of the parent + U[x]); a first letter has no parent, and W·h_0 = 0. */
function rows(net: Network, s: Shard, from: i32, to: i32): void {
  const row = net.row,
    width = (<usize>net.Hp) << 2,
    squash = net.squash;
  for (let r = from; r < to; r++) {
    const h = s.h + <usize>r * row;
    const u = net.U + <usize>load<i32>(s.character + ((<usize>r) << 2)) * row;
    const parent = load<i32>(s.parent + ((<usize>r) << 2));
    if (parent < 0) {
      for (let b: usize = 0; b < width; b += 16) v128.store(h + b, squash4(v128.load(u + b), squash));
    } else {
      const Wh = s.Wh + <usize>parent * row;
      for (let b: usize = 0; b < width; b += 16) {
        v128.store(h + b, squash4(f32x4.add(v128.load(Wh + b), v128.load(u + b)), squash));
      }
    }
  }
}

/** Hidden vectors of every node, level by level; the leaves last, all at once. */
export function forward(net: Network, s: Shard): void {
  const Hp = net.Hp,
    row = net.row;
  for (let t = 0; t < s.levels; t++) {
    const from = load<i32>(s.level + ((<usize>t) << 2)),
      to = load<i32>(s.level + ((<usize>(t + 1)) << 2));
    rows(net, s, from, to);
    product(s.h + <usize>from * row, row, 4, net.Wt, row, s.Wh + <usize>from * row, row, to - from, Hp, Hp, false);
  }
  rows(net, s, s.inner, s.nodes);
}
