import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Sequences } from "../../src/engine/engine.js";
import { mostShards, ShardCutter } from "../../src/engine/shards.js";

const sequencesOf = (words: readonly (readonly number[])[]): Sequences => {
  const start = new Uint32Array(words.length + 1);
  words.forEach((word, i) => {
    start[i + 1] = (start[i] ?? 0) + word.length;
  });
  return { characters: Uint16Array.from(words.flat()), start };
};

const cutIntoShards = (batch: Uint32Array, words: Sequences): number[] => new ShardCutter(words).cut(batch);

const word = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 40, size: "max" });

const words = fc.array(word, { minLength: 1, maxLength: 300, size: "max" });

const batch = words.chain((words) =>
  fc.record({
    words: fc.constant(words),
    batch: fc.uint32Array({ min: 0, max: words.length - 1, minLength: 1, maxLength: 500, size: "max" }),
  }),
);

/** Nodes that a batch's words from … to add to a prefix tree, each beside the word before it. */
function nodes(words: readonly (readonly number[])[], batch: Uint32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) {
    const word = words[batch[i] ?? 0] ?? [];
    const before = i > 0 ? (words[batch[i - 1] ?? 0] ?? []) : [];
    let shared = 0;
    while (shared < Math.min(word.length, before.length) && word[shared] === before[shared]) shared++;
    sum += word.length - shared;
  }
  return sum;
}

describe("a batch's shards", () => {
  it("are runs of its words, all of them, in their order", () =>
    fc.assert(
      fc.property(batch, ({ words, batch }) => {
        const cuts = cutIntoShards(batch, sequencesOf(words));
        expect(cuts[0]).toBe(0);
        expect(cuts.at(-1)).toBe(batch.length);
        expect(cuts).toEqual([...cuts].sort((a, b) => a - b));
      }),
    ));

  it("are as many as the number of words says, and at most as many as there may be", () =>
    fc.assert(
      fc.property(batch, ({ words, batch }) => {
        const shards = cutIntoShards(batch, sequencesOf(words)).length - 1;
        const same = cutIntoShards(new Uint32Array(batch.length), sequencesOf([[1]])).length - 1;
        expect(shards).toBe(same);
        expect(shards).toBeLessThanOrEqual(Math.min(mostShards, batch.length));
      }),
    ));

  it("add about equally many nodes to the tree", () =>
    fc.assert(
      fc.property(batch, ({ words, batch }) => {
        const cuts = cutIntoShards(batch, sequencesOf(words));
        const fair = nodes(words, batch, 0, batch.length) / (cuts.length - 1);
        cuts.slice(1).forEach((end, s) => {
          // A word at each end, and that leaves count less.
          const slack = 80 + 0.9 * batch.length;
          expect(Math.abs(nodes(words, batch, cuts[s] ?? 0, end) - fair)).toBeLessThanOrEqual(slack);
        });
      }),
    ));

  it("weigh what words add, not how long they are", () => {
    const stem = Array.from({ length: 30 }, () => 1);
    const alike = Array.from({ length: 60 }, (_, i) => [...stem, i, i]);
    const apart = Array.from({ length: 4 }, (_, i) => Array.from({ length: 33 }, () => i + 2));
    const cuts = cutIntoShards(
      Uint32Array.from({ length: 64 }, (_, i) => i),
      sequencesOf([...alike, ...apart]),
    );
    expect(cuts).toEqual([0, expect.toSatisfy((cut: number) => cut > 50), 64]);
  });

  it("are those of the words, in any order and however often they come", () =>
    fc.assert(
      fc.property(batch, ({ words, batch }) => {
        const laid = [...batch].map((place) => words[place] ?? []);
        const places = Uint32Array.from(laid, (_, i) => i);
        expect(cutIntoShards(batch, sequencesOf(words))).toEqual(cutIntoShards(places, sequencesOf(laid)));
      }),
      { numRuns: 300 },
    ));

  it("are those of the words, wherever else they stand", () =>
    fc.assert(
      fc.property(words, (words) => {
        const places = Uint32Array.from(words, (_, i) => i);
        const later = sequencesOf([[7, 7], [7, 7], [7, 7], ...words]);
        const moved = places.map((i) => i + 3);
        expect(cutIntoShards(moved, later)).toEqual(cutIntoShards(places, sequencesOf(words)));
      }),
    ));

  it("are the same whatever was cut before", () =>
    fc.assert(
      fc.property(batch, fc.uint32Array({ max: 0, maxLength: 600, size: "max" }), ({ words, batch }, other) => {
        const cutter = new ShardCutter(sequencesOf(words));
        cutter.cut(other);
        expect(cutter.cut(batch)).toEqual(cutIntoShards(batch, sequencesOf(words)));
      }),
    ));

  it("leave none behind when one word outweighs all", () => {
    for (const heavy of [0, 30, 63]) {
      const words = Array.from({ length: 64 }, (_, i) => Array.from({ length: i === heavy ? 10_000 : 1 }, () => i));
      const cuts = cutIntoShards(
        Uint32Array.from({ length: 64 }, (_, i) => i),
        sequencesOf(words),
      );
      expect([cuts[0], cuts.at(-1), cuts.length]).toEqual([0, 64, 3]);
    }
  });
});
