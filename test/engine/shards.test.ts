import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutIntoShards, mostShards } from "../../src/engine/shards.js";

/** Lengths of words, as the places where they start. */
const startsOf = (lengths: readonly number[]): Uint32Array => {
  const start = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, i) => {
    start[i + 1] = (start[i] ?? 0) + length;
  });
  return start;
};

const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 500, size: "max" });

const batch = lengths.chain((lengths) =>
  fc.record({
    start: fc.constant(startsOf(lengths)),
    batch: fc.uint32Array({ min: 0, max: lengths.length - 1, minLength: 1, maxLength: 500, size: "max" }),
  }),
);

describe("a batch's shards", () => {
  it("are runs of its words, all of them, in their order", () =>
    fc.assert(
      fc.property(batch, ({ batch, start }) => {
        const cuts = cutIntoShards(batch, start);
        expect(cuts[0]).toBe(0);
        expect(cuts.at(-1)).toBe(batch.length);
        expect(cuts).toEqual([...cuts].sort((a, b) => a - b));
      }),
    ));

  it("are as many as the number of words says, and at most as many as there may be", () =>
    fc.assert(
      fc.property(batch, ({ batch, start }) => {
        const shards = cutIntoShards(batch, start).length - 1;
        const same = cutIntoShards(new Uint32Array(batch.length), startsOf([1])).length - 1;
        expect(shards).toBe(same);
        expect(shards).toBeLessThanOrEqual(Math.min(mostShards, batch.length));
      }),
    ));

  it("have about equally many characters", () =>
    fc.assert(
      fc.property(batch, ({ batch, start }) => {
        const cuts = cutIntoShards(batch, start);
        const characters = (words: Uint32Array): number =>
          words.reduce((sum, word) => sum + (start[word + 1] ?? 0) - (start[word] ?? 0), 0);
        const fair = characters(batch) / (cuts.length - 1);
        cuts.slice(1).forEach((end, s) => {
          expect(Math.abs(characters(batch.subarray(cuts[s], end)) - fair)).toBeLessThanOrEqual(40);
        });
      }),
    ));

  it("are those of the words, wherever else they stand", () =>
    fc.assert(
      fc.property(lengths, (lengths) => {
        const places = Uint32Array.from(lengths, (_, i) => i);
        const later = startsOf([7, 7, 7, ...lengths]);
        expect(
          cutIntoShards(
            places.map((i) => i + 3),
            later,
          ),
        ).toEqual(cutIntoShards(places, startsOf(lengths)));
      }),
    ));

  it("leave none behind when one word outweighs all", () => {
    for (const heavy of [0, 30, 63]) {
      const start = startsOf(Array.from({ length: 64 }, (_, i) => (i === heavy ? 10_000 : 1)));
      const cuts = cutIntoShards(
        Uint32Array.from({ length: 64 }, (_, i) => i),
        start,
      );
      expect([cuts[0], cuts.at(-1), cuts.length]).toEqual([0, 64, 3]);
    }
  });
});
