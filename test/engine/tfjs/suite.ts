import { describe, expect, it } from "vitest";
import { Random } from "../../../src/corpus/random.js";
import { TfjsEngine } from "../../../src/engine/tfjs/engine.js";
import type { TensorFlow } from "../../../src/engine/tfjs/runtime.js";
import { createWasmEngine } from "../../../src/engine/wasm/engine.js";
import { differences, outcomeOf, tolerance } from "../agreement.js";
import { at } from "../algebra.js";
import { everyWord, examplesFor, nameOf, ofEveryKind, parametersFor, regularisations, wordsFor } from "../cases.js";
import { distance } from "../closeness.js";
import { byLetter } from "../reference.js";
import { type Create, engineSuite, type Spared } from "../suite.js";

/** Holds the engine to the contract and to the kernel, on the backend of the TensorFlow that `tf` gives. */
export function tfjsSuite(name: string, tf: () => TensorFlow, spared: Spared): void {
  const create: Create = async (shape) => new TfjsEngine(tf(), shape);
  const named = ofEveryKind().map((shape) => [nameOf(shape), shape] as const);
  engineSuite(name, create, spared);

  describe(`the ${name} engine beside the kernel`, () => {
    it.each(named)("N2: gives the same numbers to 1e-5: %s", async (_, shape) => {
      const found = differences(await outcomeOf(createWasmEngine, shape), await outcomeOf(create, shape));
      expect(found.size).toBe(46);
      expect([...found].filter(([, difference]) => !(difference <= tolerance))).toEqual([]);
    });

    it.each([
      ["it", "the kernel", create, createWasmEngine],
      ["the kernel", "it", createWasmEngine, create],
    ] as const)("goes on from the other's moments: first %s, then %s", async (_, __, first, second) => {
      for (const shape of ofEveryKind()) {
        const random = new Random(31);
        const parameters = parametersFor(shape, 12, random);
        const examples = examplesFor(wordsFor(80, shape.A, 12, random), shape, random);
        const run = async (later: Create) => {
          const [one, two] = [await first(shape), await later(shape)];
          for (const engine of [one, two]) engine.learnFrom(examples);
          one.load(parameters);
          const step = (k: number) => ({ ...at(regularisations, k % 5)[1], key: k, rate: 0.01, decay: 0.1, clip: 1 });
          for (let k = 0; k < 5; k++) await one.train(everyWord(80), step(k));
          two.load(one.parameters(), one.moments());
          for (let k = 5; k < 10; k++) await two.train(everyWord(80), step(k));
          const trained = { parameters: two.parameters(), steps: two.moments().steps };
          for (const engine of [one, two]) engine.dispose();
          return trained;
        };
        const [same, other] = [await run(first), await run(second)];
        expect([same.steps, other.steps]).toEqual([10, 10]);
        byLetter((letter) => {
          expect(distance(other.parameters[letter], same.parameters[letter]), letter).toBeLessThan(tolerance);
        });
      }
    });
  });

  it.each(named)(`the ${name} engine keeps no tensor that it does not need: %s`, async (_, shape) => {
    const random = new Random(32);
    const examples = examplesFor(wordsFor(50, shape.A, 12, random), shape, random);
    const tensors = (): number => tf().memory().numTensors;
    const before = tensors();
    const engine = await create(shape);
    expect(tensors()).toBe(before);
    engine.learnFrom(examples);
    engine.load(parametersFor(shape, 12, random));
    const loaded = tensors();
    for (let k = 0; k < 5; k++) {
      const r = at(regularisations, k)[1];
      await engine.train(everyWord(50), { ...r, rate: 0.01, decay: 0.1, clip: 1 });
      await engine.gradient(everyWord(20), r);
      await engine.predict(examples);
      await engine.hidden(examples);
      engine.load(engine.parameters(), k % 2 === 0 ? engine.moments() : undefined);
      expect(tensors()).toBe(loaded);
    }
    engine.dispose();
    engine.dispose();
    expect(tensors()).toBe(before);
  });
}
