// The cell with gates, node by node: for a = W·h_{t-1} and u = U[x], in parts for z, r and n,
//
//     z = σ(a_z + u_z),   r = σ(a_r + u_r),   n = tanh(r∘a_n + u_n),   h = z∘h_{t-1} + (1 − z)∘n
//
// A first letter has no parent: a = 0 and h_0 = 0. What the gates were is kept for the way back: a load costs less than a
// tanh.

import { sigmoid4, tanhRow } from "./activation";
import { Network } from "./network";
import { Shard } from "./tree";

/**
 * h of rows from … to. The gates are computed where a shard that learns keeps z, r and n, else in the place of the row's own
 * W·h, which comes after its h.
 */
export function gateRows(net: Network, s: Shard, from: i32, to: i32): void {
  const row = net.row, wide = net.wide, Hp = <usize>net.Hp << 2, gates = s.gates != 0 ? s.gates : s.Wh;
  const zero = f32x4.splat(0), half = f32x4.splat(0.5);
  for (let i = from; i < to; i++) {
    const h = s.h + <usize>i * row, z = gates + <usize>i * wide, r = z + Hp, n = r + Hp;
    const u = net.U + <usize>load<i32>(s.character + (<usize>i << 2)) * wide;
    const parent = load<i32>(s.parent + (<usize>i << 2));
    const a = s.Wh + <usize>parent * wide, before = s.h + <usize>parent * row, isFirst = parent < 0;
    for (let b: usize = 0; b < 2 * Hp; b += 16) {
      v128.store(z + b, f32x4.mul(half, isFirst ? v128.load(u + b) : f32x4.add(v128.load(a + b), v128.load(u + b))));
    }
    tanhRow(z, 2 * Hp);
    for (let b: usize = 0; b < Hp; b += 16) {
      v128.store(z + b, sigmoid4(v128.load(z + b)));
      const open = sigmoid4(v128.load(r + b)), un = v128.load(u + 2 * Hp + b);
      v128.store(r + b, open);
      v128.store(n + b, isFirst ? un : f32x4.add(f32x4.mul(open, v128.load(a + 2 * Hp + b)), un));
    }
    tanhRow(n, Hp);
    for (let b: usize = 0; b < Hp; b += 16) {
      const last = isFirst ? zero : v128.load(before + b), now = v128.load(n + b);
      v128.store(h + b, f32x4.add(now, f32x4.mul(v128.load(z + b), f32x4.sub(last, now))));
    }
  }
}

/** Rows from … to: what dh is by u, added to the row of U by their character; by a, added to the parent's; by h_{t-1}, past a, added to the parent's dh. */
export function gateRowsBack(net: Network, s: Shard, from: i32, to: i32): void {
  const row = net.row, wide = net.wide, Hp = <usize>net.Hp << 2, one = f32x4.splat(1);
  const dU = s.gradient + (net.U - net.theta);
  for (let i = from; i < to; i++) {
    const dh = s.dh + <usize>i * row, kept = s.gates + <usize>i * wide;
    const u = dU + <usize>load<i32>(s.character + (<usize>i << 2)) * wide;
    const parent = load<i32>(s.parent + (<usize>i << 2));
    if (parent < 0) {
      for (let b: usize = 0; b < Hp; b += 16) {
        const z = v128.load(kept + b), n = v128.load(kept + 2 * Hp + b), d = v128.load(dh + b);
        const dn = f32x4.mul(f32x4.sub(d, f32x4.mul(d, z)), f32x4.sub(one, f32x4.mul(n, n)));
        addTo(u + b, f32x4.mul(f32x4.mul(d, f32x4.neg(n)), slope(z)));
        addTo(u + 2 * Hp + b, dn);
      }
    } else {
      const a = s.Wh + <usize>parent * wide, da = s.dWh + <usize>parent * wide;
      const before = s.h + <usize>parent * row, dBefore = s.dh + <usize>parent * row;
      for (let b: usize = 0; b < Hp; b += 16) {
        const z = v128.load(kept + b), r = v128.load(kept + Hp + b), n = v128.load(kept + 2 * Hp + b);
        const d = v128.load(dh + b), past = f32x4.mul(d, z);
        const dn = f32x4.mul(f32x4.sub(d, past), f32x4.sub(one, f32x4.mul(n, n)));
        const dz = f32x4.mul(f32x4.mul(d, f32x4.sub(v128.load(before + b), n)), slope(z));
        const dr = f32x4.mul(f32x4.mul(dn, v128.load(a + 2 * Hp + b)), slope(r));
        addTo(u + b, dz);
        addTo(u + Hp + b, dr);
        addTo(u + 2 * Hp + b, dn);
        addTo(da + b, dz);
        addTo(da + Hp + b, dr);
        addTo(da + 2 * Hp + b, f32x4.mul(dn, r));
        addTo(dBefore + b, past);
      }
    }
  }
}

/** σ′ written with σ. */
@inline function slope(s: v128): v128 {
  return f32x4.mul(s, f32x4.sub(f32x4.splat(1), s));
}

@inline function addTo(place: usize, term: v128): void {
  v128.store(place, f32x4.add(v128.load(place), term));
}
