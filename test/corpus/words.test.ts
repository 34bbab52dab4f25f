import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WordTable } from "../../src/corpus/words.js";

const added = (words: readonly string[]) => {
  const table = new WordTable();
  const indices = words.map((word) => table.add(word));
  return { table, indices };
};

describe("WordTable", () => {
  it("numbers distinct words in order of appearance and gives each back", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 4 }), { maxLength: 300 }), (words) => {
        const { table, indices } = added(words);
        const distinct = [...new Set(words)];
        expect(indices).toEqual(words.map((word) => distinct.indexOf(word)));
        const packed = table.pack();
        expect(Array.from({ length: packed.length }, (_, i) => packed.get(i))).toEqual(distinct);
      }),
    );
  });

  it("keeps every word apart while its arrays grow", () => {
    const words = Array.from({ length: 50_000 }, (_, i) => `word ${i}`);
    const { table, indices } = added([...words, ...words]);
    expect(table.length).toBe(words.length);
    expect(indices).toEqual([...words.keys(), ...words.keys()]);
    expect(table.pack().get(49_999)).toBe("word 49999");
  });

  it("tells words apart that differ by a NUL or in length only", () => {
    expect(added(["", "\0", "\0\0", "a", "a\0", "", "\0"]).indices).toEqual([0, 1, 2, 3, 4, 0, 1]);
  });

  it.each([4095, 4096, 4097, 8192, 10_000])("holds a word of %i characters among others", (length) => {
    const long = Array.from({ length }, (_, i) => String.fromCharCode(0x4e00 + i)).join("");
    const packed = added(["a", long, "b"]).table.pack();
    expect([packed.get(0), packed.get(1), packed.get(2)]).toEqual(["a", long, "b"]);
  });

  it("holds a word of a million characters", () => {
    const long = "ü🐈".repeat(500_000);
    expect(added(["a", long]).table.pack().get(1)).toBe(long);
  });

  it("keeps its words while it grows for more of them, and for longer ones", () => {
    const words = Array.from({ length: 3000 }, (_, i) => `${i}`.repeat(1 + (i % 7)));
    const { table, indices } = added([...words, ...words]);
    expect(indices).toEqual([...words.keys(), ...words.keys()]);
    const packed = table.pack();
    expect(Array.from({ length: packed.length }, (_, i) => packed.get(i))).toEqual(words);
  });

  it("says which word there is not", () => {
    const packed = added(["cat", "chat"]).table.pack();
    expect(() => packed.get(2)).toThrow(new RangeError("no word 2 among 2"));
    expect(() => packed.get(-1)).toThrow(new RangeError("no word -1 among 2"));
  });

  it("does not show later words in what was packed", () => {
    const table = new WordTable();
    table.add("cat");
    const packed = table.pack();
    table.add("chat");
    expect(packed.length).toBe(1);
    expect(() => packed.get(1)).toThrow(RangeError);
    expect(() => packed.get(-1)).toThrow(RangeError);
  });
});
