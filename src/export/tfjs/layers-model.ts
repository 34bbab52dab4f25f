import type { Model } from "../../model/model.js";
import { littleEndian, matrix, transposed } from "../matrix.js";
import { inputOf, knownOf, preparationOf } from "../preparation.js";
import { recurrentLayer } from "./cell.js";
import { describeLayer, type Layer, weightsOf } from "./layer.js";

/** The two files of a LayersModel. */
export interface LayersModel {
  /** model.json, which names the other one. */
  readonly topology: Uint8Array;
  /** weights.bin */
  readonly weights: Uint8Array;
}

/** What model.json always begins with. */
export const beginning = '{"format":"layers-model","generatedBy":"katze"';

/**
 * A model for `tf.loadLayersModel`, of standard layers: from the characters' numbers [B, T], filled up with 0, to the
 * probabilities that `predict` gives [B, C]. What `Preparation` says is in the userDefinedMetadata.
 *
 * @throws UsageError for a model that the format cannot express
 */
export function encodeLayersModel(model: Model): LayersModel {
  const layers = layersOf(model);
  const weights = layers.flatMap(weightsOf);
  const description = {
    format: "layers-model",
    generatedBy: "katze",
    convertedBy: null,
    modelTopology: {
      keras_version: "tfjs-layers 4.22.0",
      backend: "tensor_flow.js",
      model_config: {
        class_name: "Model",
        config: {
          name: `katze_${model.rung}`,
          layers: layers.map(describeLayer),
          input_layers: [["characters", 0, 0]],
          output_layers: [["probabilities", 0, 0]],
        },
      },
    },
    weightsManifest: [{ paths: ["weights.bin"], weights: weights.map(({ spec }) => spec) }],
    userDefinedMetadata: preparationOf(model),
  };
  return {
    topology: new TextEncoder().encode(JSON.stringify(description)),
    weights: Buffer.concat(weights.map(({ numbers }) => littleEndian(numbers))),
  };
}

function layersOf(model: Model): readonly Layer[] {
  const { hidden: H, labels, parameters } = model;
  const C = labels.length;
  const input = inputOf(model);
  const known = knownOf(model);
  return [
    {
      kind: "InputLayer",
      name: "characters",
      config: { batch_input_shape: [null, null], dtype: "int32", sparse: false },
      inputs: [],
    },
    {
      kind: "Embedding",
      name: "inputs",
      config: { input_dim: input.E.rows, output_dim: input.E.columns, mask_zero: true },
      inputs: ["characters"],
      weights: { embeddings: input.E },
    },
    recurrentLayer(model, input, "inputs"),
    {
      kind: "Dense",
      name: "scores",
      config: { units: C, activation: "linear", use_bias: true },
      inputs: ["h"],
      weights: { kernel: transposed(matrix(C, H, parameters.V)), bias: matrix(1, C, parameters.c) },
    },
    // Scores times 0 where a word has no known character: then every label is equally probable.
    {
      kind: "Embedding",
      name: "are_known",
      config: { input_dim: known.rows, output_dim: 1, mask_zero: false },
      inputs: ["characters"],
      weights: { embeddings: known },
    },
    { kind: "GlobalMaxPooling1D", name: "is_known", config: {}, inputs: ["are_known"] },
    { kind: "Multiply", name: "logits", config: {}, inputs: ["scores", "is_known"] },
    { kind: "Activation", name: "probabilities", config: { activation: "softmax" }, inputs: ["logits"] },
  ];
}
