import { describe, expect, it } from "vitest";
import { splitOf } from "../../src/corpus/split.js";

describe("splitOf", () => {
  it("never changes, or held-out words of old models would be training words of new ones", () => {
    const words = ["cat", "chat", "katze", "hund", "dog", "chien", "œuvres", "straße", "a", "zug", "vogel", "🐈"];
    expect(words.map(splitOf)).toEqual([0, 0, 0, 0, 0, 0, 0, 2, 1, 0, 0, 0]);
  });

  it("gives 80, 10 and 10 words of a hundred", () => {
    const sizes = [0, 0, 0];
    for (let i = 0; i < 100_000; i++) sizes[splitOf(`w${i}`)] = (sizes[splitOf(`w${i}`)] ?? 0) + 1;
    // Within five standard deviations of the binomial distribution.
    expect(Math.abs((sizes[0] ?? 0) - 80_000)).toBeLessThan(5 * Math.sqrt(100_000 * 0.8 * 0.2));
    expect(Math.abs((sizes[1] ?? 0) - 10_000)).toBeLessThan(5 * Math.sqrt(100_000 * 0.1 * 0.9));
  });

  it("depends on every letter and its place", () => {
    const splits = (words: string[]) => new Set(words.map(splitOf)).size;
    const places = Array.from({ length: 40 }, (_, i) => `${"a".repeat(i)}b${"a".repeat(39 - i)}`);
    const endings = Array.from({ length: 40 }, (_, i) => `aaaa${String.fromCharCode(97 + i)}`);
    expect(splits(places)).toBe(3);
    expect(splits(endings)).toBe(3);
  });
});
