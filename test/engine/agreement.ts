/** Puts the same parameters and batches into engines, and compares what comes out. */
import { Random } from "../../src/corpus/random.js";
import type { Shape } from "../../src/engine/engine.js";
import type { Parameters } from "../../src/model/model.js";
import { at } from "./algebra.js";
import { everyWord, examplesFor, parametersFor, regularisations, wordsFor } from "./cases.js";
import { distance } from "./closeness.js";
import type { Create } from "./suite.js";

/** How far two engines may be apart in any quantity, as a share of its largest number: float32 has seven digits. */
export const tolerance = 1e-5;

/** Every number that an engine gives out, by the name of the quantity. */
export type Outcome = ReadonlyMap<string, Float32Array>;

const letters = 12;
const words = 100;

/** What an engine makes of a network of that shape: answers, loss and gradients under each regularisation, ten steps. */
export async function outcomeOf(create: Create, shape: Shape): Promise<Outcome> {
  const random = new Random(shape.H);
  const parameters = parametersFor(shape, letters, random);
  const examples = examplesFor(wordsFor(words, shape.A, letters, random), shape, random);
  const engine = await create(shape);
  engine.load(parameters);
  engine.learnFrom(examples);
  const outcome = new Map<string, Float32Array>();
  const add = (name: string, { W, U, V, c }: Parameters): void => {
    for (const [letter, numbers] of Object.entries({ W, U, V, c })) outcome.set(`${name} ${letter}`, numbers);
  };
  const probabilities = await engine.predict(examples);
  outcome.set("probabilities", probabilities);
  // The logits, but for what is added to all of a word.
  outcome.set("log probabilities", probabilities.map(Math.log));
  outcome.set("h", await engine.hidden(examples));
  for (const [name, r] of regularisations) {
    const { loss, gradient } = await engine.gradient(everyWord(words), r);
    outcome.set(`loss, ${name}`, Float32Array.of(loss));
    add(`gradient, ${name},`, gradient);
  }
  const losses = new Float32Array(10);
  for (let k = 0; k < losses.length; k++) {
    const batch = Uint32Array.from({ length: k % 2 === 0 ? 70 : 20 }, () => random.below(words));
    const r = { ...at(regularisations, k % regularisations.length)[1], key: k };
    losses[k] = await engine.train(batch, { ...r, rate: 0.01, decay: 0.1, clip: 1 });
  }
  outcome.set("losses of ten steps", losses);
  add("after ten steps", engine.parameters());
  const { first, second } = engine.moments();
  add("first moments", first);
  add("second moments", second);
  engine.dispose();
  return outcome;
}

/** The largest distance of each quantity; of nothing but zeros, which what is not learned has for a gradient, there must be none. */
export const differences = (a: Outcome, b: Outcome): Map<string, number> =>
  new Map([...a].map(([name, numbers]) => [name, distance(b.get(name) ?? [], numbers)]));
