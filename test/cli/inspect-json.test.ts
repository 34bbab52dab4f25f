/** What inspect prints as JSON of models and findings made by hand, in full. */
import { describe, expect, it } from "vitest";
import { modelAsJson, wordAsJson } from "../../src/cli/inspect-json.js";
import { handFindings, handModel, handWord } from "./findings.js";

const inJson = (value: object): unknown => JSON.parse(JSON.stringify(value));

describe("a model", () => {
  const facts = {
    rung: "rnn",
    hidden: 2,
    groups: 1,
    alphabet: ["a", "b", " "],
    labels: ["English", "German"],
    parameters: 1234,
    reading: { keepCase: false, endMark: true },
    training: { epochs: 3, seed: 1 },
  };

  it("is told with null for what it has not, or nothing was measured of", () => {
    const missing = ["multiplier", "spectralRadius", "spectrum", "gates", "memory", "saturation", "neighbours"];
    expect(inJson(modelAsJson(handFindings()))).toEqual({
      model: { ...facts, ...Object.fromEntries(missing.map((name) => [name, null])) },
    });
  });

  it("is told with all that was measured", () => {
    const measured = {
      multiplier: 1.5,
      gates: { update: 0.25, reset: 0.5 },
      memory: [{ distance: 0, words: 9, gain: 0.5 }],
      saturation: { saturated: 0.125, slope: 0.75 },
    };
    const spectrum = { radius: 0.5, eigenvalues: [{ re: 0, im: 0.5, modulus: 0.5 }] };
    const near = [{ character: "b", cosine: 0.5 }];
    const findings = handFindings({ ...measured, spectrum, neighbours: new Map([["a", near]]) });
    expect(inJson(modelAsJson(findings))).toEqual({
      model: {
        ...facts,
        ...measured,
        spectralRadius: 0.5,
        spectrum: spectrum.eigenvalues,
        neighbours: { a: near },
      },
    });
  });
});

describe("a word", () => {
  const model = handModel();
  const word = handWord(model, ["a"], (step, number) => step + number / 2);

  it("is told step by step", () => {
    const nearest = [{ word: "b", label: "German", distance: 0.5 }];
    const flips = [{ step: 1, from: "English", to: "German" }];
    const { trace } = word;
    const told = { ...word, word: "A", flips, nearest, trace: { ...trace, unknown: ["ß"] } };
    const [english, german] = [0.7, 0.3].map((most) => ({ English: most, German: most === 0.7 ? 0.3 : 0.7 }));
    expect(inJson(wordAsJson(model.labels, told))).toEqual({
      word: "A",
      label: "English",
      probability: 0.7,
      probabilities: english,
      unknown: ["ß"],
      start: { hidden: [0, 0.5], probabilities: english },
      steps: [
        { character: "a", x: 1, hidden: [1, 1.5], probabilities: german, influence: -1, leftOut: 0.25, gates: null },
        { character: null, x: 2, hidden: [2, 2.5], probabilities: english, influence: 0, leftOut: 0, gates: null },
      ],
      flips,
      nearest,
    });
  });

  it("is told with what gates did, and with null for what is not known", () => {
    const n = new Float64Array(2);
    const steps = word.trace.steps.map((step) => ({
      ...step,
      gates: { z: Float64Array.of(0.25, 0.5), r: Float64Array.of(0.75, 1), n },
    }));
    const told = { ...word, leftOut: undefined, trace: { ...word.trace, steps } };
    const printed = wordAsJson(model.labels, told);
    expect(printed.nearest).toBeNull();
    expect(printed.steps.map(({ leftOut }) => leftOut)).toEqual([null, null]);
    expect(printed.steps[0]?.gates).toEqual({ update: [0.25, 0.5], reset: [0.75, 1] });
  });
});
