import { describe, expect, it } from "vitest";
import type { Engine } from "../../../src/engine/engine.js";
import type { Parameters } from "../../../src/model/model.js";
import { everyWord, plain, sequencesOf } from "../cases.js";
import { distance } from "../closeness.js";
import { examplesOf, goldenFiles, type Matrices, parametersOf, readGolden } from "../golden.js";
import type { Create } from "../suite.js";

/** How far numbers may be from PyTorch's, as a share of the largest of their matrix. */
const tolerance = 1e-5;

function expectEqual(actual: Parameters, expected: Matrices): void {
  for (const letter of ["W", "U", "V", "c"] as const) {
    if (expected[letter].every((value) => value === 0)) expect([...actual[letter]]).toEqual(expected[letter]);
    else expect(distance(actual[letter], expected[letter]), letter).toBeLessThan(tolerance);
  }
}

/** Holds an engine to what PyTorch computed in float64. */
export function golden(create: Create): void {
  describe.each(goldenFiles)("%s", (file) => {
    const values = readGolden(file);
    const regularisation = { ...plain, prefixLoss: values.prefixLoss };
    const examples = examplesOf(values);
    /** PyTorch's losses are divided by the weights of a batch, not by its words. */
    const learnFrom = (engine: Engine, batch: readonly number[]): void => {
      const mean = batch.reduce((sum, word) => sum + (values.weights[word] ?? 0), 0) / batch.length;
      engine.learnFrom({ ...examples, weight: examples.weight.map((weight) => weight / mean) });
    };
    const ready = async (): Promise<Engine> => {
      const engine = await create(values);
      engine.load(parametersOf(values.parameters));
      return engine;
    };

    it("has PyTorch's probabilities, loss and gradient", async () => {
      const engine = await ready();
      const probabilities = await engine.predict(sequencesOf(values.words));
      expect(distance(probabilities, values.probabilities.flat())).toBeLessThan(tolerance);
      learnFrom(engine, [...values.words.keys()]);
      const { loss, gradient } = await engine.gradient(everyWord(values.words.length), regularisation);
      expect(distance([loss], [values.loss])).toBeLessThan(tolerance);
      expectEqual(gradient, values.gradient);
      engine.dispose();
    });

    it("has PyTorch's losses and parameters over ten steps", async () => {
      const engine = await ready();
      const { rate, decay, clip, batches, losses, parameters } = values.training;
      const actual = [];
      for (const batch of batches) {
        learnFrom(engine, batch);
        actual.push(await engine.train(Uint32Array.from(batch), { ...regularisation, rate, decay, clip }));
      }
      expect(distance(actual, losses)).toBeLessThan(tolerance);
      expectEqual(engine.parameters(), parameters);
      engine.dispose();
    });
  });

  it("has values for every rung, and for prefixes", () => {
    expect(goldenFiles).toHaveLength(10);
  });
}
