/** Models and findings made by hand, for what is printed of them. */
import type { Model } from "../../src/model/model.js";
import type { ModelFindings } from "../../src/report/model-findings.js";
import type { WordFindings } from "../../src/report/word-findings.js";

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

/** A word of which each letter leaves an h and an answer; the last step is the end mark's. */
export function handWord(
  { hidden, labels }: Model,
  letters: readonly string[],
  h: (step: number, number: number) => number,
  given: Partial<WordFindings> = {},
): WordFindings {
  const stateAt = (step: number) => ({
    hidden: Float64Array.from({ length: hidden }, (_, number) => h(step, number)),
    probabilities: Float64Array.from(labels, (_, l) => (l === step % labels.length ? 0.7 : 0.3 / (labels.length - 1))),
  });
  const steps = [...letters, undefined].map((character, i) => ({
    character,
    x: i + 1,
    ...stateAt(i + 1),
    gates: undefined,
  }));
  return {
    word: letters.join(""),
    trace: { word: letters.join(""), unknown: [], start: stateAt(0), steps },
    ranked: labels.map((label, l) => ({ label, probability: l === 0 ? 0.7 : 0.3 / (labels.length - 1) })),
    isKnown: true,
    flips: [],
    influence: steps.map((_, i) => i - 1),
    leftOut: steps.map((_, i) => (1 - i) / 4),
    nearest: undefined,
    ...given,
  };
}
