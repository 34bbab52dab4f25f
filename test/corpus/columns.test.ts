import { describe, expect, it } from "vitest";
import { type ColumnOptions, findColumns } from "../../src/corpus/columns.js";
import { DataError, UsageError } from "../../src/errors.js";

const find = (header: string, options: ColumnOptions = {}) => findColumns(header, "words.csv:1", options);

describe("findColumns", () => {
  it("finds word, language and count by name, wherever they stand", () => {
    expect(find("count, word ,note,language")).toEqual({ delimiter: ",", width: 4, word: 1, label: 3, count: 0 });
    expect(find("language\tword")).toEqual({ delimiter: "\t", width: 2, word: 1, label: 0, count: undefined });
    expect(find("word,note", { labelColumn: null })).toMatchObject({ word: 0, label: undefined });
  });

  it("finds others by the names given, and leaves a column count alone where another is to count", () => {
    const options = { wordColumn: "wort", labelColumn: "sprache", countColumn: "n" };
    expect(find("n;count;sprache;wort", options)).toEqual({ delimiter: ";", width: 4, word: 3, label: 2, count: 0 });
  });

  it("takes the delimiter that gives the word column before one that gives more columns", () => {
    expect(find("a,b,c,d;word;language")).toMatchObject({ delimiter: ";", width: 3 });
    expect(find('"a;b;c;d",word,language')).toMatchObject({ delimiter: ",", width: 3 });
  });

  it("takes the delimiter that gives most columns where none gives the word column, to list them", () => {
    expect(() => find("a,b;c;d")).toThrow(
      new DataError(
        'words.csv:1: no column "word" for the word; the first line must name the columns, or name another with --word-column (columns found: "a,b", "c", "d")',
      ),
    );
  });

  it("lists the first twenty columns found, and how many more there are", () => {
    const names = (n: number) => Array.from({ length: n }, (_, i) => `c${i}`);
    const missing = (columns: string) =>
      new DataError(
        `words.csv:1: no column "word" for the word; the first line must name the columns, or name another with --word-column (columns found: ${columns})`,
      );
    const twenty =
      '"c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "c12", "c13", "c14", "c15", "c16", "c17", "c18", "c19"';
    expect(() => find(names(20).join())).toThrow(missing(twenty));
    expect(() => find(names(23).join())).toThrow(missing(`${twenty} and 3 more`));
  });

  it("says which of word, label and count is missing, and how to name another", () => {
    const missing = (name: string, what: string) =>
      new DataError(
        `words.csv:1: no column "${name}" for the ${what}; the first line must name the columns, or name another with --${what}-column (columns found: "word", "language")`,
      );
    expect(() => find("word,language", { wordColumn: "wort" })).toThrow(missing("wort", "word"));
    expect(() => find("word,language", { labelColumn: "label" })).toThrow(missing("label", "label"));
    expect(() => find("word,language", { countColumn: "n" })).toThrow(missing("n", "count"));
  });

  it("refuses a name that is there twice, unless it is none", () => {
    expect(() => find("word,a, a ,language")).toThrow(
      new DataError('words.csv:1: column "a" is there twice; rename one (columns found: "word", "a", "a", "language")'),
    );
    expect(find("word,,,language")).toMatchObject({ width: 4, word: 0, label: 3 });
  });

  it("refuses one column in two parts", () => {
    expect(() => find("word,language", { countColumn: "language" })).toThrow(
      new UsageError('the columns "word", "language", "language" must differ'),
    );
    expect(() => find("word,n", { labelColumn: null, countColumn: "word" })).toThrow(
      new UsageError('the columns "word", "word" must differ'),
    );
  });

  it("refuses a header whose quotes fail under every delimiter", () => {
    expect(() => find('"word,language')).toThrow(
      new DataError("words.csv:1: the quotes of the header do not pair up; correct the line"),
    );
    expect(find('"word";"language"')).toMatchObject({ delimiter: ";", width: 2 });
  });
});
