import type { Model } from "../../model/model.js";
import { limit } from "../../recurrence/equation.js";
import { rungOf } from "../../recurrence/ladder.js";
import { transposed } from "../matrix.js";
import type { Input } from "../preparation.js";
import { attributes, type Constant, type Node } from "./messages.js";

/** What of a graph hangs on the rung: the operator that reads `inputs` [T, B, I] and `lengths` [B], and gives `read` [1, B, H]. */
export interface Cell {
  readonly node: Node;
  readonly constants: Readonly<Record<string, Constant>>;
}

/**
 * h_t = f(W·h_{t-1} + F·x_t) as ONNX's RNN, or as its GRU, whose gates are in the same order, z, r and what is new; ONNX
 * calls W of the recurrence R, and the input's matrix W [1, G·H, I].
 */
export function cellOf({ rung, hidden: H, parameters }: Model, { F }: Input): Cell {
  const { f } = rungOf(rung);
  return {
    node: {
      operator: f === "gates" ? "GRU" : "RNN",
      inputs: ["inputs", "F", "W", "", "lengths"],
      outputs: ["", "read"],
      attributes: [attributes.integer("hidden_size", H), ...kinds[f]],
    },
    constants: {
      F: { shape: [1, F.columns, F.rows], numbers: transposed(F).numbers },
      W: { shape: [1, F.columns, H], numbers: parameters.W },
    },
  };
}

/** f as the operators have it: the identity is 1·z + 0 of a z that stops at the limit; gates reset after the product with W. */
const kinds = {
  tanh: [attributes.strings("activations", ["Tanh"])],
  identity: [
    attributes.strings("activations", ["Affine"]),
    attributes.floats("activation_alpha", [1]),
    attributes.floats("activation_beta", [0]),
    attributes.float("clip", limit),
  ],
  gates: [attributes.integer("linear_before_reset", 1)],
} as const;
