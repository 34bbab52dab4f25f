import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distinctSequences } from "../../src/corpus/distinct.js";
import { packedSequences, toSequences } from "../../src/corpus/sequences.js";
import { Vocabulary } from "../../src/corpus/vocabulary.js";
import { WordTable } from "../../src/corpus/words.js";
import type { Sequences } from "../../src/engine/engine.js";

/** Lone surrogates and their pairs, known and unknown characters. */
const word = fc.string({
  unit: fc.constantFrom("a", "b", "ß", "\0", "猫", "🐈", "😀", "\ud83d", "\udc08"),
  maxLength: 5,
});
const words = fc.array(word, { maxLength: 200 });
const vocabulary = fc.boolean().map((endMark) => new Vocabulary(["a", "ß", "猫", "🐈"], { keepCase: false, endMark }));

/** Each word's numbers. */
const listed = ({ characters, start }: Sequences): number[][] =>
  [...start.subarray(1)].map((end, i) => [...characters.subarray(start[i], end)]);

describe("packedSequences", () => {
  it("numbers packed words as the vocabulary does each, in the order asked for", () => {
    fc.assert(
      fc.property(words, vocabulary, (words, vocabulary) => {
        const table = new WordTable();
        for (const word of words) table.add(word);
        const packed = table.pack();
        const order = Uint32Array.from({ length: packed.length }, (_, i) => packed.length - 1 - i);
        const texts = [...order].map((place) => packed.get(place));
        const sequences = packedSequences(packed, order, vocabulary);
        expect(listed(sequences)).toEqual(texts.map((text) => [...vocabulary.encode(text)]));
        expect(sequences).toEqual(toSequences(texts, vocabulary));
      }),
    );
  });
});

describe("distinctSequences", () => {
  it("has each word once, sorted, and tells where each given one stands", () => {
    fc.assert(
      fc.property(words, vocabulary, (words, vocabulary) => {
        const { sequences, row } = distinctSequences(words, vocabulary);
        expect(sequences).toEqual(toSequences([...new Set(words)].sort(), vocabulary));
        const rows = listed(sequences);
        expect([...row].map((place) => rows[place])).toEqual(words.map((word) => [...vocabulary.encode(word)]));
      }),
    );
  });
});
