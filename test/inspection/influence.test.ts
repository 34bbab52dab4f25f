import { describe, expect, it } from "vitest";
import { influenceOf, leftOutOf, winner } from "../../src/inspection/influence.js";
import type { Model } from "../../src/model/model.js";
import { logits, softmax } from "../../src/recurrence/equation.js";
import { partsOf } from "../../src/recurrence/ladder.js";
import { hiddenVectors, trace } from "../../src/recurrence/trace.js";
import { dot, row } from "../../src/recurrence/vector.js";
import { modelOf, modelsOf } from "../recurrence/models.js";

const models = [...modelsOf(6), ...modelsOf(6, { endMark: true })].map((model) => [model.rung, model] as const);

const answer = (model: Model, x: readonly number[]): Float64Array =>
  softmax(logits(model, hiddenVectors(model, x).at(-1) ?? new Float64Array(model.hidden)));

const widthOf = ({ rung, hidden }: Model): number => partsOf(rung) * hidden;

/** The model with one more row of U: `scale` times that of x. */
function withScaled(model: Model, x: number, scale: number): Model {
  const { U } = model.parameters;
  const scaled = row(U, x, widthOf(model)).map((number) => number * scale);
  return { ...model, parameters: { ...model.parameters, U: Float32Array.from([...U, ...scaled]) } };
}

describe("influenceOf", () => {
  it.each(models)("equals central differences of the winner's log-odds: %s", (_, model) => {
    for (const word of ["katze", "abcabcab", "la", "?"]) {
      const read = trace(model, word);
      const x = read.steps.map((step) => step.x);
      const label = winner(read);
      const extra = model.parameters.U.length / widthOf(model);
      const logOddsAt = (step: number, scale: number): number => {
        const scaled = withScaled(model, x[step] ?? 0, scale);
        const p = answer(scaled, x.with(step, extra))[label] ?? Number.NaN;
        return Math.log(p / (1 - p));
      };
      const epsilon = 2 ** -9; // 1 ± ε times a float32 is nearly one again
      influenceOf(model, read).forEach((influence, step) => {
        const difference = (logOddsAt(step, 1 + epsilon) - logOddsAt(step, 1 - epsilon)) / (2 * epsilon);
        expect(Math.abs(influence - difference)).toBeLessThan(1e-4 * Math.max(1, Math.abs(difference)));
      });
    }
  });

  it("adds up to the log-odds of two labels, less the bias, where f is the identity", () => {
    const model = modelOf({ rung: "linear", A: 12, H: 6, C: 2 }, 4);
    const read = trace(model, "abcdefg");
    const label = winner(read);
    const { V, c } = model.parameters;
    const other = 1 - label;
    const h = read.steps.at(-1)?.hidden ?? new Float64Array();
    const sum = influenceOf(model, read).reduce((a, b) => a + b, 0);
    expect(sum).toBeCloseTo(dot(h, row(V, label, 6)) - dot(h, row(V, other, 6)), 10);
    expect(sum + (c[label] ?? 0) - (c[other] ?? 0)).toBeGreaterThan(0);
  });

  it("does not change where all logits are raised alike", () => {
    const model = modelOf({ rung: "rnn", A: 12, H: 6, C: 3 }, 4);
    const { V, c } = model.parameters;
    const raised = { ...model, parameters: { ...model.parameters, V: V.map((v, i) => v + 1 + (i % 6)), c } };
    const before = influenceOf(model, trace(model, "abcd"));
    influenceOf(raised, trace(raised, "abcd")).forEach((influence, i) => {
      expect(influence).toBeCloseTo(before[i] ?? Number.NaN, 5);
    });
  });

  it("is finite where the model is certain", () => {
    const model = modelOf({ rung: "bag", A: 5, H: 2, C: 3 }, 1);
    const sure = { ...model, parameters: { ...model.parameters, V: model.parameters.V.map((v) => v * 1e5) } };
    const influences = influenceOf(sure, trace(sure, "abc"));
    expect(influences.every(Number.isFinite)).toBe(true);
    expect(influences.some((influence) => Math.abs(influence) > 1e3)).toBe(true);
  });

  it("of no letters is none", () => {
    const model = modelOf({ rung: "rnn", A: 5, H: 2, C: 3 }, 1);
    expect(influenceOf(model, trace(model, ""))).toEqual([]);
    expect(leftOutOf(model, trace(model, ""))).toEqual([]);
  });
});

describe("leftOutOf", () => {
  it.each(models)("is what the winner's probability loses without the letter: %s", (_, model) => {
    for (const word of ["katze", "abcabcab", "l"]) {
      const read = trace(model, word);
      const x = read.steps.map((step) => step.x);
      const label = winner(read);
      leftOutOf(model, read).forEach((change, step) => {
        const rest = answer(model, x.toSpliced(step, 1));
        expect(change).toBeCloseTo((answer(model, x)[label] ?? Number.NaN) - (rest[label] ?? Number.NaN), 14);
      });
    }
  });

  it("is what the word read without the letter says", () => {
    const model = modelOf({ rung: "rnn", A: 12, H: 6, C: 3 }, 2, { endMark: true });
    const read = trace(model, "gabel");
    const label = winner(read);
    const without = trace(model, "gael").steps.at(-1)?.probabilities[label] ?? Number.NaN;
    expect(leftOutOf(model, read)[2]).toBeCloseTo((read.steps.at(-1)?.probabilities[label] ?? 0) - without, 14);
  });
});
