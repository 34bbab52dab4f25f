import { describe, expect, it } from "vitest";
import type { Columns } from "../../src/corpus/columns.js";
import { RowFault, readRow } from "../../src/corpus/row.js";

const columns: Columns = { delimiter: ",", width: 3, word: 0, label: 1, count: 2 };
const read = (fields: string[], longest = 10) => readRow(fields, 7, columns, longest);
const countOf = (count: string) => read(["katze", "German", count]);

const noCount = (shown: string) => new RowFault(`the count ${shown} is no number above 0, from 2^-53 to 2^53`);

describe("readRow", () => {
  it("takes word, label and count from where the columns are", () => {
    expect(read(["katze", "German", "2"])).toEqual({ line: 7, word: "katze", label: "German", count: 2 });
    const other: Columns = { delimiter: ",", width: 4, word: 3, label: 1, count: undefined };
    const row = { line: 7, word: "chat", label: "French", count: undefined };
    expect(readRow(["x", "French", "1", "chat"], 7, other, 10)).toEqual(row);
    expect(readRow(["", "", "", "chat"], 7, { ...other, label: undefined }, 10)).toEqual({ ...row, label: "" });
  });

  it("faults a row of more or fewer fields than the header, and a blank one by its name", () => {
    expect(read(["katze"])).toEqual(new RowFault("the row has 1 field where the header has 3"));
    expect(read(["a", "b"])).toEqual(new RowFault("the row has 2 fields where the header has 3"));
    expect(read(["", "", "", ""])).toEqual(new RowFault("the row has 4 fields where the header has 3"));
    expect(read([" \t"])).toEqual(new RowFault("the row is blank"));
    expect(readRow([""], 7, { ...columns, width: 1 }, 10)).toEqual(new RowFault("the row is blank"));
  });

  it("faults an empty word before an empty label, and that before the count", () => {
    expect(read(["", "", ""])).toEqual(new RowFault("the word is empty"));
    expect(read(["a", " ", ""])).toEqual(new RowFault("the label is empty"));
    expect(read(["a", "b", ""])).toEqual(noCount('""'));
  });

  it("takes words and labels as long as the limit, by code points", () => {
    const cats = "🐈".repeat(10);
    expect(read([cats, "x".repeat(10), "1"])).toMatchObject({ word: cats, label: "xxxxxxxxxx" });
    expect(read([`${cats}x`, "b", "1"])).toEqual(
      new RowFault(`the word "${cats}x" is longer than 10 characters (--max-word-length)`),
    );
    expect(read(["a", `x${cats}`, "1"])).toEqual(
      new RowFault(`the label "x${cats}" is longer than 10 characters (--max-word-length)`),
    );
  });
});

describe("a count", () => {
  it.each([
    ["1", 1],
    ["+12", 12],
    ["7.", 7],
    [".5", 0.5],
    ["2.25", 2.25],
    ["1e3", 1000],
    ["12E+2", 1200],
    ["25e-2", 0.25],
    [" 007\t", 7],
    ["9007199254740992", 2 ** 53],
    ["1.1102230246251565e-16", 2 ** -53],
  ])("is a decimal number: %j", (text, count) => {
    expect(countOf(text)).toEqual({ line: 7, word: "katze", label: "German", count });
  });

  it.each([
    "",
    ".",
    "e3",
    "1e",
    "1e+",
    "-1",
    "++1",
    "1 2",
    "1_000",
    "1,5",
    "0x10",
    "1.2.3",
    "1..",
    "1x",
    "x1",
    "1e1.5",
    "Infinity",
    "NaN",
    "9007199254740994",
    "1.1102230246251564e-16",
    "1e999",
  ])("is nothing else: %j", (text) => {
    expect(countOf(text)).toEqual(noCount(`"${text}"`));
  });

  it.each(["0", "0.00", "+0", "0e5", "1e-999"])("of nothing is harmless: %s", (text) => {
    expect(countOf(text)).toEqual(new RowFault("the count is 0", true));
  });
});
