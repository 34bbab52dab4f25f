// The network's shape and parameters in linear memory.
//
// A characters, C labels, H numbers in h; matrices are row-major float32. Rows of H numbers are padded to Hp, a multiple
// of 8, rows of C numbers to Cp, a multiple of 4. Padding starts as zero, its gradient is exactly zero, so it stays zero.

import { allocate, room } from "./memory";

/** How W is learned: not at all, as one number times the identity, or as a matrix. */
export const FROZEN = 0,
  TIED = 1,
  FREE = 2;

@unmanaged
export class Network {
  A: i32;
  H: i32;
  C: i32;
  Hp: i32;
  Cp: i32;
  learnW: i32;
  learnU: i32;
  squash: i32;
  /** Floats in theta. */
  size: i32;
  /** Parameters in the order W [Hp, Hp], U [A, Hp], V [C, Hp], c [Cp], then their gradient and AdamW's two moments. */
  theta: usize;
  gradient: usize;
  first: usize;
  second: usize;
  /** W and V transposed, [Hp, Hp] and [Hp, Cp]: what the products of the forward pass read. */
  Wt: usize;
  Vt: usize;
  /** Sums of squares of the gradient, one float64 a block. */
  squares: usize;

  get W(): usize {
    return this.theta;
  }
  get U(): usize {
    return this.theta + ((<usize>(this.Hp * this.Hp)) << 2);
  }
  get V(): usize {
    return this.U + ((<usize>(this.A * this.Hp)) << 2);
  }
  get c(): usize {
    return this.V + ((<usize>(this.C * this.Hp)) << 2);
  }
}

/** A network of that shape, all zero. */
export function network(A: i32, H: i32, C: i32, learnW: i32, learnU: i32, squash: i32): Network {
  const net = changetype<Network>(allocate(offsetof<Network>()));
  net.A = A;
  net.H = H;
  net.C = C;
  net.Hp = (H + 7) & ~7;
  net.Cp = (C + 3) & ~3;
  net.learnW = learnW;
  net.learnU = learnU;
  net.squash = squash;
  net.size = (net.Hp + A + C) * net.Hp + net.Cp;
  const bytes = (<usize>net.size) << 2;
  net.theta = room(bytes);
  net.gradient = room(bytes);
  net.first = room(bytes);
  net.second = room(bytes);
  net.Wt = allocate((<usize>(net.Hp * net.Hp)) << 2);
  net.Vt = allocate((<usize>(net.Hp * net.Cp)) << 2);
  net.squares = allocate(((<usize>net.size >> BLOCK_BITS) << 3) + 64);
  return net;
}

/** Parameters are summed, clipped and updated in blocks of 1024 floats, whatever the number of threads. */
export const BLOCK_BITS: i32 = 10;

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

/** to[j, i] = from[i, j], from [rows, columns] with `stride` floats a row; rows of `to` hold `width` floats. */
function transpose(from: usize, rows: i32, columns: i32, stride: i32, to: usize, width: i32): void {
  for (let i = 0; i < rows; i++) {
    const row = from + ((<usize>(i * stride)) << 2);
    for (let j = 0; j < columns; j++) {
      store<f32>(to + ((<usize>(j * width + i)) << 2), load<f32>(row + ((<usize>j) << 2)));
    }
  }
}

/** Brings Wt and Vt up to date with the parameters. */
export function prepare(net: Network): void {
  transpose(net.W, net.Hp, net.Hp, net.Hp, net.Wt, net.Hp);
  transpose(net.V, net.C, net.Hp, net.Hp, net.Vt, net.Cp);
}
