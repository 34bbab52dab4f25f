import { describe, expect, it } from "vitest";
import { Random } from "../../../src/corpus/random.js";
import { at } from "../algebra.js";
import {
  everyWord,
  examplesFor,
  fewShapes,
  nameOf,
  parametersFor,
  plain,
  sequencesOf,
  shapeFor,
  shapes,
  sorted,
  wordsFor,
} from "../cases.js";
import { distance } from "../closeness.js";
import { hiddenVectors, probabilities, toDoubles } from "../reference.js";
import type { Create, Spared } from "../suite.js";

const letters = 30;

/** Words of 0 to 30 letters, the unknown character among them, every length at least once. */
function wordsToPredict(A: number, random: Random): number[][] {
  const lengths = Array.from({ length: letters + 1 }, (_, length) => Array.from({ length }, () => random.below(A)));
  return [...lengths, ...wordsFor(60, A, letters, random), [], [A - 1], [A - 1, A - 1], []];
}

export function predictions(create: Create, { few, lastBits }: Spared): void {
  const theSame = lastBits ? `nearly the same (${lastBits})` : "the same bits";
  const expectSame = (actual: Float32Array, expected: Float32Array): void => {
    if (lastBits && expected.length > 0) expect(distance(actual, expected)).toBeLessThan(1e-6);
    else expect(actual).toEqual(expected);
  };

  describe.each((few ? fewShapes() : shapes).map((shape) => [nameOf(shape), shape] as const))("%s", (_, shape) => {
    const random = new Random(shape.H + 5);
    const parameters = parametersFor(shape, letters, random);
    const words = wordsToPredict(shape.A, random);

    it("are the reference's, many words at once", async () => {
      const engine = await create(shape);
      engine.load(parameters);
      const actual = await engine.predict(sequencesOf(words));
      engine.dispose();
      const p = toDoubles(parameters);
      const expected = words.map((word) => probabilities(shape, p, at(hiddenVectors(shape, p, word), word.length)));
      expect(actual.length).toBe(words.length * shape.C);
      expected.forEach((row, i) => {
        const word = actual.subarray(i * shape.C, (i + 1) * shape.C);
        row.forEach((probability, l) => {
          expect(Math.abs(at(word, l) - probability)).toBeLessThan(1e-5);
        });
        expect(Math.abs(word.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(1e-6);
      });
    });

    it("come from the reference's hidden vectors", async () => {
      const engine = await create(shape);
      engine.load(parameters);
      const actual = await engine.hidden(sequencesOf(words));
      engine.dispose();
      expect(actual.length).toBe(words.length * shape.H);
      words.forEach((word, i) => {
        const h = at(hiddenVectors(shape, toDoubles(parameters), word), word.length);
        expect(distance(actual.subarray(i * shape.H, (i + 1) * shape.H), h), `word ${i}`).toBeLessThan(1e-5);
      });
    });

    it(`are ${theSame} one at a time, all at once, sorted, and in any order`, async () => {
      const engine = await create(shape);
      engine.load(parameters);
      const answers = async (list: readonly (readonly number[])[]): Promise<Map<string, Float32Array[]>> => {
        const [all, h] = [await engine.predict(sequencesOf(list)), await engine.hidden(sequencesOf(list))];
        const row = (rows: Float32Array, i: number, width: number): Float32Array =>
          rows.slice(i * width, (i + 1) * width);
        return new Map(list.map((word, i) => [word.join(), [row(all, i, shape.C), row(h, i, shape.H)]]));
      };
      const alone = new Map<string, Float32Array[]>();
      for (const word of words) for (const [key, answer] of await answers([word])) alone.set(key, answer);
      const places = everyWord(words.length);
      random.shuffle(places);
      for (const list of [words, sorted(words), Array.from(places, (i) => at(words, i)), words.slice(0, 7)]) {
        for (const [key, answer] of await answers(list)) {
          for (const [i, numbers] of answer.entries()) expectSame(numbers, at(alone.get(key) ?? [], i));
        }
      }
      engine.dispose();
    });
  });

  it(`are ${theSame} for thousands of words, and beside words of thousands of letters`, async () => {
    const shape = shapeFor("rnn");
    const random = new Random(6);
    const engine = await create(shape);
    engine.load(parametersFor(shape, letters, random));
    const long = Array.from({ length: few ? 2_000 : 20_000 }, () => random.below(shape.A));
    const words = [
      ...wordsFor(1000, shape.A, letters, random),
      long,
      ...wordsFor(1000, shape.A, letters, random),
      long,
      [],
    ];
    const [all, h] = [await engine.predict(sequencesOf(words)), await engine.hidden(sequencesOf(words))];
    for (let i = 0; i < words.length; i += i < 1990 ? 37 : 1) {
      const alone = sequencesOf([at(words, i)]);
      expectSame(all.subarray(i * shape.C, (i + 1) * shape.C), await engine.predict(alone));
      expectSame(h.subarray(i * shape.H, (i + 1) * shape.H), await engine.hidden(alone));
    }
    engine.dispose();
  });

  it("of no words are none, and of an empty word softmax(c)", async () => {
    const shape = shapeFor("rnn");
    const engine = await create(shape);
    const parameters = { ...parametersFor(shape, 5, new Random(1)), c: Float32Array.of(0, Math.log(2), Math.log(5)) };
    engine.load(parameters);
    expect(await engine.predict(sequencesOf([]))).toEqual(new Float32Array(0));
    expect(await engine.hidden(sequencesOf([]))).toEqual(new Float32Array(0));
    expect(await engine.hidden(sequencesOf([[]]))).toEqual(new Float32Array(shape.H));
    const [a, b, c] = await engine.predict(sequencesOf([[]]));
    expect([a, b, c]).toEqual([1, 2, 5].map((n) => expect.closeTo(n / 8, 6)));
    engine.dispose();
  });

  it("follow the parameters as training changes them, and leave training alone", async () => {
    const shape = shapeFor("rnn");
    const random = new Random(3);
    const examples = examplesFor(wordsFor(40, shape.A, 9, random), shape, random);
    const parameters = parametersFor(shape, 9, random);
    const [watched, unwatched] = [await create(shape), await create(shape)];
    for (const engine of [watched, unwatched]) {
      engine.load(parameters);
      engine.learnFrom(examples);
    }
    const step = { ...plain, rate: 0.01, decay: 0, clip: 1 };
    for (let k = 0; k < 5; k++) {
      expect(await watched.train(everyWord(40), step)).toBe(await unwatched.train(everyWord(40), step));
      const fresh = await create(shape);
      fresh.load(watched.parameters());
      expect(await watched.predict(examples)).toEqual(await fresh.predict(examples));
      fresh.dispose();
    }
    expect(watched.parameters()).toEqual(unwatched.parameters());
    watched.dispose();
    unwatched.dispose();
  });

  it("that were begun are what they would have been then, whatever comes before they are asked for", async () => {
    const shape = shapeFor("rnn");
    const random = new Random(8);
    const examples = examplesFor(wordsFor(40, shape.A, 9, random), shape, random);
    const others = sequencesOf(wordsFor(3000, shape.A, letters, random));
    const parameters = parametersFor(shape, 9, random);
    const engine = await create(shape);
    engine.load(parameters);
    engine.learnFrom(examples);
    const expected = await engine.predict(examples);
    const expectedOfOthers = await engine.predict(others);
    const steps: (() => unknown)[] = [
      () => engine.predict(others),
      () => engine.hidden(others),
      () => engine.train(everyWord(40), { ...plain, rate: 0.1, decay: 0, clip: 1 }),
      () => engine.gradient(everyWord(40), plain),
      () => engine.load(parametersFor(shape, 9, random)),
      () => undefined,
    ];
    for (const step of steps) {
      engine.load(parameters);
      const [first, second] = [engine.begin(examples), engine.begin(others)];
      await step();
      expect(await second()).toEqual(expectedOfOthers);
      expect(await first()).toEqual(expected);
      expect(await first()).toEqual(expected);
    }
    engine.begin(others);
    engine.dispose();
  });
}
