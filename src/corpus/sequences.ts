import type { Sequences } from "../engine/engine.js";
import type { Vocabulary } from "./vocabulary.js";
import type { PackedWords } from "./words.js";

/** Normalised words as numbers, one after the other. */
export function toSequences(words: Iterable<string>, vocabulary: Vocabulary): Sequences {
  let characters = new Uint16Array(1024);
  const start = [0];
  let length = 0;
  for (const word of words) {
    const numbers = vocabulary.encode(word);
    while (length + numbers.length > characters.length) {
      const larger = new Uint16Array(characters.length * 2);
      larger.set(characters);
      characters = larger;
    }
    characters.set(numbers, length);
    length += numbers.length;
    start.push(length);
  }
  return { characters: characters.subarray(0, length), start: Uint32Array.from(start) };
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
