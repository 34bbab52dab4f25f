// The products with W. h is in groups that never see each other, mostly in one. W has a row for each part of G and each number
// of h, and in it one number for each of the same group; so each part and group has a block of W to itself, as U has columns.

import { Network } from "./network";
import { product } from "./product";

/** Bytes from a row's first number to those of a part's group. */
@inline function columnsOf(net: Network, part: i32, group: i32): usize {
  return <usize>(part * net.Hp + group * net.Hg) << 2;
}

/** Bytes from W's first number to the block of a part's group. */
@inline function blockOf(net: Network, part: i32, group: i32): usize {
  return <usize>(part * net.Hp + group * net.Hg) * net.rowW;
}

/** Wh [n, G·H] = h [n, H]·Wᵀ. */
export function timesW(net: Network, h: usize, Wh: usize, n: i32): void {
  const row = net.row, wide = net.wide, Hg = net.Hg;
  for (let part = 0; part < net.G; part++) {
    for (let group = 0; group < net.groups; group++) {
      const own = columnsOf(net, 0, group), columns = columnsOf(net, part, group);
      product(h + own, row, 4, net.Wt + columns, wide, Wh + columns, wide, n, Hg, Hg, false);
    }
  }
}

/** dh [n, H] += dWh [n, G·H]·W. */
export function timesWBack(net: Network, dWh: usize, dh: usize, n: i32): void {
  const row = net.row, wide = net.wide, rowW = net.rowW, Hg = net.Hg;
  for (let part = 0; part < net.G; part++) {
    for (let group = 0; group < net.groups; group++) {
      const own = columnsOf(net, 0, group), columns = columnsOf(net, part, group), W = net.W + blockOf(net, part, group);
      product(dWh + columns, wide, 4, W, rowW, dh + own, row, n, Hg, Hg, true);
    }
  }
}

/** dW, in rows as W's, = dWhᵀ [G·H, n]·h [n, H]. */
export function gradientOfW(net: Network, dWh: usize, h: usize, dW: usize, n: i32): void {
  const row = net.row, wide = net.wide, rowW = net.rowW, Hg = net.Hg;
  for (let part = 0; part < net.G; part++) {
    for (let group = 0; group < net.groups; group++) {
      const own = columnsOf(net, 0, group), columns = columnsOf(net, part, group), block = dW + blockOf(net, part, group);
      product(dWh + columns, 4, wide, h + own, row, block, rowW, Hg, Hg, n, false);
    }
  }
}
