import type { Sequences } from "../engine/engine.js";
import type { Vocabulary } from "./vocabulary.js";
import type { PackedWords } from "./words.js";

/** Normalised words as numbers, one after the other. */
export function toSequences(words: readonly string[], vocabulary: Vocabulary): Sequences {
  const start = new Uint32Array(words.length + 1);
  let characters = new Uint16Array(words.length * 8);
  let length = 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    const most = length + word.length + 1;
    if (most > characters.length) {
      const larger = new Uint16Array(most * 2);
      larger.set(characters);
      characters = larger;
    }
    length = vocabulary.encodeInto(word, characters, length);
    start[i + 1] = length;
  }
  return { characters: characters.subarray(0, length), start };
}

/** Packed words as numbers, in the order given by their places. */
export function packedSequences(words: PackedWords, order: Uint32Array, vocabulary: Vocabulary): Sequences {
  const { units, starts } = words;
  const start = new Uint32Array(order.length + 1);
  let room = order.length;
  for (const word of order) room += (starts[word + 1] ?? 0) - (starts[word] ?? 0);
  const characters = new Uint16Array(room);
  let length = 0;
  order.forEach((word, i) => {
    length = vocabulary.encodeUnits(units, starts[word] ?? 0, starts[word + 1] ?? 0, characters, length);
    start[i + 1] = length;
  });
  return { characters: characters.subarray(0, length), start };
}
