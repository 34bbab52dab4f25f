import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distinctSequences } from "../../src/corpus/distinct.js";
import { toExamples } from "../../src/corpus/examples.js";
import { packedSequences, toSequences } from "../../src/corpus/sequences.js";
import { Vocabulary } from "../../src/corpus/vocabulary.js";
import { WordTable } from "../../src/corpus/words.js";
import type { Sequences } from "../../src/engine/engine.js";
import { corpusOf } from "../evaluation/corpus.js";

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

/** Which of two words is first, by their numbers. */
function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, i) => number !== b[i]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}

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

describe("distinctSequences", () => {
  it("has each word once, sorted, and tells where each given one stands", () => {
    fc.assert(
      fc.property(words, vocabulary, (words, vocabulary) => {
        const { sequences, row } = distinctSequences(words, vocabulary, () => {});
        const rows = listed(sequences);
        const numbers = words.map((word) => [...vocabulary.encode(word)]);
        expect(rows).toEqual([...new Map(numbers.sort(compare).map((word) => [word.join(), word])).values()]);
        expect([...row].map((place) => rows[place])).toEqual(words.map((word) => [...vocabulary.encode(word)]));
      }),
    );
  });

  it("has numbers of two bytes sorted too", () => {
    const alphabet = Array.from({ length: 600 }, (_, i) => String.fromCodePoint(0x4e00 + i));
    const vocabulary = new Vocabulary(alphabet, { keepCase: false, endMark: false });
    const words = Array.from({ length: 2000 }, (_, i) => `${alphabet[(i * 7919) % 600]}${alphabet[(i * 31) % 600]}`);
    const { sequences } = distinctSequences(words, vocabulary, () => {});
    expect(sequences).toEqual(toSequences([...new Set(words)].sort(), vocabulary));
  });

  it("tells first an eighth of the words or more, then the rest, and no word between them", () => {
    fc.assert(
      fc.property(words, vocabulary, (words, vocabulary) => {
        const parts: Sequences[] = [];
        const { sequences } = distinctSequences(words, vocabulary, (part) => parts.push(part));
        expect(parts.flatMap(listed)).toEqual(listed(sequences));
        const [first = [], second = []] = parts.map((part) => new Set(listed(part).map((word) => word.join())));
        const isFirst = (word: string): boolean => new Set(first).has(vocabulary.encode(word).join());
        expect(words.filter(isFirst).length).toBeGreaterThanOrEqual(words.length / 8);
        expect(parts.length).toBe([...second].length > 0 ? 2 : 1);
      }),
    );
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
