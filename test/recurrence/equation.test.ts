import { describe, expect, it } from "vitest";
import type { Model } from "../../src/model/model.js";
import { begin, limit, logits, slopes, softmax, step } from "../../src/recurrence/equation.js";
import { kitten } from "../model/samples.js";

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
    const far = step(linear, Float64Array.of(-1e30, 9e29), 0);
    expect([...far]).toEqual([-0.5e30 - 0.225e30 + 1, -limit]);
    expect([...slopes(linear, far)]).toEqual([1, 0]);
  });
});

describe("slopes", () => {
  it("are those of f, by central differences", () => {
    const z = Float64Array.of(-1.5, 0, 0.3, 4);
    const h = z.map(Math.tanh);
    const differences = z.map((x) => (Math.tanh(x + 1e-5) - Math.tanh(x - 1e-5)) / 2e-5);
    for (const [i, slope] of slopes(rnn, h).entries()) expect(slope).toBeCloseTo(differences[i] ?? Number.NaN, 9);
  });
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
