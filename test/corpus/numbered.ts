/** Words by chance, vocabularies for them, and what they come to in numbers. */
import fc from "fast-check";
import { Vocabulary } from "../../src/corpus/vocabulary.js";
import type { Sequences } from "../../src/engine/engine.js";

/** Lone surrogates and their pairs, known and unknown characters. */
const word = fc.string({
  unit: fc.constantFrom("a", "b", "ß", "\0", "猫", "🐈", "😀", "\ud83d", "\udc08"),
  maxLength: 5,
});
export const words = fc.array(word, { maxLength: 200 });
export const vocabulary = fc
  .boolean()
  .map((endMark) => new Vocabulary(["a", "ß", "猫", "🐈"], { keepCase: false, endMark }));

/** Each word's numbers. */
export const listed = ({ characters, start }: Sequences): number[][] =>
  [...start.subarray(1)].map((end, i) => [...characters.subarray(start[i], end)]);
