// Backward through time: the children's gradients meet in their parent, so a shared prefix is gone back over once.

import { slope4 } from "./activation";
import { FROZEN, Network } from "./network";
import { product } from "./product";
import { Shard } from "./tree";

/** Rows from … to: dz = dh·f′, added to the row of U by their character and to the parent's gradient by W·h. */
function rows(net: Network, s: Shard, from: i32, to: i32): void {
  const row = net.row,
    width = (<usize>net.Hp) << 2,
    squash = net.squash,
    dU = s.gradient + (net.U - net.theta),
    dWh = s.Wh;
  for (let r = from; r < to; r++) {
    const h = s.h + <usize>r * row,
      dh = s.dh + <usize>r * row;
    const u = dU + <usize>load<i32>(s.character + ((<usize>r) << 2)) * row;
    const parent = load<i32>(s.parent + ((<usize>r) << 2));
    if (parent < 0) {
      for (let b: usize = 0; b < width; b += 16) {
        const dz = f32x4.mul(v128.load(dh + b), slope4(v128.load(h + b), squash));
        v128.store(u + b, f32x4.add(v128.load(u + b), dz));
      }
    } else {
      const d = dWh + <usize>parent * row;
      for (let b: usize = 0; b < width; b += 16) {
        const dz = f32x4.mul(v128.load(dh + b), slope4(v128.load(h + b), squash));
        v128.store(u + b, f32x4.add(v128.load(u + b), dz));
        v128.store(d + b, f32x4.add(v128.load(d + b), dz));
      }
    }
  }
}

/** The shard's gradient by W and U, from dh. W·h is no longer needed: its gradient takes its place. */
export function backward(net: Network, s: Shard): void {
  const Hp = net.Hp,
    row = net.row;
  memory.fill(s.gradient + (net.U - net.theta), 0, net.V - net.U);
  memory.fill(s.Wh, 0, <usize>s.inner * row);
  rows(net, s, s.inner, s.nodes);
  for (let t = s.levels - 1; t >= 0; t--) {
    const from = load<i32>(s.level + ((<usize>t) << 2)),
      to = load<i32>(s.level + ((<usize>(t + 1)) << 2));
    const dWh = s.Wh + <usize>from * row,
      dh = s.dh + <usize>from * row;
    product(dWh, row, 4, net.W, row, dh, row, to - from, Hp, Hp, true);
    rows(net, s, from, to);
  }
  if (net.learnW != FROZEN) product(s.Wh, 4, row, s.h, row, s.gradient, row, Hp, Hp, s.inner, false);
}
