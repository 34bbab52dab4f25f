import { describe, expect, it } from "vitest";
import { Random } from "../../../src/corpus/random.js";
import type { Examples, Regularisation, Shape } from "../../../src/engine/engine.js";
import type { Parameters } from "../../../src/model/model.js";
import { at } from "../algebra.js";
import {
  everyWord,
  examplesFor,
  fewShapes,
  large,
  nameOf,
  parametersFor,
  plain,
  regularisations,
  shapes,
  sorted,
  wordsFor,
} from "../cases.js";
import { floorsOf, misses, relativeError, tolerance } from "../closeness.js";
import { centralDifference, learnedPlaces, roundingError } from "../differences.js";
import { readingsOf } from "../readings.js";
import { byLetter, type Doubles, gradientOf, lossOf, type Sum, toDoubles } from "../reference.js";
import type { Create, Spared } from "../suite.js";

/** Words have up to that many. */
const letters = 30;

/** At most `samples` different places of n: all of them, or places by chance. */
const someOf = (samples: number, n: number, random: Random): Iterable<number> =>
  n <= samples ? Array(n).keys() : new Set(Array.from({ length: samples }, () => random.below(n)));

/** Fails where the engine's loss or any element of its gradient is not the reference's. */
export async function expectGradient(
  create: Create,
  shape: Shape,
  parameters: Parameters,
  examples: Examples,
  batch: Uint32Array,
  r: Regularisation,
): Promise<{ gradient: Parameters; expected: Sum<Doubles> }> {
  const engine = await create(shape);
  engine.load(parameters);
  engine.learnFrom(examples);
  const { loss, gradient } = await engine.gradient(batch, r);
  engine.dispose();
  const readings = readingsOf(shape, examples, batch, r);
  const { sum, sizes } = lossOf(shape, toDoubles(parameters), readings);
  expect(relativeError(loss, sum, sizes), `loss ${loss}, not ${sum}`).toBeLessThan(1e-6);
  const expected = gradientOf(shape, toDoubles(parameters), readings);
  expect(misses(gradient, expected, shape.H)).toEqual([]);
  return { gradient, expected };
}

export function gradients(create: Create, { few }: Spared): void {
  describe.each((few ? fewShapes() : shapes).map((shape) => [nameOf(shape), shape] as const))("%s", (_, shape) => {
    it.each(regularisations)("N2: equal central differences and the reference: %s", async (_, r) => {
      const random = new Random(shape.H * 1000 + shape.C);
      for (const B of [1, 3, 64]) {
        const parameters = parametersFor(shape, letters, random);
        const words = wordsFor(B, shape.A, letters, random);
        const examples = examplesFor(random.below(2) === 0 ? words : sorted(words), shape, random);
        const { gradient, expected } = await expectGradient(create, shape, parameters, examples, everyWord(B), r);

        const p = toDoubles(parameters);
        const readings = readingsOf(shape, examples, everyWord(B), r);
        const floors = floorsOf(expected.sizes, shape.H);
        const samples = shape.H * B < 1000 ? 8 : 1;
        byLetter((letter) => {
          for (const i of someOf(samples, learnedPlaces(shape)[letter], random)) {
            const difference = centralDifference(shape, p, readings, letter, i);
            const floor = Math.max(at(floors[letter], i), roundingError / tolerance);
            const error = relativeError(at(gradient[letter], i), difference, floor);
            expect(error, `${letter} at ${i}, B = ${B}`).toBeLessThan(tolerance);
          }
        });
      }
    });

    it("are 0 for what is fixed, and a multiple's stands on the diagonal", async () => {
      const random = new Random(9);
      const examples = examplesFor(wordsFor(20, shape.A, 9, random), shape, random);
      const engine = await create(shape);
      engine.load(parametersFor(shape, 9, random));
      engine.learnFrom(examples);
      const { gradient } = await engine.gradient(everyWord(20), plain);
      const learned = learnedPlaces(shape);
      if (learned.U === 0) expect(gradient.U.every((value) => value === 0)).toBe(true);
      if (learned.W === 0) expect(gradient.W.every((value) => value === 0)).toBe(true);
      if (learned.W === 1) {
        expect(gradient.W[0]).not.toBe(0);
        const isMultiple = (value: number, i: number): boolean =>
          value === (i % (shape.H + 1) === 0 ? gradient.W[0] : 0);
        expect(gradient.W.every(isMultiple)).toBe(true);
      }
      engine.dispose();
    });
  });

  it.each(large.map((shape) => [nameOf(shape), shape] as const))(
    "are those of every parameter: %s",
    async (_, shape) => {
      const random = new Random(shape.H);
      const examples = examplesFor(wordsFor(40, shape.A, 9, random), shape, random);
      const parameters = parametersFor(shape, 9, random);
      await expectGradient(create, shape, parameters, examples, everyWord(40), at(regularisations, 4)[1]);
    },
  );

  it("are those of a batch in any order, with places left out and places twice", async () => {
    const shape = { rung: "rnn", A: 11, H: 8, C: 3 } as const;
    const random = new Random(4);
    const examples = examplesFor(wordsFor(200, shape.A, 12, random), shape, random);
    const parameters = parametersFor(shape, 12, random);
    const batch = Uint32Array.from({ length: 150 }, () => random.below(200));
    for (const [, r] of regularisations) {
      await expectGradient(create, shape, parameters, examples, batch, r);
      await expectGradient(create, shape, parameters, examples, batch.sort(), r);
    }
  });

  it("add up over batches of any size, few words and many", async () => {
    const shape = { rung: "rnn", A: 6, H: 5, C: 2 } as const;
    const random = new Random(5);
    const words = sorted(wordsFor(600, shape.A, 8, random));
    const examples = examplesFor(words, shape, random);
    const parameters = parametersFor(shape, 8, random);
    for (const size of [2, 31, 32, 63, 65, 100, 255, 256, 257, 600]) {
      await expectGradient(create, shape, parameters, examples, everyWord(size), at(regularisations, 4)[1]);
    }
  });

  it("count a word of one letter beside one of a thousand", async () => {
    const shape = { rung: "rnn", A: 5, H: 8, C: 3 } as const;
    const random = new Random(6);
    const long = Array.from({ length: 1000 }, () => random.below(4));
    const short = Array.from({ length: 63 }, () => [random.below(4)]);
    const parameters = parametersFor(shape, 30, random);
    for (const words of [
      [long, ...short],
      [...short, long],
    ]) {
      const examples = examplesFor(words, shape, random);
      await expectGradient(create, shape, parameters, examples, everyWord(64), plain);
    }
  });
}
