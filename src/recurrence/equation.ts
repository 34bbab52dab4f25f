/**
 * The one equation of every rung, in float64 and plain to read; the engines compute the same faster:
 *
 *     h_0 = 0,   h_t = f(W·h_{t-1} + U[x_t]),   o = softmax(V·h_m + c)
 *
 * and of the gated one, whose f is that of gates.ts.
 */
import type { Model } from "../model/model.js";
import { backThroughGates, type Gates, gatesOf, mix } from "./gates.js";
import { partsOf, rungOf } from "./ladder.js";
import { by, type Numbers, plus, row, times, transposedTimes } from "./vector.js";

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

/** W·h_{t-1} and U[x_t], [G·H]. */
const terms = ({ rung, hidden, groups, parameters: { W, U } }: Model, h: Float64Array, x: number) => ({
  a: times(W, h, groups),
  u: row(U, x, partsOf(rung) * hidden),
});

/** h_t = f(W·h_{t-1} + U[x_t]), [H], for h = h_{t-1}. */
export function step(model: Model, h: Float64Array, x: number): Float64Array {
  const { f: name } = rungOf(model.rung);
  const { a, u } = terms(model, h, x);
  return name === "gates" ? mix(gatesOf(a, u), h) : plus(a, u).map(f[name]);
}

/** What the gates are at that step; undefined on rungs without. */
export function gatesAt(model: Model, h: Float64Array, x: number): Gates | undefined {
  if (rungOf(model.rung).f !== "gates") return undefined;
  const { a, u } = terms(model, h, x);
  return gatesOf(a, u);
}

/** One step back, for `next` = h_t and dh = ∂y/∂h_t: ∂y/∂U[x_t] by this step alone, [G·H], and ∂y/∂h_{t-1}, [H]. */
export function stepBack(model: Model, h: Float64Array, x: number, next: Float64Array, dh: Float64Array) {
  const { groups, parameters } = model;
  const { W } = parameters;
  const { f: name } = rungOf(model.rung);
  if (name === "gates") {
    const { a, u } = terms(model, h, x);
    const back = backThroughGates(a, gatesOf(a, u), h, dh);
    return { dU: back.du, dh: plus(transposedTimes(W, back.da, groups), back.dh) };
  }
  const dU = by(dh, next.map(slope[name]));
  return { dU, dh: transposedTimes(W, dU, groups) };
}

/** V·h + c, [C]. */
export const logits = ({ parameters: { V, c } }: Model, h: Float64Array): Float64Array => plus(times(V, h), c);

/** exp(o_l) / Σ exp(o), [C]; the largest logit is taken off first, so that no exp overflows. */
export function softmax(o: Numbers): Float64Array {
  const most = Math.max(...o);
  const e = Float64Array.from(o, (logit) => Math.exp(logit - most));
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((x) => x / sum);
}
