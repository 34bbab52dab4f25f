import { normalise } from "../corpus/normalise.js";
import { Vocabulary } from "../corpus/vocabulary.js";
import type { Model } from "../model/model.js";
import { begin, gatesAt, logits, softmax, step } from "./equation.js";
import type { Gates } from "./gates.js";

/** Where a word stands after some of its letters. */
export interface State {
  /** h_t, [H]. */
  readonly hidden: Float64Array;
  /** softmax(V·h_t + c), [C], in the order of the model's labels: the answer if the word ended here. */
  readonly probabilities: Float64Array;
}

export interface Step extends State {
  /** The letter read, or undefined for the end mark. */
  readonly character: string | undefined;
  /** x_t, its number. */
  readonly x: number;
  /** What the gates did; undefined on rungs without. */
  readonly gates: Gates | undefined;
}

/** A word read letter by letter. */
export interface Trace {
  /** As the model reads it: normalised. */
  readonly word: string;
  /** Its distinct characters that the model never saw; they all have the same number. */
  readonly unknown: readonly string[];
  /** h_0 = 0, and the answer to no letter at all. */
  readonly start: State;
  /** One for each letter, and one for the end mark where the model reads words with one. */
  readonly steps: readonly Step[];
}

/** h_0 … h_m of characters by number, [m + 1, H], from another h_0 where one is given. */
export function hiddenVectors(model: Model, x: Iterable<number>, h0 = begin(model)): Float64Array[] {
  let h = h0;
  const all = [h];
  for (const number of x) {
    h = step(model, h, number);
    all.push(h);
  }
  return all;
}

/**
 * Reads a word, given in any case and any Unicode form, letter by letter: what the engine computes, in float64. Vectors
 * agree with the kernel's float32 to 10⁻⁵ of the longest on their way.
 */
export function trace(model: Model, word: string): Trace {
  const vocabulary = new Vocabulary(model.alphabet, model.reading);
  const normalised = normalise(word, model.reading.keepCase);
  const characters = vocabulary.characters(normalised);
  const state = (hidden: Float64Array): State => ({ hidden, probabilities: softmax(logits(model, hidden)) });
  const start = state(begin(model));
  let { hidden } = start;
  const steps = Array.from(vocabulary.encode(normalised), (x, i) => {
    const gates = gatesAt(model, hidden, x);
    hidden = step(model, hidden, x);
    return { character: characters[i], x, gates, ...state(hidden) };
  });
  return { word: normalised, unknown: vocabulary.unknownIn(normalised), start, steps };
}
