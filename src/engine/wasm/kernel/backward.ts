// Backward through time: the children's gradients meet in their parent, so a shared prefix is gone back over once.

import { gateRowsBack } from "./gates";
import { FROZEN, GATES, Network } from "./network";
import { gradientOfW, timesWBack } from "./recurrent";
import { sumRowsBack } from "./sum";
import { Shard } from "./tree";

@inline function rows(net: Network, s: Shard, from: i32, to: i32): void {
  if (net.f == GATES) gateRowsBack(net, s, from, to);
  else sumRowsBack(net, s, from, to);
}

/** The shard's gradient by W and U, which is zero so far, from dh. */
export function backward(net: Network, s: Shard): void {
  const row = net.row,
    wide = net.wide;
  memory.fill(s.dWh, 0, <usize>s.inner * wide);
  rows(net, s, s.inner, s.nodes);
  for (let t = s.levels - 1; t >= 0; t--) {
    const from = load<i32>(s.level + ((<usize>t) << 2)),
      to = load<i32>(s.level + ((<usize>(t + 1)) << 2));
    const dWh = s.dWh + <usize>from * wide,
      dh = s.dh + <usize>from * row;
    timesWBack(net, dWh, dh, to - from);
    rows(net, s, from, to);
  }
  if (net.learnW != FROZEN) gradientOfW(net, s.dWh, s.h, s.gradient, s.inner);
}
