import { describe, expect, it } from "vitest";
import { Random } from "../../../src/corpus/random.js";
import type { Examples, Shape } from "../../../src/engine/engine.js";
import type { Parameters } from "../../../src/model/model.js";
import { AdamW } from "../adamw.js";
import { at } from "../algebra.js";
import {
  everyWord,
  examplesFor,
  fewShapes,
  large,
  nameOf,
  ofEveryKind,
  parametersFor,
  plain,
  regularisations,
  shapeFor,
  shapes,
  wordsFor,
} from "../cases.js";
import { distance } from "../closeness.js";
import { learnedPlaces } from "../differences.js";
import { byLetter, toDoubles } from "../reference.js";
import type { Create, Spared } from "../suite.js";

/** Words and parameters to train on. */
function materialFor(shape: Shape, seed: number): { parameters: Parameters; examples: Examples } {
  const random = new Random(seed);
  const examples = examplesFor(wordsFor(120, shape.A, 12, random), shape, random);
  return { parameters: parametersFor(shape, 12, random), examples };
}

export function training(create: Create, { few }: Spared): void {
  const named = (few ? fewShapes() : [...shapes, ...large]).map((shape) => [nameOf(shape), shape] as const);
  it.each(named)("steps as AdamW in float64 does with the same gradients: %s", async (_, shape) => {
    const { parameters, examples } = materialFor(shape, 3);
    const engine = await create(shape);
    engine.load(parameters);
    engine.learnFrom(examples);
    const adamW = new AdamW(shape, toDoubles(parameters));
    const random = new Random(4);
    const clipped = new Set<boolean>();
    for (let k = 0; k < 10; k++) {
      const batch = Uint32Array.from({ length: k % 2 === 0 ? 70 : 20 }, () => random.below(120));
      const r = { ...at(regularisations, k % 5)[1], key: k };
      const gradient = toDoubles((await engine.gradient(batch, r)).gradient);
      const step = { rate: 0.01 * (1 + k / 10), decay: 0.3, clip: adamW.norm(gradient) * (k % 3 === 0 ? 2 : 0.3) };
      clipped.add(adamW.norm(gradient) > step.clip);
      adamW.step(gradient, step);
      await engine.train(batch, { ...r, ...step });
    }
    expect(clipped.size).toBe(2);
    const trained = engine.parameters();
    byLetter((letter) => {
      expect(distance(trained[letter], adamW.parameters[letter]), letter).toBeLessThan(1e-6);
    });
    const learned = learnedPlaces(shape);
    if (learned.W === 0) expect(trained.W).toEqual(parameters.W);
    if (learned.U === 0) expect(trained.U).toEqual(parameters.U);
    engine.dispose();
  });

  it("moves every number by the rate on its first step, against its gradient", async () => {
    const shape = shapeFor("rnn");
    const { parameters, examples } = materialFor(shape, 5);
    const engine = await create(shape);
    engine.load({ ...parameters, V: new Float32Array(shape.C * shape.H), c: new Float32Array(shape.C) });
    engine.learnFrom(examples);
    const { gradient } = await engine.gradient(everyWord(120), plain);
    await engine.train(everyWord(120), { ...plain, rate: 0.5, decay: 0, clip: 1e9 });
    const { V, c } = engine.parameters();
    const expected = (g: number): number => (-0.5 * g) / (Math.abs(g) + 1e-8);
    expect(distance(V, gradient.V.map(expected))).toBeLessThan(1e-6);
    expect(distance(c, gradient.c.map(expected))).toBeLessThan(1e-6);
    engine.dispose();
  });

  it("lets W, U and V decay, never c", async () => {
    const shape = shapeFor("rnn");
    const { parameters, examples } = materialFor(shape, 6);
    const engine = await create(shape);
    engine.load(parameters);
    engine.learnFrom(examples);
    const still = await create(shape);
    still.load(parameters);
    still.learnFrom(examples);
    await engine.train(everyWord(120), { ...plain, rate: 0.1, decay: 0.5, clip: 1 });
    await still.train(everyWord(120), { ...plain, rate: 0.1, decay: 0, clip: 1 });
    const [decayed, kept] = [engine.parameters(), still.parameters()];
    expect(decayed.c).toEqual(kept.c);
    for (const letter of ["W", "U", "V"] as const) {
      const lost = kept[letter].map((theta, i) => theta - at(decayed[letter], i));
      expect(
        distance(
          lost,
          parameters[letter].map((theta) => 0.05 * theta),
        ),
      ).toBeLessThan(1e-5);
    }
    engine.dispose();
    still.dispose();
  });

  describe.each(ofEveryKind().map((shape) => [nameOf(shape), shape] as const))("%s", (_, shape) => {
    const { parameters, examples } = materialFor(shape, 7);
    const step = { ...at(regularisations, 4)[1], rate: 0.01, decay: 0.1, clip: 1 };

    it("returns the loss from before the step, which a gradient does not disturb", async () => {
      const [watched, unwatched] = [await create(shape), await create(shape)];
      for (const engine of [watched, unwatched]) {
        engine.load(parameters);
        engine.learnFrom(examples);
      }
      for (let k = 0; k < 5; k++) {
        const { loss } = await watched.gradient(everyWord(100), step);
        await watched.gradient(everyWord(7), plain);
        expect(await watched.train(everyWord(100), step)).toBe(loss);
        await unwatched.train(everyWord(100), step);
      }
      expect(watched.parameters()).toEqual(unwatched.parameters());
      watched.dispose();
      unwatched.dispose();
    });

    it("hands out copies, and starts anew from what it loads", async () => {
      const engine = await create(shape);
      engine.learnFrom(examples);
      const run = async (): Promise<Parameters> => {
        engine.load(parameters);
        for (let k = 0; k < 4; k++) await engine.train(everyWord(64), step);
        return engine.parameters();
      };
      engine.load(parameters);
      const copy = engine.parameters();
      expect(copy).toEqual(parameters);
      copy.V.fill(9);
      expect(engine.parameters()).toEqual(parameters);
      const first = await run();
      expect(first.V).not.toEqual(parameters.V);
      expect(await run()).toEqual(first);
      engine.dispose();
    });
  });

  it("learns from the words that were set last", async () => {
    const shape = shapeFor("rnn");
    const [early, late] = [materialFor(shape, 8), materialFor(shape, 9)];
    const [engine, fresh] = [await create(shape), await create(shape)];
    engine.load(late.parameters);
    engine.learnFrom(early.examples);
    await engine.gradient(everyWord(120), plain);
    engine.learnFrom(late.examples);
    fresh.load(late.parameters);
    fresh.learnFrom(late.examples);
    expect(await engine.gradient(everyWord(120), plain)).toEqual(await fresh.gradient(everyWord(120), plain));
    engine.dispose();
    fresh.dispose();
  });

  it("learns to tell ab from ba where order matters, and never where letters are added up", async () => {
    const words = [
      [0, 1],
      [1, 0],
    ];
    const targets = { labelStart: Uint32Array.of(0, 1, 2), label: Uint16Array.of(0, 1), share: Float32Array.of(1, 1) };
    for (const rung of ["bag", "scaled", "linear", "rnn", "gru"] as const) {
      const shape = { rung, A: 3, H: 4, C: 2 };
      const random = new Random(10);
      const engine = await create(shape);
      engine.load(parametersFor(shape, 2, random));
      engine.learnFrom({ ...examplesFor(words, shape, random), ...targets, weight: Float32Array.of(1, 1) });
      for (let k = 0; k < 200; k++) await engine.train(everyWord(2), { ...plain, rate: 0.05, decay: 0, clip: 1 });
      const { loss } = await engine.gradient(everyWord(2), plain);
      if (rung === "bag") expect(loss).toBeCloseTo(Math.LN2, 3);
      else expect(loss).toBeLessThan(0.01);
      engine.dispose();
    }
  });
}
