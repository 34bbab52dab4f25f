import { describe, expect, it } from "vitest";
import { readCorpus } from "../../src/corpus/corpus.js";
import { splitOf } from "../../src/corpus/split.js";
import { csv } from "./bytes.js";

const few = (words: number) => `${words} words are too few to set some aside; figures are on the training words`;

const warningsOf = async (rows: readonly string[], head = "word,language"): Promise<readonly string[]> =>
  (await readCorpus(csv(`${head}\n${rows.join("\n")}\n`), "words.csv", { skipBadRows: true })).warnings;

describe("a corpus's warnings", () => {
  it("are none for words enough, each of one label", async () => {
    expect(await warningsOf(Array.from({ length: 200 }, (_, i) => `w${i},${i % 2 === 0 ? "even" : "odd"}`))).toEqual(
      [],
    );
  });

  it("name one group of labels alike by all of it, up to three", async () => {
    expect(await warningsOf(["a,New York", "b,newyork", "c,NEW\tYORK"])).toEqual([
      '1 group of labels that differ in case or spaces only: "NEW\\tYORK" and "New York" and "newyork"; kept apart',
      few(3),
    ]);
    expect(await warningsOf(["a,xy", "b,xY", "c,Xy", "d,XY", "e,z"])).toEqual([
      '1 group of labels that differ in case or spaces only: "XY" and "Xy" and "xY", …; kept apart',
      few(5),
    ]);
  });

  it("name three of the groups, and count them all", async () => {
    expect(await warningsOf(["A", "a", "B", "b", "C", "c", "D", "d"].map((label, i) => `w${i},${label}`))).toEqual([
      '4 groups of labels that differ in case or spaces only: "A" and "a"; "B" and "b"; "C" and "c"; kept apart',
      few(8),
    ]);
  });

  it("name three of the words under several labels, in their order, and count them all", async () => {
    const both = (words: string[]) => [...words.flatMap((word) => [`${word},A`, `${word},B`]), "z,A"];
    expect(await warningsOf(both(["c", "b", "a"]))).toEqual([
      '3 words under several labels: "a", "b", "c"; learned as a distribution',
      few(4),
    ]);
    expect(await warningsOf(both(["d", "c", "b", "a"]))).toEqual([
      '4 words under several labels: "a", "b", "c", …; learned as a distribution',
      few(5),
    ]);
  });

  it("name three of the labels without a training word, and count them all", async () => {
    const held = Array.from({ length: 200 }, (_, i) => `held${i}`).filter((word) => splitOf(word) !== 0);
    const rows = Array.from({ length: 300 }, (_, i) => `w${i},${i % 2 === 0 ? "even" : "odd"}`);
    const rare = (labels: number) => held.slice(0, labels).map((word, i) => `${word},rare${i}`);
    expect(await warningsOf([...rows, ...rare(3)])).toEqual([
      '3 labels without a training word: "rare0", "rare1", "rare2"; add words to learn them',
    ]);
    expect(await warningsOf([...rows, ...rare(4)])).toEqual([
      '4 labels without a training word: "rare0", "rare1", "rare2", …; add words to learn them',
    ]);
  });

  it("count merged rows, with a comma between thousands", async () => {
    const twice = (times: number) => ["b,B", ...Array.from({ length: times + 1 }, () => "a,A")];
    expect(await warningsOf(twice(2))).toEqual(["2 rows with the word and label of another; merged", few(2)]);
    expect(await warningsOf(twice(1234))).toEqual(["1,234 rows with the word and label of another; merged", few(2)]);
  });

  it("name the first three of the rows skipped, and count them all", async () => {
    const skipping = (...rows: string[]) => warningsOf([...rows, "a,A,1", "b,B,1"], "word,language,count");
    expect(await skipping("x,X,0")).toEqual(["1 row skipped: line 2 (the count is 0)", few(2)]);
    expect(await skipping("x,X,0", "x", ",X,1")).toEqual([
      "3 rows skipped: line 2 (the count is 0); line 3 (the row has 1 field where the header has 3); line 4 (the word is empty)",
      few(2),
    ]);
    expect(await skipping("x,X,0", "x,X,0", "x,X,0", "x")).toEqual([
      "4 rows skipped: line 2 (the count is 0); line 3 (the count is 0); line 4 (the count is 0), …",
      few(2),
    ]);
  });
});
