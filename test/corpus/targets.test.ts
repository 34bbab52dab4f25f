import { describe, expect, it } from "vitest";
import { buildTargets, Entries } from "../../src/corpus/targets.js";

type Row = readonly [word: number, label: number, count?: number | undefined];

const entriesOf = (rows: readonly Row[]): Entries => {
  const entries = new Entries();
  for (const [word, label, count] of rows) entries.add(word, label, count);
  return entries;
};

/** Targets of words and labels that keep their numbers. */
const targetsOf = (rows: readonly Row[], words: number, labels: number) =>
  buildTargets(
    entriesOf(rows),
    Uint32Array.from({ length: words }, (_, i) => i),
    Uint16Array.from({ length: labels }, (_, i) => i),
  );

describe("Entries", () => {
  it.each([false, true])("hold every row that is added, however many; counted: %s", (counted) => {
    const rows = Array.from({ length: 5000 }, (_, i): Row => [i * 3, i % 7, counted ? i + 0.5 : undefined]);
    const entries = entriesOf(rows);
    expect(entries.length).toBe(5000);
    expect([...entries.word.subarray(0, 5000)]).toEqual(rows.map(([word]) => word));
    expect([...entries.label.subarray(0, 5000)]).toEqual(rows.map(([, label]) => label));
    expect([...entries.count.subarray(0, 5000)]).toEqual(counted ? rows.map(([, , count]) => count) : []);
  });
});

describe("buildTargets", () => {
  it("gives each label of a word the same share where nothing is counted, however often it stands there", () => {
    const rows: Row[] = [
      [1, 2],
      [0, 1],
      [1, 0],
      [1, 2],
      [2, 0],
      [1, 1],
      [2, 2],
    ];
    expect(targetsOf(rows, 3, 3)).toEqual({
      start: Uint32Array.of(0, 1, 4, 6),
      label: Uint16Array.of(1, 0, 1, 2, 0, 2),
      share: Float32Array.of(1, 1 / 3, 1 / 3, 1 / 3, 0.5, 0.5),
    });
  });

  it("weighs counts by all that their label counts, each row of a word and label adding up", () => {
    const rows: Row[] = [
      [0, 1, 4],
      [1, 1, 6],
      [0, 0, 1],
      [0, 1, 6],
      [1, 0, 3],
      [0, 0, 4],
      [2, 1, 4],
    ];
    // Label 0 counts 8, label 1 counts 20: word 0 has 5/8 and 10/20, word 1 has 3/8 and 6/20.
    expect(targetsOf(rows, 3, 2)).toEqual({
      start: Uint32Array.of(0, 2, 4, 5),
      label: Uint16Array.of(0, 1, 0, 1, 1),
      share: Float32Array.of(0.625 / 1.125, 0.5 / 1.125, 0.375 / 0.675, 0.3 / 0.675, 1),
    });
  });

  it("gives words and labels their new numbers", () => {
    const entries = entriesOf([
      [0, 0, 1],
      [1, 1, 1],
      [0, 2, 1],
    ]);
    expect(buildTargets(entries, Uint32Array.of(1, 0), Uint16Array.of(2, 1, 0))).toEqual({
      start: Uint32Array.of(0, 1, 3),
      label: Uint16Array.of(1, 0, 2),
      share: Float32Array.of(1, 0.5, 0.5),
    });
  });

  it("adds counts up from the least, so that the order of the rows changes no bit", () => {
    // Added to 2⁵³ one by one, ones would be lost to rounding; the share is chosen to stand where floats meet.
    const ones = new Array<number>(20).fill(1);
    for (const counts of [
      [2 ** 53, ...ones],
      [...ones, 2 ** 53],
    ]) {
      const rows = counts.map((count): Row => [0, 0, count]);
      const { share } = targetsOf([...rows, [1, 0, 5843550079436623], [0, 1, 1]], 2, 2);
      expect(share[0]).toBe(0.37753453850746155);
    }
  });

  it("has shares of many words, counted in all", () => {
    const words = 3000;
    const rows = Array.from({ length: words }, (_, word): Row[] => [
      [word, 1, 3],
      [word, 0, 1],
    ]).flat();
    // Label 0 alone counts a word more, of 3000: together as much again.
    const { start, label, share } = targetsOf([...rows, [words, 0, 3000]], words + 1, 2);
    expect([...start]).toEqual([...Array.from({ length: words + 1 }, (_, i) => 2 * i), 2 * words + 1]);
    expect([...label.subarray(0, 4), ...label.subarray(-3)]).toEqual([0, 1, 0, 1, 0, 1, 0]);
    // 1/6000 and 3/9000
    expect(share.subarray(0, -1).every((one, i) => one === Math.fround(i % 2 === 0 ? 1 / 3 : 2 / 3))).toBe(true);
    expect(share.at(-1)).toBe(1);
  });
});
