import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Asked, Remembered } from "../../src/cli/remembered.js";

setFlagsFromString("--expose-gc");
/** Collects garbage. */
const collect: () => void = runInNewContext("gc");

const lineOf = (word: string): string => `${word}: ${word.length} letters\n`;

/** What is printed of blocks, and how many words were labelled for it; a block is asked for before the one before it is kept. */
function printed(
  blocks: readonly (readonly string[])[],
  remembered: Remembered,
): { lines: string[]; labelled: number } {
  const lines: string[] = [];
  let labelled = 0;
  let begun: Asked | undefined;
  const finish = (): void => {
    if (!begun) return;
    const { words, newWords } = begun;
    const kept = remembered.keep(begun, (i) => lineOf(newWords[i] ?? ""));
    words.forEach((_, i) => {
      lines.push(kept(i));
    });
  };
  for (const block of blocks) {
    const next = remembered.recall(block);
    labelled += next.newWords.length;
    finish();
    begun = next;
  }
  finish();
  return { lines, labelled };
}

describe("what was printed of words", () => {
  it("is printed of them again, whatever comes and goes", () => {
    const word = fc.oneof(fc.constantFrom("chat", "cat", "", "\ud83d"), fc.string({ unit: "binary", maxLength: 20 }));
    fc.assert(
      fc.property(
        fc.array(fc.array(word, { maxLength: 30 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 2000 }),
        (blocks, words, characters) => {
          const { lines } = printed(blocks, new Remembered({ words, characters }));
          expect(lines).toEqual(blocks.flat().map(lineOf));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("spares labelling them again, in their own block and in later ones", () => {
    const blocks = [
      ["chat", "cat", "chat"],
      ["cat", "katze"],
      ["katze", "chat"],
    ];
    expect(printed(blocks, new Remembered()).labelled).toBe(3);
    expect(printed([["Chat"], ["chat"]], new Remembered()).labelled).toBe(2);
  });

  it("is forgotten where there is no more room, and remembered anew", () => {
    const blocks = [
      ["a", "b", "a"],
      ["a", "c", "c"],
      ["a", "a", "d"],
    ];
    expect(printed(blocks, new Remembered({ words: 3, characters: 1000 })).labelled).toBe(5);
    expect(printed(blocks, new Remembered({ words: 3, characters: 1 })).labelled).toBe(6);
  });

  it("is tried again after four times as many words", () => {
    const distinct = (from: number, n: number): string[] => Array.from({ length: n }, (_, i) => `${from + i}`);
    const blocks = [distinct(0, 100), distinct(100, 200), ["x", "x"], distinct(300, 200), ["x", "x"], ["x", "x"]];
    expect(printed(blocks, new Remembered({ words: 100, characters: 1e6 })).labelled).toBe(503);
  });

  it("holds on to no text that a word was read with", () => {
    const remembered = new Remembered();
    const held = (): number => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = held();
    for (let i = 0; i < 500; i++) {
      const read = `${"x".repeat(100_000)}${i} is a word that is no copy of its own\n`;
      const asked = remembered.recall([read.slice(100_000, -1)]);
      expect(asked.newWords).toHaveLength(1);
      remembered.keep(asked, (j) => `${asked.newWords[j]}: none\n`);
    }
    expect(held() - before).toBeLessThan(20e6);
  });

  it("takes room for the lines as well", () => {
    const blocks = [["a"], ["a"], ["b"], ["a"], ["a"]];
    expect(printed(blocks, new Remembered({ words: 100, characters: 20 })).labelled).toBe(3);
  });

  it.each([
    [20, 1],
    [10, 2],
    [0, 2],
  ])(
    "is no longer remembered where words hardly ever come again: after %i of 100 did, %i of 2 are labelled",
    (again, labelled) => {
      const distinct = Array.from({ length: 100 }, (_, i) => `${i}`);
      const first = [[...distinct, ...distinct.slice(0, again)]];
      const most = { words: 100, characters: 1e6 };
      expect(printed([...first, ["x", "x"]], new Remembered(most)).labelled).toBe(100 + labelled);
    },
  );
});
