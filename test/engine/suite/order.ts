import { describe, expect, it } from "vitest";
import { Random } from "../../../src/corpus/random.js";
import type { Shape } from "../../../src/engine/engine.js";
import type { Parameters } from "../../../src/model/model.js";
import { partsOf } from "../../../src/recurrence/ladder.js";
import { row } from "../../../src/recurrence/vector.js";
import { everyWord, examplesFor, ordered, parametersFor, plain, rungs, sequencesOf, shapeFor } from "../cases.js";
import { distance } from "../closeness.js";
import type { Create } from "../suite.js";

const word = [1, 2, 3, 4, 5];

/** Probabilities of words one after the other. */
async function predict(
  create: Create,
  shape: Shape,
  p: Parameters,
  words: readonly (readonly number[])[],
): Promise<Float32Array[]> {
  const engine = await create(shape);
  engine.load(p);
  const all = await engine.predict(sequencesOf(words));
  engine.dispose();
  return words.map((_, i) => all.slice(i * shape.C, (i + 1) * shape.C));
}

/** Each step must start from the step before it. */
export function order(create: Create): void {
  describe.each(rungs)("%s", (rung) => {
    const shape = shapeFor(rung);
    const parameters = parametersFor(shape, word.length, new Random(8));

    it("answers letters in another order with another answer, unless it adds them up", async () => {
      const permutations = [
        [2, 1, 3, 4, 5],
        [1, 2, 4, 3, 5],
        [5, 1, 2, 3, 4],
        [5, 4, 3, 2, 1],
      ];
      const [answer, ...others] = await predict(create, shape, parameters, [word, ...permutations]);
      for (const other of others) {
        if (ordered.includes(rung)) expect(distance(other, answer ?? [])).toBeGreaterThan(1e-4);
        else expect(distance(other, answer ?? [])).toBeLessThan(1e-6);
      }
    });

    it("answers every letter, the first as well as the last", async () => {
      const changed = word.map((_, t) => word.map((x, i) => (i === t ? 9 : x)));
      const [answer, ...others] = await predict(create, shape, parameters, [word, ...changed]);
      for (const other of others) expect(distance(other, answer ?? [])).toBeGreaterThan(1e-4);
    });

    it("goes back from the last letter to the first", async () => {
      const engine = await create(shape);
      engine.load(parameters);
      engine.learnFrom(examplesFor([word], shape, new Random(8)));
      const { gradient } = await engine.gradient(everyWord(1), plain);
      engine.dispose();
      const largest = (x: number): number => Math.max(...row(gradient.U, x, partsOf(rung) * shape.H).map(Math.abs));
      const isLearned = rungs.indexOf(rung) >= rungs.indexOf("bag");
      for (const x of word) expect(largest(x) > 1e-4).toBe(isLearned);
      for (const x of [0, 6, 7, 8, 9, 10]) expect(largest(x)).toBe(0);
    });
  });

  it("is lost without W: then the last letter alone decides", async () => {
    const shape = shapeFor("rnn");
    const parameters = { ...parametersFor(shape, 5, new Random(8)), W: new Float32Array(shape.H ** 2) };
    const [answer, same, other] = await predict(create, shape, parameters, [word, [9, 5], [1, 2, 3, 5, 4]]);
    expect(same).toEqual(answer);
    expect(other).not.toEqual(answer);
  });
}
