// Sum of the shards' gradients, clipping by the global norm, and AdamW (Loshchilov & Hutter, arXiv:1711.05101).

import { FROZEN, Network, TIED, transpose } from "./network";
import { Shard } from "./tree";

/** Whether parameter i is learned on this rung. */
@inline function learned(net: Network, i: i32): bool {
  const row = <i32>(net.row >> 2), W = net.Hp * row, U = W + net.A * row;
  return i < W ? net.learnW != FROZEN : i < U ? net.learnU != 0 : true;
}

/** Blocks from … to of the gradient: the sum over n shards, in their order; each block's sum of squares is kept for the norm. */
export function gather(net: Network, shards: usize, n: i32, from: i32, to: i32): void {
  for (let block = from; block < to; block++) gatherBlock(net, shards, n, block);
}

function gatherBlock(net: Network, shards: usize, n: i32, block: i32): void {
  const from = block * net.block, to = min(net.size, from + net.block);
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
  const dW = net.gradient, next = net.row + 4, end = dW + <usize>net.H * next;
  let trace: f32 = 0;
  for (let diagonal = dW; diagonal < end; diagonal += next) trace += load<f32>(diagonal);
  memory.fill(dW, 0, <usize>net.Hp * net.row);
  for (let diagonal = dW; diagonal < end; diagonal += next) store<f32>(diagonal, trace);
  return <f64>trace * <f64>trace;
}

/** The gradient's global norm, after all blocks were gathered. */
export function norm(net: Network): f64 {
  let squares: f64 = 0;
  if (net.learnW == TIED) {
    squares = tie(net);
    for (let i = net.Hp * <i32>(net.row >> 2); i < net.size; i++) {
      const g = <f64>load<f32>(net.gradient + (<usize>i << 2));
      squares += g * g;
    }
  } else {
    for (let block = 0; block < net.blocks; block++) squares += load<f64>(net.squares + (<usize>block << 3));
  }
  return Math.sqrt(squares);
}

/**
 * Blocks from … to of AdamW's step on the gradient times `scale` (clipping):
 * m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − rate·m/correct₁ / (√(v/correct₂) + ε) − rate·decay·θ.
 * Only W, U and V decay, never the bias c; frozen parameters stay. Wt follows.
 */
export function update(net: Network, from: i32, to: i32, scale: f32, rate: f32, decay: f32, beta1: f32, beta2: f32, correct1: f32, correct2: f32, epsilon: f32): void {
  const end = min(net.size, to * net.block), bias = net.size - net.Cp;
  const b1 = f32x4.splat(beta1), a1 = f32x4.splat(1 - beta1), b2 = f32x4.splat(beta2), a2 = f32x4.splat(1 - beta2);
  const c1 = f32x4.splat(1 / correct1), c2 = f32x4.splat(1 / correct2);
  const eps = f32x4.splat(epsilon), factor = f32x4.splat(scale), step = f32x4.splat(rate), shrink = f32x4.splat(rate * decay);
  for (let i = from * net.block; i < end; i += 4) {
    if (!learned(net, i)) continue;
    const b = <usize>i << 2, g = f32x4.mul(factor, v128.load(net.gradient + b)), theta = v128.load(net.theta + b);
    const m = f32x4.add(f32x4.mul(b1, v128.load(net.first + b)), f32x4.mul(a1, g));
    const v = f32x4.add(f32x4.mul(b2, v128.load(net.second + b)), f32x4.mul(a2, f32x4.mul(g, g)));
    v128.store(net.first + b, m);
    v128.store(net.second + b, v);
    const adam = f32x4.div(f32x4.mul(m, c1), f32x4.add(f32x4.sqrt(f32x4.mul(v, c2)), eps));
    let change = f32x4.mul(step, adam);
    if (i < bias) change = f32x4.add(change, f32x4.mul(shrink, theta));
    v128.store(net.theta + b, f32x4.sub(theta, change));
  }
  if (net.learnW != FROZEN) for (let i = from << 2; i < min(to << 2, net.Hp); i += 4) transpose(net, i);
}
