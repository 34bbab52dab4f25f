import { Matrix as Dense } from "ml-matrix";
import { UsageError } from "../../errors.js";
import type { Model } from "../../model/model.js";
import { limit } from "../../recurrence/equation.js";
import { rungOf } from "../../recurrence/ladder.js";
import { matrix, transposed } from "../matrix.js";
import type { Input } from "../preparation.js";
import type { Layer } from "./layer.js";

/** Words are at most that long by default, about: 2 to this power. */
const doublings = 10;

/**
 * h_t = f(h_{t-1}·Wᵀ + x_t·F) as a SimpleRNN.
 *
 * @throws UsageError where h could pass the limit in words of a thousand characters: a SimpleRNN has none, and would come
 * to infinity, then to NaN; and for gates: the GRU of tfjs-layers resets h before the product with W, which is another
 * network
 */
export function recurrentLayer(model: Model, { F }: Input, input: string): Layer {
  const { rung, hidden: H, parameters } = model;
  const { f } = rungOf(rung);
  if (f === "gates") {
    throw new UsageError(
      `the tfjs format cannot express ${rung}: its GRU lacks reset_after, by which r comes after the product with W; take --to onnx`,
    );
  }
  if (f === "identity" && !(mostHidden(model) <= limit)) {
    throw new UsageError(
      `the tfjs format has no bound for h, which grows beyond all numbers in long words for this model (${rung}); take --to onnx, or another model`,
    );
  }
  return {
    kind: "SimpleRNN",
    name: "h",
    config: { units: H, activation: f === "tanh" ? "tanh" : "linear", use_bias: false },
    inputs: [input],
    weights: { kernel: F, recurrent_kernel: transposed(matrix(H, H, parameters.W)) },
  };
}

/** A bound of |h| in words of up to 2^doublings characters: Σ_t ‖W^t‖·max|U|, the sum's terms doubled at every step; NaN where it overflows. */
function mostHidden({ rung, hidden: H, parameters: { W, U } }: Model): number {
  const size = rungOf(rung).W === "matrix" ? H : 1; // any other W is a multiple of the identity
  let power = Dense.from1DArray(size, size, W.subarray(0, size * size));
  let sum = 1;
  for (let i = 0; i < doublings; i++) {
    sum *= 1 + largestRowSum(power);
    power = power.mmul(power);
  }
  return sum * U.reduce((most, u) => Math.max(most, Math.abs(u)), 0);
}

const largestRowSum = (M: Dense): number => Math.max(...M.clone().abs().sum("row"));
