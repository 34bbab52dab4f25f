import type { Model } from "../model/model.js";
import { stepBack } from "./equation.js";

/**
 * Back through time: how any y that depends on h_m changes with what each step adds, ∂y/∂U[x_t] at step t alone, [m, G·H]:
 *
 *     ∂y/∂U[x_t] = f′ ⊙ ∂y/∂h_t,   ∂y/∂h_{t-1} = Wᵀ·∂y/∂U[x_t]
 *
 * and by gates as they have it.
 *
 * @param x x_1 … x_m
 * @param hidden h_0 … h_m
 * @param dh ∂y/∂h_m, [H]
 */
export function backThroughTime(
  model: Model,
  x: ArrayLike<number>,
  hidden: readonly Float64Array[],
  dh: Float64Array,
): Float64Array[] {
  const at = (t: number): Float64Array => hidden[t] ?? new Float64Array(model.hidden);
  const gradient: Float64Array[] = [];
  let next = dh;
  for (let t = x.length; t > 0; t--) {
    const back = stepBack(model, at(t - 1), x[t - 1] ?? 0, at(t), next);
    gradient.push(back.dU);
    next = back.dh;
  }
  return gradient.reverse();
}
