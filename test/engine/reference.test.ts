import { describe, expect, it } from "vitest";
import { Random } from "../../src/corpus/random.js";
import { at } from "./algebra.js";
import { everyWord, examplesFor, nameOf, parametersFor, regularisations, shapes, wordsFor } from "./cases.js";
import { floorsOf, relativeError } from "./closeness.js";
import { centralDifference, learnedPlaces } from "./differences.js";
import { readingsOf } from "./readings.js";
import { byLetter, gradientOf, hiddenVectors, lossOf, probabilities, toDoubles } from "./reference.js";

describe("the reference", () => {
  const small = shapes.filter(({ H }) => H < 32).map((shape) => [nameOf(shape), shape] as const);
  it.each(small)("goes back as central differences say: %s", (_, shape) => {
    const random = new Random(shape.H);
    for (const [, r] of regularisations) {
      const p = toDoubles(parametersFor(shape, 12, random));
      const words = wordsFor(5, shape.A, 12, random);
      const readings = readingsOf(shape, examplesFor(words, shape, random), everyWord(5), r);
      const { sum, sizes } = gradientOf(shape, p, readings);
      const floors = floorsOf(sizes, shape.H);
      byLetter((letter) => {
        for (let i = 0; i < learnedPlaces(shape)[letter]; i++) {
          const difference = centralDifference(shape, p, readings, letter, i);
          expect(relativeError(at(sum[letter], i), difference, at(floors[letter], i))).toBeLessThan(1e-5);
        }
      });
    }
  });

  it("gives the article's numbers: cat is 9, act 7, chat 25, katze 98 with doubling, and 6, 6, 9, 17 as sums", () => {
    const letters = [..."acehktz"];
    const U = Float64Array.from(letters, (_, i) => i);
    const h = (multiple: number, word: string): number => {
      const shape = { rung: "doubling", A: 7, H: 1, C: 2 } as const;
      const p = { W: Float64Array.of(multiple), U, V: new Float64Array(2), c: new Float64Array(2) };
      return at(
        hiddenVectors(
          shape,
          p,
          [...word].map((x) => letters.indexOf(x)),
        ).at(-1) ?? [],
        0,
      );
    };
    expect(["cat", "act", "chat", "katze"].map((word) => h(2, word))).toEqual([9, 7, 25, 98]);
    expect(["cat", "act", "chat", "katze"].map((word) => h(1, word))).toEqual([6, 6, 9, 17]);
  });

  it("computes a network of one number by hand", () => {
    const shape = { rung: "rnn", A: 2, H: 1, C: 2 } as const;
    const p = {
      W: Float64Array.of(0.5),
      U: Float64Array.of(1, -2),
      V: Float64Array.of(3, 0),
      c: Float64Array.of(0, 1),
    };
    const h = Math.tanh(0.5 * Math.tanh(1) - 2);
    const examples = {
      characters: Uint16Array.of(0, 1),
      start: Uint32Array.of(0, 2),
      labelStart: Uint32Array.of(0, 1),
      label: Uint16Array.of(0),
      share: Float32Array.of(1),
      weight: Float32Array.of(3),
      unknown: 0,
    };
    const readings = readingsOf(shape, examples, Uint32Array.of(0), at(regularisations, 0)[1]);
    expect(lossOf(shape, p, readings).sum).toBeCloseTo(3 * Math.log(1 + Math.exp(1 - 3 * h)), 12);
    expect(at(probabilities(shape, p, Float64Array.of(h)), 0)).toBeCloseTo(1 / (1 + Math.exp(1 - 3 * h)), 12);
  });
});
