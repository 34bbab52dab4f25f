// Sum of the shards' gradients, clipping by the global norm, and AdamW (Loshchilov & Hutter, arXiv:1711.05101).

import { BLOCK_BITS, FROZEN, Network, TIED } from "./network";
import { Shard } from "./tree";

const BLOCK = 1 << BLOCK_BITS;

/** Blocks of the parameters: what `gather` and `update` divide. */
export function blocks(net: Network): i32 {
  return (net.size + BLOCK - 1) >> BLOCK_BITS;
}

/** Whether parameter i is learned on this rung. */
@inline function learned(net: Network, i: i32): bool {
  const W = net.Hp * net.Hp, U = W + net.A * net.Hp;
  return i < W ? net.learnW != FROZEN : i < U ? net.learnU != 0 : true;
}

/** Blocks from … to of the gradient: the sum over n shards, in their order; each block's sum of squares is kept for the norm. */
export function gather(net: Network, shards: usize, n: i32, from: i32, to: i32): void {
  for (let block = from; block < to; block++) gatherBlock(net, shards, n, block);
}

function gatherBlock(net: Network, shards: usize, n: i32, block: i32): void {
  const from = block << BLOCK_BITS, to = min(net.size, from + BLOCK);
  let squares = f64x2.splat(0);
  for (let i = from; i < to; i += 4) {
    const b = <usize>i << 2;
    let sum = f32x4.splat(0);
    if (learned(net, i)) {
      sum = v128.load(changetype<Shard>(load<usize>(shards)).gradient + b);
      for (let k = 1; k < n; k++) {
        sum = f32x4.add(sum, v128.load(changetype<Shard>(load<usize>(shards + (<usize>k << 2))).gradient + b));
      }
    }
    v128.store(net.gradient + b, sum);
    const low = f64x2.promote_low_f32x4(sum), high = f64x2.promote_low_f32x4(i8x16.shuffle(sum, sum, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15));
    squares = f64x2.add(squares, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
  }
  store<f64>(net.squares + (<usize>block << 3), f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1));
}

/** A tied W is one number w times the identity: its gradient is the trace of dW, given to every number of the diagonal. Returns what the norm counts of W. */
function tie(net: Network): f64 {
  const Hp = net.Hp, dW = net.gradient;
  let trace: f32 = 0;
  for (let i = 0; i < net.H; i++) trace += load<f32>(dW + (<usize>(i * Hp + i) << 2));
  memory.fill(dW, 0, <usize>(Hp * Hp) << 2);
  for (let i = 0; i < net.H; i++) store<f32>(dW + (<usize>(i * Hp + i) << 2), trace);
  return <f64>trace * <f64>trace;
}

/** The gradient's global norm, after all blocks were gathered. */
export function norm(net: Network): f64 {
  let squares: f64 = 0;
  if (net.learnW == TIED) {
    squares = tie(net);
    for (let i = net.Hp * net.Hp; i < net.size; i++) {
      const g = <f64>load<f32>(net.gradient + (<usize>i << 2));
      squares += g * g;
    }
  } else {
    for (let block = 0; block < blocks(net); block++) squares += load<f64>(net.squares + (<usize>block << 3));
  }
  return Math.sqrt(squares);
}

/**
 * Blocks from … to of AdamW's step on the gradient times `scale` (clipping):
 * m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − rate·m/correct₁ / (√(v/correct₂) + ε) − rate·decay·θ.
 * Only W, U and V decay, never the bias c; frozen parameters stay. Wt and Vt follow.
 */
export function update(net: Network, from: i32, to: i32, scale: f32, rate: f32, decay: f32, beta1: f32, beta2: f32, correct1: f32, correct2: f32, epsilon: f32): void {
  const end = min(net.size, to << BLOCK_BITS), bias = net.size - net.Cp;
  const b1 = f32x4.splat(beta1), a1 = f32x4.splat(1 - beta1), b2 = f32x4.splat(beta2), a2 = f32x4.splat(1 - beta2);
  const c1 = f32x4.splat(1 / correct1), c2 = f32x4.splat(1 / correct2);
  const eps = f32x4.splat(epsilon), factor = f32x4.splat(scale), step = f32x4.splat(rate), shrink = f32x4.splat(rate * decay);
  for (let i = from << BLOCK_BITS; i < end; i += 4) {
    if (!learned(net, i)) continue;
    const b = <usize>i << 2, g = f32x4.mul(factor, v128.load(net.gradient + b)), theta = v128.load(net.theta + b);
    const m = f32x4.add(f32x4.mul(b1, v128.load(net.first + b)), f32x4.mul(a1, g));
    const v = f32x4.add(f32x4.mul(b2, v128.load(net.second + b)), f32x4.mul(a2, f32x4.mul(g, g)));
    v128.store(net.first + b, m);
    v128.store(net.second + b, v);
    const adam = f32x4.div(f32x4.mul(m, c1), f32x4.add(f32x4.sqrt(f32x4.mul(v, c2)), eps));
    let change = f32x4.mul(step, adam);
    if (i < bias) change = f32x4.add(change, f32x4.mul(shrink, theta));
    const now = f32x4.sub(theta, change);
    v128.store(net.theta + b, now);
    transposed(net, i, now);
  }
}

/** Puts parameters i … i + 3 where Wt or Vt has them. */
@inline function transposed(net: Network, i: i32, four: v128): void {
  const Hp = net.Hp, W = Hp * Hp, V = W + net.A * Hp;
  let to: usize, width: i32;
  if (i < W) {
    to = net.Wt;
    width = Hp;
  } else {
    i -= V;
    if (i < 0 || i >= net.C * Hp) return;
    to = net.Vt;
    width = net.Cp;
  }
  const row = i / Hp, column = i - row * Hp, step = <usize>width << 2;
  to += <usize>(column * width + row) << 2;
  v128.store_lane<f32>(to, four, 0);
  v128.store_lane<f32>(to + step, four, 1);
  v128.store_lane<f32>(to + 2 * step, four, 2);
  v128.store_lane<f32>(to + 3 * step, four, 3);
}
