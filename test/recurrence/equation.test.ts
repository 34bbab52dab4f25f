import { describe, expect, it } from "vitest";
import { Random } from "../../src/corpus/random.js";
import type { Model } from "../../src/model/model.js";
import { begin, gatesAt, limit, logits, softmax, step, stepBack } from "../../src/recurrence/equation.js";
import { dot } from "../../src/recurrence/vector.js";
import { kitten } from "../model/samples.js";
import { modelsOf } from "./models.js";

const rnn: Model = {
  ...kitten,
  parameters: { ...kitten.parameters, W: Float32Array.of(0.5, -0.25, 2, 1), U: Float32Array.of(1, -1, 0.25, 0.5) },
};

describe("step", () => {
  it("is f(W·h + U[x])", () => {
    const h = Float64Array.of(0.5, 1);
    expect([...step(rnn, h, 1)]).toEqual([Math.tanh(0.25), Math.tanh(2.5)]);
    expect([...step({ ...rnn, rung: "linear" }, h, 1)]).toEqual([0.25, 2.5]);
  });

  it("begins at 0, where the first letter is all there is", () => {
    expect([...begin(rnn)]).toEqual([0, 0]);
    expect([...step({ ...rnn, rung: "linear" }, begin(rnn), 0)]).toEqual([1, -1]);
  });

  it("stops the identity at ±10³⁰, where its slope ends", () => {
    const linear: Model = { ...rnn, rung: "linear" };
    const h = Float64Array.of(-1e30, 9e29);
    const far = step(linear, h, 0);
    expect([...far]).toEqual([-0.5e30 - 0.225e30 + 1, -limit]);
    expect([...stepBack(linear, h, 0, far, Float64Array.of(1, 1)).dU]).toEqual([1, 0]);
  });
});

describe("a step with gates", () => {
  const H = 2;
  const gru: Model = {
    ...rnn,
    rung: "gru",
    parameters: {
      ...rnn.parameters,
      W: Float32Array.of(0.5, -0.25, 2, 1, 0, 1, -1, 0, 0.5, 0.5, -0.25, 1),
      U: Float32Array.of(1, -1, 0.25, 0.5, 2, -0.5),
    },
  };
  const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

  it("mixes h and new numbers by z, and resets by r what these hear of h", () => {
    const h = Float64Array.of(0.5, 1);
    const z = [sigmoid(0 + 1), sigmoid(2 - 1)];
    const r = [sigmoid(1 + 0.25), sigmoid(-0.5 + 0.5)];
    const n = [Math.tanh((r[0] ?? 0) * 0.75 + 2), Math.tanh((r[1] ?? 0) * 0.875 - 0.5)];
    const gates = gatesAt(gru, h, 0);
    for (const [actual, expected] of [
      [gates?.z, z],
      [gates?.r, r],
      [gates?.n, n],
      [step(gru, h, 0), z.map((share, j) => share * (h[j] ?? 0) + (1 - share) * (n[j] ?? 0))],
    ]) {
      expect(Array.from(actual ?? [])).toEqual(Array.from(expected ?? [], (value) => expect.closeTo(value, 14)));
    }
    expect([...step(gru, begin(gru), 0)]).toEqual([
      expect.closeTo((1 - sigmoid(1)) * Math.tanh(2), 14),
      expect.closeTo((1 - sigmoid(-1)) * Math.tanh(-0.5), 14),
    ]);
    expect(gatesAt(rnn, h, 0)).toBeUndefined();
    expect(gru.parameters.U).toHaveLength(3 * H);
  });
});

describe("a step back", () => {
  it.each(modelsOf(4).map((model) => [model.rung, model] as const))(
    "is that of central differences: %s",
    (_, model) => {
      const random = new Random(3);
      const numbers = (length: number): Float64Array => Float64Array.from({ length }, () => random.uniform());
      const [h, dh] = [numbers(model.hidden), numbers(model.hidden)];
      const y = (of: Model, from: Float64Array): number => dot(step(of, from, 2), dh);
      const epsilon = 2 ** -8; // large enough for float32, which holds U
      const along = (moved: (by: number) => number): number => (moved(epsilon) - moved(-epsilon)) / (2 * epsilon);
      const back = stepBack(model, h, 2, step(model, h, 2), dh);
      const withMoved = (place: number, by: number): Model => ({
        ...model,
        parameters: {
          ...model.parameters,
          U: Float32Array.from(model.parameters.U, (u, i) => (i === place ? u + by : u)),
        },
      });
      for (const [i, derivative] of back.dU.entries()) {
        const slope = along((by) => y(withMoved(2 * back.dU.length + i, by), h));
        expect(derivative).toBeCloseTo(slope, 4);
      }
      for (const [i, derivative] of back.dh.entries()) {
        const moved = (by: number) => h.map((number, j) => (i === j ? number + by : number));
        expect(derivative).toBeCloseTo(
          along((by) => y(model, moved(by))),
          4,
        );
      }
    },
  );
});

describe("softmax", () => {
  it("of the head is exp(V·h + c), shared out", () => {
    const o = logits(rnn, Float64Array.of(1, 2));
    expect([...o]).toEqual([1.125, -2.125]);
    const [first, second] = softmax(o);
    expect(first).toBeCloseTo(Math.exp(1.125) / (Math.exp(1.125) + Math.exp(-2.125)), 15);
    expect((first ?? 0) + (second ?? 0)).toBeCloseTo(1, 15);
  });

  it("is finite for logits of any size, and the same for logits shifted alike", () => {
    expect([...softmax(Float64Array.of(1e4, -1e4, 1e4))]).toEqual([0.5, 0, 0.5]);
    expect(softmax(Float64Array.of(1, 2, 4))).toEqual(softmax(Float64Array.of(-3, -2, 0)));
  });
});
