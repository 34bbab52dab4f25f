import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "../../src/corpus/random.js";
import { reordered, sortedOrder } from "../../src/corpus/sort.js";
import { WordTable } from "../../src/corpus/words.js";

const sorted = (words: readonly string[]): string[] => {
  const table = new WordTable();
  for (const word of words) table.add(word);
  const packed = reordered(table.pack(), sortedOrder(table.pack()));
  return Array.from({ length: packed.length }, (_, i) => packed.get(i));
};

/** JavaScript compares strings by UTF-16 code units. */
const reference = (words: readonly string[]): string[] => [...new Set(words)].sort();

describe("sortedOrder", () => {
  it("sorts as strings compare, by UTF-16 code units", () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom("a", "b", "\0", "ā", "\uffff", "🐈") }),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 400, size: "max" }), (words) => {
        expect(sorted(words)).toEqual(reference(words));
      }),
    );
  });

  it("sorts words that share long beginnings", () => {
    const words = Array.from({ length: 1000 }, (_, i) => "x".repeat(300 + ((i * 7919) % 1000)) + ((i * 31) % 17));
    expect(sorted(words)).toEqual(reference(words));
  });

  it.each([
    ["few", "abc"],
    ["some", "äöüßāœ" + "abcdefghijklmnopqrstuvwxyz"],
    ["thousands of", String.fromCharCode(...Array.from({ length: 9000 }, (_, i) => 0x4e00 + i))],
  ])("sorts thousands of words of %s characters", (_, characters) => {
    const random = new Random(7);
    const character = (): string => characters[random.below(characters.length)] ?? "";
    const words = Array.from({ length: 6000 }, () => Array.from({ length: random.below(12) }, character).join(""));
    expect(sorted(words)).toEqual(reference(words));
  });

  it("sorts where the largest character comes last", () => {
    for (let code = 0; code < 0x300; code++) {
      const words = ["a", "", "aa", `a${String.fromCharCode(code)}`, `${String.fromCharCode(code)}`];
      expect(sorted(words)).toEqual(reference(words));
    }
  });

  it("sorts no word and one word", () => {
    expect(sorted([])).toEqual([]);
    expect(sorted(["katze"])).toEqual(["katze"]);
  });
});
