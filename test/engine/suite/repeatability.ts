import { describe, expect, it } from "vitest";
import { Random } from "../../../src/corpus/random.js";
import type { Engine } from "../../../src/engine/engine.js";
import { at } from "../algebra.js";
import {
  everyWord,
  examplesFor,
  nameOf,
  ofEveryKind,
  parametersFor,
  plain,
  regularisations,
  shapeFor,
  wordsFor,
} from "../cases.js";
import type { Create } from "../suite.js";

export function repeatability(create: Create): void {
  describe.each(ofEveryKind().map((shape) => [nameOf(shape), shape] as const))("%s", (_, shape) => {
    const random = new Random(11);
    const examples = examplesFor(wordsFor(300, shape.A, 12, random), shape, random);
    const parameters = parametersFor(shape, 12, random);
    const ready = async (): Promise<Engine> => {
      const engine = await create(shape);
      engine.load(parameters);
      engine.learnFrom(examples);
      return engine;
    };
    const batch = (k: number): Uint32Array => everyWord(300).subarray(0, at([300, 3, 64, 100, 1], k % 5));

    it("gives the same bytes twice", async () => {
      const engines = [await ready(), await ready()];
      const results = [];
      for (const engine of engines) {
        const losses = [];
        for (let k = 0; k < 10; k++) {
          const r = { ...at(regularisations, k % 5)[1], key: k };
          losses.push(await engine.train(batch(k), { ...r, rate: 0.01, decay: 0.1, clip: 1 }));
        }
        const gradient = await engine.gradient(batch(0), at(regularisations, 4)[1]);
        results.push([losses, engine.parameters(), gradient, await engine.predict(examples)]);
        engine.dispose();
      }
      expect(results[1]).toEqual(results[0]);
    });

    it("has the same gradient whatever came before", async () => {
      const used = await ready();
      for (let k = 0; k < 5; k++) await used.gradient(batch(k), at(regularisations, k)[1]);
      await used.predict(examples);
      for (let k = 0; k < 5; k++) {
        const fresh = await ready();
        const r = at(regularisations, k)[1];
        expect(await used.gradient(batch(k), r)).toEqual(await fresh.gradient(batch(k), r));
        fresh.dispose();
      }
      used.dispose();
    });
  });

  it("drops other characters and numbers of h with another key, and none without", async () => {
    const shape = shapeFor("rnn");
    const random = new Random(12);
    const engine = await create(shape);
    engine.load(parametersFor(shape, 12, random));
    engine.learnFrom(examplesFor(wordsFor(50, shape.A, 12, random), shape, random));
    const loss = async (dropCharacters: number, dropHidden: number, key: number): Promise<number> =>
      (await engine.gradient(everyWord(50), { ...plain, dropCharacters, dropHidden, key })).loss;
    expect(await loss(0, 0, 1)).toBe(await loss(0, 0, 2));
    expect(await loss(0.3, 0, 1)).not.toBe(await loss(0.3, 0, 2));
    expect(await loss(0, 0.3, 1)).not.toBe(await loss(0, 0.3, 2));
    engine.dispose();
  });
}
