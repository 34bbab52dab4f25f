import { expect, it } from "vitest";
import { Random } from "../../../src/corpus/random.js";
import type { Parameters } from "../../../src/model/model.js";
import { everyWord, examplesFor, parametersFor, plain, sequencesOf, shapeFor, wordsFor } from "../cases.js";
import { distance } from "../closeness.js";
import type { Create } from "../suite.js";

const shape = shapeFor("gru");
const { A, H } = shape;

/** A pre-activation at which σ is 0 or 1 to float32's last digit. */
const far = 50;

/** The model with gates whose letters, all of them or one, open and close as told. */
function withGates(p: Parameters, gates: { readonly z?: number; readonly r?: number }, letter?: number): Parameters {
  const U = p.U.map((u, i) => {
    const part = Math.floor((i % (3 * H)) / H);
    const told = part === 0 ? gates.z : part === 1 ? gates.r : undefined;
    return told !== undefined && (letter === undefined || letter === Math.floor(i / (3 * H))) ? told : u;
  });
  return { ...p, U };
}

/** What gates do at their ends, where the equations are simple. */
export function gates(create: Create): void {
  const random = new Random(51);
  const parameters = parametersFor(shape, 9, random);
  const words = wordsFor(60, A, 9, random);
  const examples = examplesFor(words, shape, random);

  it("keep h where z is 1: such a letter is not read", async () => {
    const silent = 4;
    const engine = await create(shape);
    engine.load(withGates(parameters, { z: far }, silent));
    const spoken = await engine.hidden(sequencesOf(words.map((word) => word.filter((x) => x !== silent))));
    const heard = await engine.hidden(examples);
    engine.dispose();
    expect(distance(heard, spoken)).toBeLessThan(1e-6);
  });

  it("are the rung rnn where z is 0 and r is 1, forward and back", async () => {
    const open = withGates(parameters, { z: -far, r: far });
    const n = (i: number, width: number): boolean => Math.floor((i % width) / H) === 2;
    const simple = {
      ...parameters,
      W: parameters.W.slice(2 * H * H),
      U: parameters.U.filter((_, i) => n(i, 3 * H)),
    };
    const [gated, rnn] = [await create(shape), await create(shapeFor("rnn"))];
    gated.load(open);
    rnn.load(simple);
    for (const engine of [gated, rnn]) engine.learnFrom(examples);
    expect(distance(await gated.predict(examples), await rnn.predict(examples))).toBeLessThan(1e-5);
    const [{ gradient }, { gradient: expected }] = [
      await gated.gradient(everyWord(60), plain),
      await rnn.gradient(everyWord(60), plain),
    ];
    gated.dispose();
    rnn.dispose();
    expect(distance(gradient.W.slice(2 * H * H), expected.W)).toBeLessThan(1e-5);
    expect(
      distance(
        gradient.U.filter((_, i) => n(i, 3 * H)),
        expected.U,
      ),
    ).toBeLessThan(1e-5);
  });

  it("forget all letters but the last where z and r are 0", async () => {
    const engine = await create(shape);
    engine.load(withGates(parameters, { z: -far, r: -far }));
    const last = await engine.hidden(sequencesOf(words.map((word) => word.slice(-1))));
    const whole = await engine.hidden(examples);
    engine.dispose();
    expect(distance(whole, last)).toBeLessThan(1e-6);
  });
}
