/**
 * The one equation of every rung, in float64 and plain to read; the engines compute the same faster:
 *
 *     h_0 = 0,   h_t = f(W·h_{t-1} + U[x_t]),   o = softmax(V·h_m + c)
 */
import type { Model } from "../model/model.js";
import { rungOf } from "./ladder.js";
import { type Numbers, plus, row, times } from "./vector.js";

/** The identity stops at ±10³⁰, as in the kernel: float32 ends at 3·10³⁸, and a doubled number is there after 128 letters. */
export const limit = 1e30;

const f = {
  identity: (z: number): number => Math.min(limit, Math.max(-limit, z)),
  tanh: Math.tanh,
} as const;

/** f′ written with h = f(z). */
const slope = {
  identity: (h: number): number => (Math.abs(h) < limit ? 1 : 0),
  tanh: (h: number): number => 1 - h * h,
} as const;

/** h_0 = 0, [H]. */
export const begin = ({ hidden }: Model): Float64Array => new Float64Array(hidden);

/** h_t = f(W·h_{t-1} + U[x_t]), [H]. */
export function step({ rung, hidden, parameters: { W, U } }: Model, h: Float64Array, x: number): Float64Array {
  return plus(times(W, h), row(U, x, hidden)).map(f[rungOf(rung).f]);
}

/** f′ at h = f(z), [H]. */
export const slopes = ({ rung }: Model, h: Float64Array): Float64Array => h.map(slope[rungOf(rung).f]);

/** V·h + c, [C]. */
export const logits = ({ parameters: { V, c } }: Model, h: Float64Array): Float64Array => plus(times(V, h), c);

/** exp(o_l) / Σ exp(o), [C]; the largest logit is taken off first, so that no exp overflows. */
export function softmax(o: Numbers): Float64Array {
  const most = Math.max(...o);
  const e = Float64Array.from(o, (logit) => Math.exp(logit - most));
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((x) => x / sum);
}
