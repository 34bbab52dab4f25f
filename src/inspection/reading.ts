import { normalise } from "../corpus/normalise.js";
import { Vocabulary } from "../corpus/vocabulary.js";
import type { Model } from "../model/model.js";

/** `most` of the items at even distances, in their order; all where they are no more. */
export const spread = <T>(items: readonly T[], most: number): T[] =>
  items.filter((_, i) => Math.floor((i * most) / items.length) !== Math.floor(((i - 1) * most) / items.length));

/** The words' characters by number, as the model reads them; words in any case and any Unicode form. */
export function read(model: Model, words: readonly string[]): Uint16Array[] {
  const vocabulary = new Vocabulary(model.alphabet, model.reading);
  return words.map((word) => vocabulary.encode(normalise(word, model.reading.keepCase)));
}
