import { describe, expect, it } from "vitest";
import { Random } from "../../src/corpus/random.js";
import type { Engine } from "../../src/engine/engine.js";
import { createThreadedEngine } from "../../src/engine/wasm/threads.js";
import { at } from "./algebra.js";
import {
  everyWord,
  examplesFor,
  large,
  nameOf,
  parametersFor,
  regularisations,
  rungs,
  shapeFor,
  wordsFor,
} from "./cases.js";

const sizes = [600, 3, 300, 64, 1];

describe("an engine on several threads", () => {
  const named = [...rungs.map(shapeFor), ...large].map((shape) => [nameOf(shape), shape] as const);
  it.each(named)("computes the bits of one thread: %s", async (_, shape) => {
    const random = new Random(21);
    const examples = examplesFor(wordsFor(1200, shape.A, 12, random), shape, random);
    const parameters = parametersFor(shape, 12, random);
    const run = async (engine: Engine): Promise<unknown[]> => {
      engine.load(parameters);
      engine.learnFrom(examples);
      const results: unknown[] = [];
      for (let k = 0; k < 10; k++) {
        const r = { ...at(regularisations, k % 4)[1], key: k };
        const batch = everyWord(at(sizes, k % 5));
        results.push(await engine.train(batch, { ...r, rate: 0.01, decay: 0.1, clip: 1 }));
      }
      results.push(engine.parameters(), await engine.gradient(everyWord(1200), at(regularisations, 4)[1]));
      results.push(await engine.predict(examples), await engine.hidden(examples));
      const begun = engine.begin(examples);
      results.push(
        await engine.train(everyWord(1200), { ...at(regularisations, 4)[1], rate: 0.01, decay: 0, clip: 1 }),
      );
      results.push(await begun());
      engine.dispose();
      return results;
    };
    const [one, ...others] = await Promise.all([1, 2, 5].map((threads) => createThreadedEngine(shape, threads)));
    const expected = one ? await run(one) : [];
    expect(expected).toHaveLength(16);
    for (const engine of others) expect(await run(engine)).toEqual(expected);
  });

  it("says how many work on it", async () => {
    for (const threads of [1, 2, 5]) {
      const engine = await createThreadedEngine(shapeFor("rnn"), threads);
      expect(engine.threads).toBe(threads);
      engine.dispose();
    }
  });

  it("keeps its bits while another engine works beside it", async () => {
    const shape = shapeFor("rnn");
    const random = new Random(22);
    const examples = examplesFor(wordsFor(600, shape.A, 12, random), shape, random);
    const parameters = parametersFor(shape, 12, random);
    const engines = await Promise.all([2, 2, 1].map((threads) => createThreadedEngine(shape, threads)));
    for (const engine of engines) {
      engine.load(parameters);
      engine.learnFrom(examples);
    }
    const step = { ...at(regularisations, 4)[1], rate: 0.01, decay: 0.1, clip: 1 };
    for (let k = 0; k < 30; k++) for (const engine of engines) await engine.train(everyWord(600), { ...step, key: k });
    const [first, ...others] = engines.map((engine) => engine.parameters());
    for (const other of others) expect(other).toEqual(first);
    for (const engine of engines) engine.dispose();
  });
});
