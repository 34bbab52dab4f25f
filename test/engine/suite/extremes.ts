import { describe, expect, it } from "vitest";
import { Random } from "../../../src/corpus/random.js";
import { at } from "../algebra.js";
import { everyWord, examplesFor, parametersFor, plain, sequencesOf, shapeFor, wordsFor } from "../cases.js";
import { distance } from "../closeness.js";
import { readingsOf } from "../readings.js";
import { hiddenVectors, lossOf, probabilities, toDoubles } from "../reference.js";
import type { Create, Spared } from "../suite.js";
import { expectGradient } from "./gradients.js";

const numbers = (p: object): number[] => Object.values(p).flatMap((array) => [...array]);

export function extremes(create: Create, { few }: Spared): void {
  const longest = few ? 1_000 : 10_000;

  describe.each(["sum", "doubling", "multiplier"] as const)("%s, whose h grows with V as it is for vectors", (rung) => {
    const shape = { rung, A: 20, H: 1, C: 4 };
    const multiple = { sum: 1, doubling: 2, multiplier: 1.8 }[rung];

    it.each([1, 4, 12, 30])("keeps its gradient and loss to their last digits: %i letters", async (letters) => {
      for (let seed = 0; seed < 20; seed++) {
        const random = new Random(seed);
        const V = Float32Array.from({ length: shape.C }, () => random.uniform());
        const parameters = { ...parametersFor(shape, letters, random), W: Float32Array.of(multiple), V };
        const examples = examplesFor(wordsFor(10, shape.A, letters, random), shape, random);
        await expectGradient(create, shape, parameters, examples, everyWord(10), plain);
      }
    });

    it("never has a loss below 0, and none for a label that is certain", async () => {
      for (let seed = 0; seed < 40; seed++) {
        const random = new Random(seed);
        const V = Float32Array.from({ length: shape.C }, () => random.uniform());
        const parameters = { ...parametersFor(shape, 30, random), W: Float32Array.of(multiple), V };
        const words = wordsFor(5, shape.A, 30, random);
        const p = toDoubles(parameters);
        const winners = words.map((word) => {
          const chances = probabilities(shape, p, at(hiddenVectors(shape, p, word), word.length));
          return chances.indexOf(Math.max(...chances));
        });
        const targets = {
          labelStart: Uint32Array.from({ length: words.length + 1 }, (_, i) => i),
          label: Uint16Array.from(winners),
          share: new Float32Array(words.length).fill(1),
        };
        const examples = { ...examplesFor(words, shape, random), ...targets };
        const engine = await create(shape);
        engine.load(parameters);
        engine.learnFrom(examples);
        const { loss } = await engine.gradient(everyWord(words.length), plain);
        const { sum } = lossOf(shape, p, readingsOf(shape, examples, everyWord(words.length), plain));
        expect(loss).toBeGreaterThanOrEqual(0);
        if (sum < 1e-30) expect(loss).toBeLessThan(1e-30);
        engine.dispose();
      }
    });
  });

  it.each(["doubling", "multiplier", "scaled", "linear", "rnn", "gru"] as const)(
    `stays finite for a word of ${longest} letters: %s`,
    async (rung) => {
      const shape = shapeFor(rung);
      const random = new Random(1);
      const doubled = Float32Array.from({ length: shape.H ** 2 }, (_, i) => (i % (shape.H + 1) === 0 ? 2 : 0));
      const parameters = parametersFor(shape, 30, random);
      const word = Array.from({ length: longest }, () => 1 + random.below(shape.A - 2));
      const examples = examplesFor([word, word.slice(1, 200), [3]], shape, random);
      const engine = await create(shape);
      engine.load(rung === "rnn" || rung === "gru" ? parameters : { ...parameters, W: doubled });
      engine.learnFrom(examples);
      const { loss, gradient } = await engine.gradient(everyWord(3), { ...plain, prefixLoss: 0.5 });
      expect([loss, ...numbers(gradient), ...(await engine.predict(examples))].every(Number.isFinite)).toBe(true);
      engine.dispose();
    },
  );

  it("holds h at 10³⁰ where doubling goes past it, and lets no gradient through", async () => {
    const shape = shapeFor("doubling");
    const random = new Random(4);
    const parameters = { ...parametersFor(shape, 30, random), V: Float32Array.of(1e-30, -2e-30, 3e-30) };
    const words = [90, 95, 100, 105, 150, 300].map((length) => Array.from({ length }, () => 1 + random.below(9)));
    const p = toDoubles(parameters);
    const engine = await create(shape);
    engine.load(parameters);
    const [actual, h] = [await engine.predict(sequencesOf(words)), await engine.hidden(sequencesOf(words))];
    words.forEach((word, i) => {
      const last = at(hiddenVectors(shape, p, word), word.length);
      expect(distance(h.subarray(i, i + 1), last)).toBeLessThan(1e-6);
      const answer = actual.subarray(i * shape.C, (i + 1) * shape.C);
      expect(distance(answer, probabilities(shape, p, last))).toBeLessThan(1e-5);
    });
    expect(Math.max(...h)).toBe(Math.fround(1e30));
    engine.dispose();
    const scaled = { rung: "scaled", A: shape.A, H: 3, C: 3 } as const;
    const start = parametersFor(scaled, 30, random);
    const doubled = {
      ...start,
      W: Float32Array.of(2, 0, 0, 0, 2, 0, 0, 0, 2),
      V: start.V.map((value) => value * 1e-30),
    };
    for (const word of words) {
      await expectGradient(create, scaled, doubled, examplesFor([word], scaled, random), everyWord(1), plain);
    }
  });

  it("N1: is certain of logits of ±10⁴, and its loss is their distance", async () => {
    const shape = { rung: "bag", A: 2, H: 1, C: 2 } as const;
    const engine = await create(shape);
    engine.load({
      W: Float32Array.of(1),
      U: Float32Array.of(1, -1),
      V: Float32Array.of(1e4, -1e4),
      c: Float32Array.of(0, 0),
    });
    expect([...(await engine.predict(sequencesOf([[0], [1]])))]).toEqual([1, 0, 0, 1]);
    const random = new Random(1);
    const targets = { labelStart: Uint32Array.of(0, 1), label: Uint16Array.of(1), share: Float32Array.of(1) };
    engine.learnFrom({ ...examplesFor([[0]], shape, random), ...targets, weight: Float32Array.of(1) });
    const { loss, gradient } = await engine.gradient(everyWord(1), plain);
    expect(loss).toBe(2e4);
    expect([...gradient.V]).toEqual([1, -1]);
    engine.dispose();
  });

  it("lets no gradient through a tanh that is at its end", async () => {
    const shape = { rung: "rnn", A: 3, H: 8, C: 2 } as const;
    const random = new Random(2);
    const parameters = {
      ...parametersFor(shape, 5, random),
      U: new Float32Array(24).map((_, i) => (i < 8 ? 50 : 0.1)),
    };
    const words = [[0], [1, 0], [2, 1, 0]];
    const engine = await create(shape);
    engine.load(parameters);
    engine.learnFrom(examplesFor(words, shape, random));
    const { gradient } = await engine.gradient(everyWord(3), plain);
    expect(numbers({ W: gradient.W, U: gradient.U }).every((g) => Math.abs(g) < 2e-6)).toBe(true);
    const p = toDoubles(parameters);
    const expected = words.flatMap((word) => [
      ...probabilities(shape, p, at(hiddenVectors(shape, p, word), word.length)),
    ]);
    const actual = await engine.predict(sequencesOf(words));
    expected.forEach((probability, i) => {
      expect(Math.abs(at(actual, i) - probability)).toBeLessThan(1e-5);
    });
    engine.dispose();
  });

  it("shows in the loss that a parameter is not a number", async () => {
    for (const letter of ["W", "U", "V", "c"] as const) {
      const shape = shapeFor("rnn");
      const random = new Random(3);
      const parameters = parametersFor(shape, 9, random);
      parameters[letter].fill(Number.NaN);
      const engine = await create(shape);
      engine.load(parameters);
      engine.learnFrom(examplesFor([[1, 2, 3]], shape, random));
      expect((await engine.gradient(everyWord(1), plain)).loss).toBeNaN();
      engine.dispose();
    }
  });
}
