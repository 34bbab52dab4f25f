/** Models and findings made by hand, for what is printed of them. */
import type { Model } from "../../src/model/model.js";
import type { ModelFindings } from "../../src/report/model-findings.js";

export const handModel = (given: Partial<Model> = {}): Model => ({
  rung: "rnn",
  hidden: 2,
  groups: 1,
  precision: "f32",
  alphabet: ["a", "b", " "],
  labels: ["English", "German"],
  reading: { keepCase: false, endMark: true },
  parameters: { W: new Float32Array(4), U: new Float32Array(10), V: new Float32Array(4), c: new Float32Array(2) },
  training: { epochs: 3, seed: 1 },
  data: "",
  ...given,
});

/** What is found of a model that has nothing to tell but what it is. */
export const handFindings = (given: Partial<ModelFindings> = {}): ModelFindings => ({
  model: handModel(),
  parameters: 1234,
  multiplier: undefined,
  spectrum: undefined,
  gates: undefined,
  memory: undefined,
  saturation: undefined,
  neighbours: undefined,
  ...given,
});
