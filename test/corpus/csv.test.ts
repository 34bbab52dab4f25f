import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ReadOptions, readRows, type SkippedRow } from "../../src/corpus/csv.js";
import type { Row } from "../../src/corpus/row.js";
import { DataError, UsageError } from "../../src/errors.js";
import { csv } from "./bytes.js";

const read = async (text: string, options?: ReadOptions, size?: number): Promise<Row[]> => {
  const rows: Row[] = [];
  for await (const batch of readRows(csv(text, size), "words.csv", options)) rows.push(...batch);
  return rows;
};

const words = async (text: string, options?: ReadOptions) => (await read(text, options)).map(({ word }) => word);

/** Rows of a file as text, with every freedom that CSV has, and what they should read as. */
const table = fc
  .record({
    delimiter: fc.constantFrom(",", ";", "\t"),
    end: fc.boolean(),
    rows: fc.array(
      fc.record({
        word: fc.string({ unit: fc.constantFrom("a", "é", "🐈", ",", ";", "\t", '"', "\n", "\r", "\r\n", "\0", " ") }),
        label: fc.constantFrom("English", "German, low", 'the "Cat"', "two\nlines"),
        count: fc.constantFrom(["1", 1], ["2.5", 2.5], [" 1e3 ", 1000]),
        quoteAll: fc.boolean(),
        lineBreak: fc.constantFrom("\n", "\r\n", "\r"),
      }),
      { maxLength: 30 },
    ),
  })
  .map(({ delimiter, end, rows }) => {
    let line = 2;
    let text = `note${delimiter}"language"${delimiter} word ${delimiter}count\n`;
    const expected: Row[] = [];
    rows.forEach(({ word, label, count, quoteAll, lineBreak }, i) => {
      const letters = `x${word}`;
      const record = ["", label, letters, `${count[0]}`].map((field) =>
        quoteAll || /[,;\t"\r\n]/u.test(field) ? `"${field.replaceAll('"', '""')}"` : field,
      );
      expected.push({ line, word: letters, label, count: Number(count[1]) });
      const written = record.join(delimiter) + (i < rows.length - 1 || end ? lineBreak : "");
      text += written;
      line += written.split(/\r\n?|\n/u).length - 1;
    });
    return { text, expected };
  });

describe("readRows", () => {
  it("reads every delimiter, line break, quote and chunk size, with the right lines", async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async ({ text, expected }, size) => {
        expect(await read(text, {}, size)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it("reads or skips or refuses each row, and drops none", async () => {
    const good = fc.tuple(
      fc.constantFrom("katze,German,1", '"chat",French,2', "dog,English,0.5"),
      fc.constant(undefined),
    );
    const bad = fc.constantFrom<[string, string]>(
      ["", "the row is blank"],
      ["  ", "the row is blank"],
      ["katze", "the row has 1 field where the header has 3"],
      ["katze,German,1,", "the row has 4 fields where the header has 3"],
      [",German,1", "the word is empty"],
      ['"  ",German,1', "the word is empty"],
      ["katze, ,1", "the label is empty"],
      ["katzenklappen,German,1", 'the word "katzenklappen" is longer than 10 characters (--max-word-length)'],
      ["katze,German,-1", 'the count "-1" is no number above 0, from 2^-53 to 2^53'],
      ["katze,German,", 'the count "" is no number above 0, from 2^-53 to 2^53'],
      ["katze,German,0x10", 'the count "0x10" is no number above 0, from 2^-53 to 2^53'],
      ["katze,German,1e308", 'the count "1e308" is no number above 0, from 2^-53 to 2^53'],
      ["katze,German,NaN", 'the count "NaN" is no number above 0, from 2^-53 to 2^53'],
    );
    const zero = fc.constantFrom<[string, string]>(
      ["katze,German,0", "the count is 0"],
      ["katze,German,0.00", "the count is 0"],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(good, bad, zero)), fc.integer({ min: 1, max: 99 }), async (rows, size) => {
        const text = `word,language,count\n${rows.map(([row]) => `${row}\n`).join("")}`;
        const skipped: SkippedRow[] = [];
        const onSkip = (row: SkippedRow) => skipped.push(row);
        const lines = (await read(text, { skipBadRows: true, maxWordLength: 10, onSkip }, size)).map(
          ({ line }) => line,
        );
        const faults = rows.flatMap(([, reason], i) => (reason === undefined ? [] : [{ line: i + 2, reason }]));
        expect(skipped).toEqual(faults);
        expect([...lines, ...skipped.map(({ line }) => line)].sort((a, b) => a - b)).toEqual(rows.map((_, i) => i + 2));

        const first = faults.find(({ reason }) => reason !== "the count is 0");
        const strict = read(text, { maxWordLength: 10 }, size);
        if (first === undefined) expect(await strict).toHaveLength(lines.length);
        else {
          await expect(strict).rejects.toThrow(
            new DataError(
              `words.csv:${first.line}: ${first.reason}; correct the row, or skip such rows (--skip-bad-rows)`,
            ),
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it("reads other columns where they are named, and words alone where labels are not wanted", async () => {
    const text = "wort;sprache;n\nkatze;Deutsch;3\n";
    const row = { line: 2, word: "katze", label: "Deutsch", count: 3 };
    expect(await read(text, { wordColumn: "wort", labelColumn: "sprache", countColumn: "n" })).toEqual([row]);
    const wordOnly = { line: 2, word: "katze", label: "", count: undefined };
    expect(await read(text, { wordColumn: "wort", labelColumn: null })).toEqual([wordOnly]);
    expect(await read("word\nkatze", { labelColumn: null })).toEqual([wordOnly]);
  });

  it("asks for a count column only where one is named", async () => {
    const text = "word,language\nkatze,German\n";
    expect(await read(text)).toEqual([{ line: 2, word: "katze", label: "German", count: undefined }]);
    await expect(read(text, { countColumn: "count" })).rejects.toThrow(
      new DataError(
        'words.csv:1: no column "count" for the count; the first line must name the columns, or name another with --count-column (columns found: "word", "language")',
      ),
    );
  });

  it("finds the delimiter by the word column, whatever else the header holds", async () => {
    expect(await words("a,b;word;language\nx;katze;German\n")).toEqual(["katze"]);
    expect(await words('"a;b;c;d",word,language\nx,katze,German\n')).toEqual(["katze"]);
    expect(await words('"word"\t"language"\n"katze"\t"German"\n')).toEqual(["katze"]);
    expect(await words('"a\nb",word,language\r\nx,katze,German')).toEqual(["katze"]);
  });

  it("keeps unnamed columns apart from one another", async () => {
    expect(await words("word,language,,\nkatze,German,1,2\n")).toEqual(["katze"]);
  });

  it("refuses one column in two parts", async () => {
    await expect(read("word\nkatze\n", { labelColumn: "word" })).rejects.toThrow(
      new UsageError('the columns "word", "word" must differ'),
    );
  });

  it("skips nothing after misplaced quotes, since rows cannot be told there", async () => {
    const skipped: SkippedRow[] = [];
    const options = { skipBadRows: true, onSkip: (row: SkippedRow) => skipped.push(row) };
    await expect(read('word,language\n"katze,German\nchat,French\n', options)).rejects.toThrow(
      "words.csv:2: the quote",
    );
    expect(skipped).toEqual([]);
  });

  it("reads words up to the limit, which counts code points", async () => {
    const cats = "🐈".repeat(1000);
    expect(await words(`word,language\n${cats},Cat\n`)).toEqual([cats]);
    await expect(words(`word,language\n${cats}x,Cat\n`)).rejects.toThrow(
      `words.csv:2: the word "${"🐈".repeat(40)}…" is longer than 1000 characters (--max-word-length)`,
    );
    const long = "ab".repeat(500_000);
    expect(await words(`word,language\n"${long}",A\n`, { maxWordLength: 1_000_000 })).toEqual([long]);
    await expect(words(`word,language\n${long},A\n`)).rejects.toThrow("longer than 1000 characters");
    expect(await words(`word,language\n${long},A\nb,A\n`, { skipBadRows: true })).toEqual(["b"]);
  });

  it("says how much it read of a row without an end, under the row's line", async () => {
    const text = `word,language\nkatze,German\n${"a".repeat(4_200_000)}`;
    const rows = readRows(csv(text, text.length), "words.csv", { skipBadRows: true });
    expect((await rows.next()).value).toHaveLength(1);
    await expect(rows.next()).rejects.toThrow(
      new DataError("words.csv:3: the row is longer than 4200000 characters; shorten it"),
    );
  });

  it.each([
    ["a row without an end", "x", "words.csv:2: the row is longer than"],
    ["a quote never closed", '"', "words.csv:2: the quote opened here is not closed within"],
  ])("stops at %s, however long the file", async (_, start, message) => {
    let given = 0;
    const endless = async function* () {
      yield* csv(`word,language\n${start}`);
      for (;;) {
        given += 1 << 16;
        yield new Uint8Array(1 << 16).fill(97);
      }
    };
    await expect(readRows(endless(), "words.csv").next()).rejects.toThrow(message);
    expect(given).toBeLessThan(2 ** 23);
  });

  it("shows no character of a file or its name that could steer a terminal", async () => {
    const evil = readRows(csv("wo\u202e\x1b[2J,language\nkatze,German\n"), "a\x1b[2J.csv");
    await expect(evil.next()).rejects.toThrow(
      'a\\u{1b}[2J.csv:1: no column "word" for the word; the first line must name the columns, or name another with --word-column (columns found: "wo\\u{202e}\\u{1b}[2J", "language")',
    );
  });
});
