import type { Model } from "../model/model.js";
import { slopes } from "./equation.js";
import { by, transposedTimes } from "./vector.js";

/**
 * Back through time: how any y that depends on h_m changes with what each step adds, ∂y/∂U[x_t] at step t alone, [m, H]:
 *
 *     ∂y/∂U[x_t] = f′ ⊙ ∂y/∂h_t,   ∂y/∂h_{t-1} = Wᵀ·∂y/∂U[x_t]
 *
 * @param hidden h_1 … h_m
 * @param dh ∂y/∂h_m, [H]
 */
export function backThroughTime(model: Model, hidden: readonly Float64Array[], dh: Float64Array): Float64Array[] {
  const { W } = model.parameters;
  let next = dh;
  const backwards = hidden.toReversed().map((h) => {
    const dU = by(next, slopes(model, h));
    next = transposedTimes(W, dU);
    return dU;
  });
  return backwards.reverse();
}
