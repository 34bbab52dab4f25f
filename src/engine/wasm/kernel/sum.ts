// The cell whose f is of one sum, h = f(W·h_{t-1} + U[x]), node by node: the identity and tanh.

import { slope4, squashRow } from "./activation";
import { Network, TANH } from "./network";
import { Shard } from "./tree";

/** h of rows from … to: f(Wh of the parent + U[x]); a first letter has no parent, and W·h_0 = 0. */
export function sumRows(net: Network, s: Shard, from: i32, to: i32): void {
  const row = net.row,
    width = (<usize>net.Hp) << 2,
    tanh = net.f == TANH;
  for (let r = from; r < to; r++) {
    const h = s.h + <usize>r * row;
    const u = net.U + <usize>load<i32>(s.character + ((<usize>r) << 2)) * row;
    const parent = load<i32>(s.parent + ((<usize>r) << 2));
    if (parent < 0) {
      for (let b: usize = 0; b < width; b += 16) v128.store(h + b, v128.load(u + b));
    } else {
      const Wh = s.Wh + <usize>parent * row;
      for (let b: usize = 0; b < width; b += 16) v128.store(h + b, f32x4.add(v128.load(Wh + b), v128.load(u + b)));
    }
    squashRow(h, width, tanh);
  }
}

/** Rows from … to: dz = dh·f′, added to the row of U by their character and to the parent's gradient by W·h. */
export function sumRowsBack(net: Network, s: Shard, from: i32, to: i32): void {
  const row = net.row,
    width = (<usize>net.Hp) << 2,
    tanh = net.f == TANH,
    dU = s.gradient + (net.U - net.theta);
  for (let r = from; r < to; r++) {
    const h = s.h + <usize>r * row,
      dh = s.dh + <usize>r * row;
    const u = dU + <usize>load<i32>(s.character + ((<usize>r) << 2)) * row;
    const parent = load<i32>(s.parent + ((<usize>r) << 2));
    if (parent < 0) {
      for (let b: usize = 0; b < width; b += 16) {
        const dz = f32x4.mul(v128.load(dh + b), slope4(v128.load(h + b), tanh));
        v128.store(u + b, f32x4.add(v128.load(u + b), dz));
      }
    } else {
      const d = s.dWh + <usize>parent * row;
      for (let b: usize = 0; b < width; b += 16) {
        const dz = f32x4.mul(v128.load(dh + b), slope4(v128.load(h + b), tanh));
        v128.store(u + b, f32x4.add(v128.load(u + b), dz));
        v128.store(d + b, f32x4.add(v128.load(d + b), dz));
      }
    }
  }
}
