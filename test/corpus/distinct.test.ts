import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distinctSequences } from "../../src/corpus/distinct.js";
import { Random } from "../../src/corpus/random.js";
import { Vocabulary } from "../../src/corpus/vocabulary.js";
import { listed, vocabulary, words } from "./numbered.js";

/** Which of two words is first, by their numbers. */
function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, i) => number !== b[i]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}

describe("distinctSequences", () => {
  it("has words of the same numbers once, sorted, and tells where each given one stands", () => {
    fc.assert(
      fc.property(words, vocabulary, (words, vocabulary) => {
        const { sequences, row } = distinctSequences(words, vocabulary, () => {});
        const rows = listed(sequences);
        const numbers = words.map((word) => [...vocabulary.encode(word)]);
        expect([...row].map((place) => rows[place])).toEqual(numbers);
        expect(sequences.characters.length).toBe(sequences.start.at(-1));
        expect(rows).toEqual([...new Map(numbers.sort(compare).map((word) => [word.join(), word])).values()]);
      }),
    );
  });

  it.each([1, 6, 7, 8, 62, 63, 64, 254, 255, 256, 600])("sorts words of an alphabet of %i characters", (length) => {
    const alphabet = Array.from({ length }, (_, i) => String.fromCodePoint(0x4e00 + i));
    // Its last characters, unknown ones and the end of a word are what a key can have too little room for.
    const ends = [...alphabet.slice(-3), "x", ""];
    const random = new Random(length);
    const letter = (): string => (random.below(2) === 0 ? ends : alphabet)[random.below(5)] ?? "";
    const words = Array.from({ length: 2000 }, () => Array.from({ length: random.below(12) }, letter).join(""));
    for (const endMark of [false, true]) {
      const vocabulary = new Vocabulary(alphabet, { keepCase: false, endMark });
      const rows = listed(distinctSequences(words, vocabulary, () => {}).sequences);
      expect(rows).toEqual([...rows].sort(compare));
      expect(rows.length).toBe(new Set(words).size);
    }
  });

  it("tells first the words up to the letter with which they are an eighth, then the rest", () => {
    const vocabulary = new Vocabulary(["a", "b", "c"], { keepCase: false, endMark: false });
    const words = [..."acccbccc", ..."cabccccc", "ab"];
    const parts: number[][][] = [];
    distinctSequences(words, vocabulary, (part) => parts.push(listed(part)));
    expect(parts).toEqual([
      [[0], [0, 1]],
      [[1], [2]],
    ]);
  });

  it("tells all at once where all words begin alike", () => {
    const vocabulary = new Vocabulary(["a", "b"], { keepCase: false, endMark: false });
    const parts: number[][][] = [];
    distinctSequences(["ab", "a", "ab"], vocabulary, (part) => parts.push(listed(part)));
    expect(parts).toEqual([[[0], [0, 1]]]);
  });
});
