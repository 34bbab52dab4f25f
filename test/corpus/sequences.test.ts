import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toExamples } from "../../src/corpus/examples.js";
import { packedSequences, toSequences } from "../../src/corpus/sequences.js";
import { Vocabulary } from "../../src/corpus/vocabulary.js";
import { WordTable } from "../../src/corpus/words.js";
import { corpusOf } from "../evaluation/corpus.js";
import { listed, vocabulary, words } from "./numbered.js";

describe("toSequences", () => {
  it("numbers the words one after the other", () => {
    const vocabulary = new Vocabulary(["a", "b"], { keepCase: false, endMark: true });
    expect(toSequences(["ba", "", "ax"], vocabulary)).toEqual({
      characters: Uint16Array.of(1, 0, 3, 3, 0, 2, 3),
      start: Uint32Array.of(0, 3, 4, 7),
    });
  });

  it.each([1023, 1024, 1025, 5000])("holds %i characters in one word and in many", (length) => {
    const vocabulary = new Vocabulary(["a", "b"], { keepCase: false, endMark: false });
    const text = "ab".repeat(length).slice(0, length);
    const numbers = Uint16Array.from({ length }, (_, i) => i % 2);
    const long = toSequences([text], vocabulary);
    expect(long).toEqual({ characters: numbers, start: Uint32Array.of(0, length) });
    expect(toSequences([...text], vocabulary)).toEqual({
      characters: numbers,
      start: Uint32Array.from({ length: length + 1 }, (_, i) => i),
    });
  });

  it("keeps the words before one that needs more room", () => {
    const vocabulary = new Vocabulary(["a", "b"], { keepCase: false, endMark: false });
    expect(toSequences(["b", "ab".repeat(40), "ab".repeat(400)], vocabulary)).toEqual({
      characters: Uint16Array.from({ length: 881 }, (_, i) => (i + 1) % 2),
      start: Uint32Array.of(0, 1, 81, 881),
    });
  });
});

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

  it("has a word again that is asked for again", () => {
    const table = new WordTable();
    for (const word of ["katze", "chat", "cat"]) table.add(word);
    const vocabulary = new Vocabulary(["a", "t"], { keepCase: false, endMark: true });
    expect(packedSequences(table.pack(), Uint32Array.of(2, 1, 2), vocabulary)).toEqual({
      characters: Uint16Array.of(2, 0, 1, 3, 2, 2, 0, 1, 3, 2, 0, 1, 3),
      start: Uint32Array.of(0, 4, 9, 13),
    });
  });
});

describe("toExamples", () => {
  it("has the words asked for in their order, each with its labels, shares and weight", async () => {
    const corpus = await corpusOf([
      ["ab", "English"],
      ["ab", "French"],
      ["b", "French"],
      ["ca", "English"],
      ["ca", "French"],
      ["ca", "German"],
      ["ca", "Latin"],
      ["d", "German"],
    ]);
    const vocabulary = new Vocabulary(["a", "b", "c"], { keepCase: true, endMark: true });
    const words = Uint32Array.of(2, 3, 0);
    expect(toExamples(corpus, words, vocabulary, Float64Array.of(1, 2, 4, 8))).toEqual({
      characters: Uint16Array.of(2, 0, 4, 3, 4, 0, 1, 4),
      start: Uint32Array.of(0, 3, 5, 8),
      labelStart: Uint32Array.of(0, 4, 5, 7),
      label: Uint16Array.of(0, 1, 2, 3, 2, 0, 1),
      share: Float32Array.of(0.25, 0.25, 0.25, 0.25, 1, 0.5, 0.5),
      weight: Float32Array.of(3.75, 4, 1.5),
      unknown: 3,
    });
  });

  it("has no word where none is asked for", async () => {
    const corpus = await corpusOf([
      ["a", "English"],
      ["b", "French"],
    ]);
    const vocabulary = new Vocabulary(["a"], { keepCase: true, endMark: false });
    expect(toExamples(corpus, new Uint32Array(0), vocabulary)).toEqual({
      characters: new Uint16Array(0),
      start: Uint32Array.of(0),
      labelStart: Uint32Array.of(0),
      label: new Uint16Array(0),
      share: new Float32Array(0),
      weight: new Float32Array(0),
      unknown: 1,
    });
  });
});
