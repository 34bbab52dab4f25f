/** One step of the equation, and back, number by number in float64: of a = W·h_{t-1}, u = U[x_t] and h = h_{t-1}. */
import { type RungName, rungOf } from "../../src/recurrence/ladder.js";
import { at } from "./algebra.js";

/** Without tanh, h stops at ±10³⁰. */
const limit = 1e30;

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Number j of z, r and n, of H. */
function gatesAt(a: Float64Array, u: Float64Array, H: number, j: number) {
  const z = sigmoid(at(a, j) + at(u, j));
  const r = sigmoid(at(a, H + j) + at(u, H + j));
  return { z, r, n: Math.tanh(r * at(a, 2 * H + j) + at(u, 2 * H + j)) };
}

/** h_t. */
export function step(rung: RungName, a: Float64Array, u: Float64Array, h: Float64Array): Float64Array {
  const { f } = rungOf(rung);
  const next = new Float64Array(h.length);
  for (let j = 0; j < h.length; j++) {
    if (f === "gates") {
      const { z, n } = gatesAt(a, u, h.length, j);
      next[j] = z * at(h, j) + (1 - z) * n;
    } else {
      const sum = at(a, j) + at(u, j);
      next[j] = f === "tanh" ? Math.tanh(sum) : Math.min(limit, Math.max(-limit, sum));
    }
  }
  return next;
}

/** What the gradient dh by h_t makes of those by a and by u, and of that by h_{t-1} past a. */
export function stepBack(rung: RungName, a: Float64Array, u: Float64Array, h: Float64Array, dh: Float64Array) {
  const { f } = rungOf(rung);
  const H = h.length;
  if (f !== "gates") {
    const dz = step(rung, a, u, h).map((next, j) => {
      const slope = f === "tanh" ? 1 - next ** 2 : Math.abs(next) < limit ? 1 : 0;
      return at(dh, j) * slope;
    });
    return { da: dz, du: dz, past: new Float64Array(H) };
  }
  const [da, du] = [new Float64Array(3 * H), new Float64Array(3 * H)];
  const past = dh.map((d, j) => {
    const { z, r, n } = gatesAt(a, u, H, j);
    const dz = d * (at(h, j) - n) * z * (1 - z);
    const dn = d * (1 - z) * (1 - n ** 2);
    const dr = dn * at(a, 2 * H + j) * r * (1 - r);
    [du[j], du[H + j], du[2 * H + j]] = [dz, dr, dn];
    [da[j], da[H + j], da[2 * H + j]] = [dz, dr, dn * r];
    return d * z;
  });
  return { da, du, past };
}
