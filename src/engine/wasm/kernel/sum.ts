// The cell whose f is of one sum, h = f(W·h_{t-1} + U[x]), node by node: the identity and tanh.

import { LIMIT, slope4, squashRow } from "./activation";
import { int } from "./memory";
import { Network, TANH } from "./network";
import { add8, copyRow, put8 } from "./rows";
import { Shard } from "./tree";

/** h of rows from … to: f(Wh of the parent + U[x]); a first letter has no parent, and W·h_0 = 0. */
export function sumRows(net: Network, s: Shard, from: i32, to: i32): void {
  const row = net.row,
    width = (<usize>net.Hp) << 2,
    tanh = net.f == TANH;
  for (let r = from; r < to; r++) {
    const h = s.h + <usize>r * row;
    const u = net.U + <usize>int(s.character, r) * row, parent = int(s.parent, r);
    if (parent < 0) {
      copyRow(h, u, width);
    } else {
      const Wh = s.Wh + <usize>parent * row;
      for (let b: usize = 0; b < width; b += 32) {
        put8(h + b, f32x4.add(v128.load(Wh + b), v128.load(u + b)), f32x4.add(v128.load(Wh + b, 16), v128.load(u + b, 16)));
      }
    }
    squashRow(h, width, tanh);
  }
}

/** Rows from … to: dz = dh·f′, added to the row of U by their character and to the parent's gradient by W·h. */
export function sumRowsBack(net: Network, s: Shard, from: i32, to: i32): void {
  const tanh = net.f == TANH, square = f32x4.splat(tanh ? 1 : 0), end = f32x4.splat(tanh ? Infinity : LIMIT);
  const row = net.row, width = <usize>net.Hp << 2, dU = s.gradient + (net.U - net.theta);
  for (let r = from; r < to; r++) {
    const h = s.h + <usize>r * row, dh = s.dh + <usize>r * row, u = dU + <usize>int(s.character, r) * row, parent = int(s.parent, r);
    if (parent < 0) {
      for (let b: usize = 0; b < width; b += 32) {
        const dz0 = f32x4.mul(v128.load(dh + b), slope4(v128.load(h + b), square, end));
        const dz1 = f32x4.mul(v128.load(dh + b, 16), slope4(v128.load(h + b, 16), square, end));
        add8(u + b, dz0, dz1);
      }
    } else {
      const d = s.dWh + <usize>parent * row;
      for (let b: usize = 0; b < width; b += 32) {
        const dz0 = f32x4.mul(v128.load(dh + b), slope4(v128.load(h + b), square, end));
        const dz1 = f32x4.mul(v128.load(dh + b, 16), slope4(v128.load(h + b, 16), square, end));
        add8(u + b, dz0, dz1);
        add8(d + b, dz0, dz1);
      }
    }
  }
}
