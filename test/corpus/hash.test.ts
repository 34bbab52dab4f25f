import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashUnits } from "../../src/corpus/hash.js";

const unitsOf = (text: string): Uint16Array => Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));

const text = fc.string({ unit: fc.constantFrom("a", "b", "\0", "é", "猫", "🐈") });

/** FNV-1a's offset basis of 32 bits. */
const basis = 0x811c9dc5;

describe("hashUnits", () => {
  it.each([
    [0, 0],
    [1, 0x514e28b7],
    [2 ** 32 - 1, 0x81f16f39],
  ])("hashes no units under the seed %i as MurmurHash3 does no bytes", (seed, hash) => {
    expect(hashUnits(new Uint16Array(0), 0, 0, seed)).toBe(hash);
  });

  it.each([
    ["a", 0xe40c292c],
    ["b", 0xe70c2de5],
    ["foobar", 0xbf9cf968],
  ])("gets from FNV-1a's basis to its published hash of %s before the end", (text, fnv) => {
    expect(hashUnits(unitsOf(text), 0, text.length, basis)).toBe(hashUnits(new Uint16Array(0), 0, 0, fnv));
  });

  it("hashes the units asked for alone, whatever stands around them", () => {
    fc.assert(
      fc.property(text, text, text, fc.nat(), (before, text, after, seed) => {
        const among = unitsOf(before + text + after);
        const alone = hashUnits(unitsOf(text), 0, text.length, seed);
        expect(hashUnits(among, before.length, before.length + text.length, seed)).toBe(alone);
      }),
    );
  });
});
