import type { Matrix } from "../matrix.js";

/** A layer of a LayersModel, as Keras describes one. */
export interface Layer {
  /** Its class. */
  readonly kind: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** The layers whose output it takes. */
  readonly inputs: readonly string[];
  /** In the order in which the layer has them. */
  readonly weights?: Readonly<Record<string, Matrix>>;
}

/** What model.json says of a layer. */
export const describeLayer = ({ kind, name, config, inputs }: Layer) => ({
  class_name: kind,
  name,
  config: { name, ...config },
  inbound_nodes: inputs.length === 0 ? [] : [inputs.map((input) => [input, 0, 0, {}])],
});

/** What model.json says of a layer's weights, and their numbers. */
export const weightsOf = ({ name, weights = {} }: Layer) =>
  Object.entries(weights).map(([weight, { rows, columns, numbers }]) => ({
    // A bias is a row, and a vector to Keras.
    spec: { name: `${name}/${weight}`, shape: weight === "bias" ? [columns] : [rows, columns], dtype: "float32" },
    numbers,
  }));
