import { describe, expect, it } from "vitest";
import { Random } from "../../src/corpus/random.js";
import { createWasmEngine } from "../../src/engine/wasm/engine.js";
import { initialise } from "../../src/training/initialise.js";
import { inUnits, unitOf } from "../../src/training/unit.js";
import { parametersFor, sequencesOf, wordsFor } from "../engine/cases.js";

const numberRungs = ["sum", "doubling", "multiplier"] as const;

const unitFor = (rung: (typeof numberRungs)[number], words: readonly (readonly number[])[]): number => {
  const shape = { rung, A: 9, H: 1, C: 2 };
  return unitOf(shape, initialise(shape, 1), sequencesOf(words));
};

describe("unitOf", () => {
  it("is the power of two nearest to the mean h", () => {
    // cat, chat and katze by the article's numbers: 6, 9 and 17; doubled 9, 25 and 98
    const words = [
      [1, 0, 5],
      [1, 3, 0, 5],
      [4, 0, 5, 6, 2],
    ];
    expect(unitFor("sum", words)).toBe(8); // 10.7
    expect(unitFor("doubling", words)).toBe(32); // 44
    expect(unitFor("multiplier", words)).toBe(4); // 5.25, 5.625 and 6
  });

  it("is 1 for words of the first letter alone", () => {
    expect(unitFor("sum", [[0, 0], [0]])).toBe(1);
  });

  it("ends where h does, for words of any length", () => {
    expect(unitFor("doubling", [new Array<number>(5000).fill(8)])).toBe(2 ** 100);
  });

  it("is 1 where U is learned", () => {
    const shape = { rung: "rnn", A: 9, H: 4, C: 2 } as const;
    expect(unitOf(shape, initialise(shape, 1), sequencesOf([[1, 2, 3]]))).toBe(1);
  });
});

describe("inUnits", () => {
  it.each(numberRungs)("changes no bit of what %s answers, and can be taken back", async (rung) => {
    const shape = { rung, A: 9, H: 1, C: 3 };
    const random = new Random(5);
    const parameters = parametersFor(shape, 20, random);
    const words = sequencesOf(wordsFor(200, shape.A, 20, random));
    const scaled = inUnits(parameters, 2 ** 13);
    const engine = await createWasmEngine(shape);
    engine.load(parameters);
    const answers = await engine.predict(words);
    const hidden = await engine.hidden(words);
    engine.load(scaled);
    expect(await engine.predict(words)).toEqual(answers);
    expect(await engine.hidden(words)).toEqual(hidden.map((h) => h / 2 ** 13));
    engine.dispose();
    expect(inUnits(scaled, 2 ** -13)).toEqual(parameters);
  });
});
