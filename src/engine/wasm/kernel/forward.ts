// Forward: h_t = f(W·h_{t-1} + U[x_t]) over the tree.

import { gateRows } from "./gates";
import { GATES, Network } from "./network";
import { timesW } from "./recurrent";
import { sumRows } from "./sum";
import { Shard } from "./tree";

@inline function rows(net: Network, s: Shard, from: i32, to: i32): void {
  if (net.f == GATES) gateRows(net, s, from, to);
  else sumRows(net, s, from, to);
}

/** Hidden vectors of every node, level by level; the leaves last, all at once. */
export function forward(net: Network, s: Shard): void {
  const row = net.row,
    wide = net.wide;
  for (let t = 0; t < s.levels; t++) {
    const from = load<i32>(s.level + ((<usize>t) << 2)),
      to = load<i32>(s.level + ((<usize>(t + 1)) << 2));
    rows(net, s, from, to);
    timesW(net, s.h + <usize>from * row, s.Wh + <usize>from * wide, to - from);
  }
  rows(net, s, s.inner, s.nodes);
}
