// The network's shape and parameters in linear memory.
//
// A characters, C labels, H numbers in h, G parts of H numbers in W·h and U[x] (three where there are gates, else one);
// matrices are row-major float32. Parts of H numbers are padded to Hp, a multiple of 16. Rows of one part stand `row`
// bytes apart, rows of G parts `wide` bytes, an odd number of cache lines: rows a power of two apart would share a few sets
// of the cache. A, C and rows of C numbers are padded to Ap and Cp, multiples of 4, and O to Op, one of 8. Padding starts
// as zero, its gradient is exactly zero, so it stays zero.

import { allocate, room } from "./memory";

/** How W is learned: not at all, as one number times the identity, or as a matrix. */
export const FROZEN = 0,
  TIED = 1,
  FREE = 2;

/** f of the equation. */
export const IDENTITY = 0,
  TANH = 1,
  GATES = 2;

@unmanaged
export class Network {
  A: i32;
  H: i32;
  C: i32;
  /** Next characters that the head reads beside the labels: 0 or A. */
  N: i32;
  Ap: i32;
  Hp: i32;
  row: usize;
  Cp: i32;
  Op: i32;
  learnW: i32;
  learnU: i32;
  f: i32;
  /** G, and the numbers in W·h with padding, G·Hp, which is also the number of W's rows; and the bytes of a row of them. */
  G: i32;
  Gp: i32;
  wide: usize;
  /** h in groups that never see each other, and how many numbers each has: with padding where there is one, else a multiple of 16. */
  groups: i32;
  Hg: i32;
  /** Bytes of a row of W, which has Hg numbers: those of the row's own group. */
  rowW: usize;
  /** Floats in theta. */
  size: i32;
  /**
   * Parameters in the order W [Gp] in rows of Hg, U [Ap] in rows of G parts, V [Op] in rows of H, c [Op], O for labels and
   * next characters, each from a multiple of `block` on; then their gradient and AdamW's two moments.
   */
  theta: usize;
  gradient: usize;
  first: usize;
  second: usize;
  /** W transposed, [Hg, Gp]: what the products of the forward pass read. */
  Wt: usize;
  /** Parameters are summed, clipped and updated in blocks of four rows of W, so many floats, whatever the number of threads. */
  block: i32;
  blocks: i32;
  /** Sums of squares of the gradient, one float64 a block. */
  squares: usize;

  get W(): usize {
    return this.theta;
  }
  get U(): usize {
    return this.theta + <usize>this.Gp * this.rowW;
  }
  get V(): usize {
    return this.U + this.wholeBlocks(<usize>this.Ap * this.wide);
  }
  get c(): usize {
    return this.V + this.wholeBlocks(<usize>this.Op * this.row);
  }
  private wholeBlocks(bytes: usize): usize {
    const block = <usize>this.block << 2;
    return ((bytes + block - 1) / block) * block;
  }
}

/** A network of that shape, all zero. */
export function network(A: i32, H: i32, C: i32, N: i32, learnW: i32, learnU: i32, f: i32, groups: i32): Network {
  const net = changetype<Network>(allocate(offsetof<Network>()));
  net.A = A;
  net.H = H;
  net.C = C;
  net.N = N;
  net.Ap = (A + 3) & ~3;
  net.Hp = (H + 15) & ~15;
  net.row = (<usize>net.Hp << 2) | 64;
  net.Cp = (C + 3) & ~3;
  net.Op = (net.Cp + (N > 0 ? net.Ap : 0) + 7) & ~7;
  net.learnW = learnW;
  net.learnU = learnU;
  net.f = f;
  net.G = f == GATES ? 3 : 1;
  net.Gp = net.G * net.Hp;
  net.groups = groups;
  net.Hg = net.Hp / groups;
  net.wide = (<usize>net.Gp << 2) | 64;
  net.rowW = (<usize>net.Hg << 2) | 64;
  net.block = <i32>net.rowW;
  net.size = <i32>((net.c - net.theta) >> 2) + net.Op;
  net.blocks = (net.size + net.block - 1) / net.block;
  const bytes = (<usize>net.size) << 2;
  net.theta = room(bytes);
  net.gradient = room(bytes);
  net.first = room(bytes);
  net.second = room(bytes);
  net.Wt = room(<u64>net.Hg * net.wide);
  net.squares = room(<u64>net.blocks << 3);
  return net;
}

export function parametersOf(net: Network): usize {
  return net.theta;
}
export function gradientOf(net: Network): usize {
  return net.gradient;
}
export function firstOf(net: Network): usize {
  return net.first;
}
export function secondOf(net: Network): usize {
  return net.second;
}

/** Forgets the optimiser's moments. */
export function forget(net: Network): void {
  memory.fill(net.first, 0, (<usize>net.size) << 2);
  memory.fill(net.second, 0, (<usize>net.size) << 2);
}

/** Brings Wt up to date with rows i … i + 3 of W. */
export function transpose(net: Network, i: i32): void {
  const row = net.rowW, wide = net.wide;
  let W = net.W + <usize>i * row, Wt = net.Wt + (<usize>i << 2);
  for (let j = 0; j < net.Hg; j += 4) {
    transpose4x4(W, row, Wt, wide);
    W += 16;
    Wt += wide << 2;
  }
}

@inline function transpose4x4(from: usize, row: usize, to: usize, wide: usize): void {
  const a = v128.load(from), b = v128.load(from + row), c = v128.load(from + 2 * row), d = v128.load(from + 3 * row);
  const ab = i32x4.shuffle(a, b, 0, 4, 1, 5), AB = i32x4.shuffle(a, b, 2, 6, 3, 7);
  const cd = i32x4.shuffle(c, d, 0, 4, 1, 5), CD = i32x4.shuffle(c, d, 2, 6, 3, 7);
  v128.store(to, i64x2.shuffle(ab, cd, 0, 2));
  v128.store(to + wide, i64x2.shuffle(ab, cd, 1, 3));
  v128.store(to + 2 * wide, i64x2.shuffle(AB, CD, 0, 2));
  v128.store(to + 3 * wide, i64x2.shuffle(AB, CD, 1, 3));
}

/** Brings Wt up to date with the parameters. */
export function prepare(net: Network): void {
  for (let i = 0; i < net.Gp; i += 4) transpose(net, i);
}
