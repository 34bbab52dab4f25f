import fc from "fast-check";
import { it } from "vitest";
import { Random } from "../../../src/corpus/random.js";
import type { Shape } from "../../../src/engine/engine.js";
import { everyWord, examplesFor, parametersFor, rungs } from "../cases.js";
import { learnedPlaces } from "../differences.js";
import type { Create, Spared } from "../suite.js";
import { expectGradient } from "./gradients.js";

const share = fc.integer({ min: 0, max: 9 }).map((tenths) => tenths / 10);

const regularisation = fc.record({
  dropCharacters: share,
  dropHidden: share,
  prefixLoss: share,
  nextLoss: share,
  key: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
});

/** A shape, words of its characters (few characters make words that begin alike), and a seed for all else. */
const network = fc
  .record({
    rung: fc.constantFrom(...rungs),
    A: fc.integer({ min: 2, max: 20 }),
    H: fc.integer({ min: 1, max: 40 }),
    C: fc.integer({ min: 2, max: 12 }),
    next: fc.boolean(),
    groups: fc.constantFrom(1, 1, 1, 2, 3),
  })
  .map(({ groups, ...shape }): Shape => {
    if (learnedPlaces(shape).U === 0) return { ...shape, H: 1 };
    const isMatrix = learnedPlaces(shape).W > 1;
    return groups > 1 && isMatrix ? { ...shape, H: groups * (shape.H > 20 ? 32 : 16), groups } : shape;
  })
  .chain((shape) => {
    const word = fc.array(fc.nat(shape.A - 1), { minLength: 1, maxLength: 12 });
    return fc.record({
      shape: fc.constant(shape),
      words: fc.array(word, { minLength: 1, maxLength: 70, size: "max" }),
      seed: fc.nat(),
    });
  });

export function anyShape(create: Create, { few }: Spared): void {
  it("has the gradient of the reference, whatever the words", () =>
    fc.assert(
      fc.asyncProperty(network, regularisation, async ({ shape, words, seed }, r) => {
        const random = new Random(seed);
        const examples = examplesFor(words, shape, random);
        await expectGradient(create, shape, parametersFor(shape, 12, random), examples, everyWord(words.length), r);
      }),
      { numRuns: few ? 50 : 200 },
    ));
}
