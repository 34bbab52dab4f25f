import { ModelError } from "../../errors.js";
import type { Model } from "../../model/model.js";
import { mostBytes } from "../lines.js";
import { inputOf, knownOf, preparationOf } from "../preparation.js";
import { cellOf } from "./cell.js";
import { attributes, beginning, model as file, type Graph } from "./messages.js";
import { size, whole } from "./protobuf.js";

export { beginning };

const means =
  "Tells which label a word carries. The metadata (each value JSON) say how a word becomes numbers: normalise it by the " +
  "steps in their order, number its characters by the alphabet from 1, append the end mark's number unless that is null, " +
  "and fill up with 0. A word without a known character gets the same probability for every label.";

/**
 * A model as an ONNX file: one graph from the characters' numbers and the words' lengths to probabilities, the same that
 * `predict` gives, with what `Preparation` says in its metadata.
 *
 * @throws ModelError beyond 2 GiB, where ONNX ends
 */
export function encodeOnnx(model: Model): Uint8Array {
  const metadata = Object.entries(preparationOf(model)).map(([key, value]) => [key, JSON.stringify(value)] as const);
  const pieces = file(graphOf(model), means, Object.fromEntries(metadata));
  if (size(pieces) > mostBytes) throw new ModelError("the model is larger than the 2 GiB of an ONNX file");
  return whole(pieces);
}

/** B words, T numbers in the longest, C labels. */
function graphOf(model: Model): Graph {
  const { hidden: H, labels, parameters } = model;
  const C = labels.length;
  const input = inputOf(model);
  const known = knownOf(model);
  const cell = cellOf(model, input);
  return {
    name: `katze ${model.rung}`,
    inputs: [
      { name: "characters", type: "int32", shape: ["B", "T"], means: "numbers of characters, 0 after a word's last" },
      { name: "lengths", type: "int32", shape: ["B"], means: "how many numbers each word has" },
    ],
    nodes: [
      { operator: "Transpose", inputs: ["characters"], outputs: ["steps"] },
      { operator: "Gather", inputs: ["E", "steps"], outputs: ["inputs"] },
      cell.node,
      { operator: "Squeeze", inputs: ["read", "first"], outputs: ["h"] },
      { operator: "Gemm", inputs: ["h", "V", "c"], outputs: ["scores"], attributes: [attributes.integer("transB", 1)] },
      // Scores times 0 where a word has no known character: then every label is equally probable.
      { operator: "Gather", inputs: ["known", "characters"], outputs: ["areKnown"] },
      {
        operator: "ReduceMax",
        inputs: ["areKnown"],
        outputs: ["isKnown"],
        attributes: [attributes.integers("axes", [1])],
      },
      { operator: "Mul", inputs: ["scores", "isKnown"], outputs: ["logits"] },
      { operator: "Softmax", inputs: ["logits"], outputs: ["probabilities"] },
    ],
    constants: {
      E: { shape: [input.E.rows, input.E.columns], numbers: input.E.numbers },
      ...cell.constants,
      first: { shape: [1], numbers: [0n] },
      V: { shape: [C, H], numbers: parameters.V },
      c: { shape: [C], numbers: parameters.c },
      known: { shape: [known.rows], numbers: known.numbers },
    },
    outputs: [{ name: "probabilities", type: "float32", shape: ["B", C], means: "of the labels, in their order" }],
  };
}
