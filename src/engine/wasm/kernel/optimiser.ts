// Sum of the shards' gradients, clipping by the global norm, and AdamW (Loshchilov & Hutter, arXiv:1711.05101).

import { FROZEN, Network, TIED, transpose } from "./network";
import { add8, put8 } from "./rows";
import { Shard } from "./tree";

/** Whether the parameters of a block are learned on this rung. */
@inline function isLearned(net: Network, block: i32): bool {
  const at = net.theta + (<usize>(block * net.block) << 2);
  return at < net.U ? net.learnW != FROZEN : at < net.V ? net.learnU != 0 : true;
}

/** Blocks from … to of the gradient: the sum over n shards, in their order; each block's sum of squares is kept for the norm. */
export function gather(net: Network, shards: usize, n: i32, from: i32, to: i32): void {
  for (let block = from; block < to; block++) {
    const start = <usize>(block * net.block) << 2, bytes = (<usize>min(net.size - block * net.block, net.block)) << 2;
    const sum = net.gradient + start;
    if (!isLearned(net, block)) {
      memory.fill(sum, 0, bytes);
      store<f64>(net.squares + (<usize>block << 3), 0);
      continue;
    }
    memory.copy(sum, gradientOf(shards, 0) + start, bytes);
    for (let k = 1; k < n; k++) add(sum, gradientOf(shards, k) + start, bytes);
    store<f64>(net.squares + (<usize>block << 3), squaresOf(sum, bytes));
  }
}

@inline function gradientOf(shards: usize, k: i32): usize {
  return changetype<Shard>(load<usize>(shards + (<usize>k << 2))).gradient;
}

@inline function add(sum: usize, term: usize, bytes: usize): void {
  for (const end = sum + bytes; sum < end; sum += 32) {
    add8(sum, v128.load(term), v128.load(term, 16));
    term += 32;
  }
}

@inline function squaresOf(from: usize, bytes: usize): f64 {
  let squares = f64x2.splat(0);
  for (const end = from + bytes; from < end; from += 16) {
    const low = f64x2.promote_low_f32x4(v128.load64_zero(from)), high = f64x2.promote_low_f32x4(v128.load64_zero(from, 8));
    squares = f64x2.add(squares, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
  }
  return f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1);
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

/** a·x + b·y. */
@inline function weigh(a: v128, x: v128, b: v128, y: v128): v128 {
  return f32x4.add(f32x4.mul(a, x), f32x4.mul(b, y));
}

/**
 * Blocks from … to of AdamW's step on the gradient times `scale` (clipping):
 * m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − rate·m/correct₁ / (√(v/correct₂) + ε) − rate·decay·θ.
 * Only W, U and V decay, never the bias c; frozen parameters stay. Wt follows.
 */
export function update(net: Network, from: i32, to: i32, scale: f32, rate: f32, decay: f32, beta1: f32, beta2: f32, correct1: f32, correct2: f32, epsilon: f32): void {
  const b1 = f32x4.splat(beta1), a1 = f32x4.splat(1 - beta1), b2 = f32x4.splat(beta2), a2 = f32x4.splat(1 - beta2);
  const c1 = f32x4.splat(1 / correct1), c2 = f32x4.splat(1 / correct2);
  const eps = f32x4.splat(epsilon), factor = f32x4.splat(scale), step = f32x4.splat(rate), zero = f32x4.splat(0);
  const first = net.first - net.theta, second = net.second - net.theta, gradient = net.gradient - net.theta;
  for (let block = from; block < to; block++) {
    if (!isLearned(net, block)) continue;
    const start = block * net.block, end = net.theta + (<usize>min(net.size, start + net.block) << 2);
    const shrink = start < net.size - net.Op ? f32x4.splat(rate * decay) : zero;
    for (let at = net.theta + (<usize>start << 2); at < end; at += 32) {
      const g0 = f32x4.mul(factor, v128.load(at + gradient)), g1 = f32x4.mul(factor, v128.load(at + gradient, 16));
      const m0 = weigh(b1, v128.load(at + first), a1, g0), m1 = weigh(b1, v128.load(at + first, 16), a1, g1);
      const v0 = weigh(b2, v128.load(at + second), a2, f32x4.mul(g0, g0)), v1 = weigh(b2, v128.load(at + second, 16), a2, f32x4.mul(g1, g1));
      const adam0 = f32x4.div(f32x4.mul(m0, c1), f32x4.add(f32x4.sqrt(f32x4.mul(v0, c2)), eps));
      const adam1 = f32x4.div(f32x4.mul(m1, c1), f32x4.add(f32x4.sqrt(f32x4.mul(v1, c2)), eps));
      const theta0 = v128.load(at), theta1 = v128.load(at, 16);
      put8(at + first, m0, m1);
      put8(at + second, v0, v1);
      put8(at, f32x4.sub(theta0, weigh(step, adam0, shrink, theta0)), f32x4.sub(theta1, weigh(step, adam1, shrink, theta1)));
    }
    if (block << 2 < net.Gp) transpose(net, block << 2);
  }
}
