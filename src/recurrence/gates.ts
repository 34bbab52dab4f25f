/**
 * The gated recurrent unit (Cho et al., arXiv:1406.1078), in the form of cuDNN and PyTorch that resets after the product,
 * so that W·h_{t-1} hangs on h_{t-1} alone, whatever the letter:
 *
 *     [a_z a_r a_n] = W·h_{t-1},   [u_z u_r u_n] = U[x_t]
 *     z = σ(a_z + u_z),   r = σ(a_r + u_r),   n = tanh(r∘a_n + u_n),   h_t = z∘h_{t-1} + (1 − z)∘n
 */
import { by, joined, minus, type Numbers, plus, row } from "./vector.js";

/** What a step makes of its letter and of h_{t-1}, [H] each. */
export interface Gates {
  /** The update gate: the share of each number of h that stays, in (0, 1). */
  readonly z: Float64Array;
  /** The reset gate: how much of W_n·h_{t-1} the new numbers hear, in (0, 1). */
  readonly r: Float64Array;
  /** The new numbers, in (−1, 1). */
  readonly n: Float64Array;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** σ′ written with σ. */
const slope = (s: number): number => s * (1 - s);

/** The parts for z, r and n of a vector [3H]. */
const parts = (v: Numbers) => {
  const H = v.length / 3;
  return { z: row(v, 0, H), r: row(v, 1, H), n: row(v, 2, H) };
};

/** z, r and n of a = W·h_{t-1} and u = U[x_t]. */
export function gatesOf(a: Numbers, u: Numbers): Gates {
  const [as, us] = [parts(a), parts(u)];
  const z = plus(as.z, us.z).map(sigmoid);
  const r = plus(as.r, us.r).map(sigmoid);
  return { z, r, n: plus(by(r, as.n), us.n).map(Math.tanh) };
}

/** h_t of h = h_{t-1}. */
export const mix = ({ z, n }: Gates, h: Float64Array): Float64Array => plus(n, by(z, minus(h, n)));

/** Of dh = ∂y/∂h_t: ∂y/∂a and ∂y/∂u, [3H], and what of ∂y/∂h_{t-1} comes by z and not through a, [H]. */
export function backThroughGates(a: Numbers, { z, r, n }: Gates, h: Float64Array, dh: Float64Array) {
  const past = by(dh, z);
  const dz = by(by(dh, minus(h, n)), z.map(slope));
  const dn = by(
    minus(dh, past),
    n.map((n) => 1 - n * n),
  );
  const dr = by(by(dn, parts(a).n), r.map(slope));
  return { da: joined(dz, dr, by(dn, r)), du: joined(dz, dr, dn), dh: past };
}
