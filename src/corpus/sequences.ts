import type { Examples, Sequences } from "../engine/engine.js";
import type { Corpus } from "./corpus.js";
import type { Vocabulary } from "./vocabulary.js";
import { wordWeights } from "./weights.js";
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

/** Words of a corpus with their targets; `labelWeight` [C] is what a word of each label weighs, by default 1. */
export function toExamples(
  corpus: Corpus,
  words: Uint32Array,
  vocabulary: Vocabulary,
  labelWeight?: Float64Array,
): Examples {
  const { targets } = corpus;
  const labelStart = new Uint32Array(words.length + 1);
  words.forEach((word, i) => {
    labelStart[i + 1] = (labelStart[i] ?? 0) + (targets.start[word + 1] ?? 0) - (targets.start[word] ?? 0);
  });
  const label = new Uint16Array(labelStart[words.length] ?? 0);
  const share = new Float32Array(label.length);
  words.forEach((word, i) => {
    const from = targets.start[word];
    const to = targets.start[word + 1];
    label.set(targets.label.subarray(from, to), labelStart[i]);
    share.set(targets.share.subarray(from, to), labelStart[i]);
  });
  return {
    ...packedSequences(corpus.words, words, vocabulary),
    labelStart,
    label,
    share,
    weight: wordWeights(targets, words, labelWeight),
    unknown: vocabulary.unknown,
  };
}
