import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type CorpusOptions, readCorpus } from "../../src/corpus/corpus.js";
import { openFile } from "../../src/corpus/file.js";
import { DataError } from "../../src/errors.js";

const folder = fileURLToPath(new URL(".", import.meta.url));

const read = (file: string, options?: CorpusOptions) => readCorpus(openFile(folder + file).chunks, file, options);

/** Files refused as a whole, whether or not bad rows may be skipped: what the error says after the file's name. */
const badFiles: Record<string, string> = {
  "cut-gzip.csv": ": the gzip data is damaged or ends too early; copy or pack the file again",
  "cut-utf8.csv": ":4: byte 51 is not valid UTF-8; save the file as UTF-8",
  "duplicate-column.csv":
    ':1: column "word" is there twice; rename one (columns found: "word", "language", "count", "word")',
  "empty.csv": ": the file is empty; it must have a header and rows",
  "header-only.csv": ": no row to learn from; the file needs words of two labels or more",
  "invalid-utf8.csv": ":3: byte 35 is not valid UTF-8; save the file as UTF-8",
  "lone-surrogate-utf16.csv": ":2: byte 44 is not valid UTF-16; save the file as UTF-8",
  "missing-label.csv":
    ':1: no column "language" for the label; the first line must name the columns, or name another with --label-column (columns found: "word", "lang", "count")',
  "missing-word.csv":
    ':1: no column "word" for the word; the first line must name the columns, or name another with --word-column (columns found: "term", "language", "count")',
  "no-header.csv":
    ':1: no column "word" for the word; the first line must name the columns, or name another with --word-column (columns found: "chat", "French", "3")',
  "nul-bytes.csv":
    ':1: no column "word" for the word; the first line must name the columns, or name another with --word-column (columns found: "w\\u{0}o\\u{0}r\\u{0}d\\u{0}", "\\u{0}l\\u{0}a\\u{0}n\\u{0}")',
  "one-label.csv": ': every word has the label "French"; add words of another label to tell apart',
  "one-word.csv": ": one word only; nothing can be learned from it, add others",
  "only-line-breaks.csv":
    ':1: no column "word" for the word; the first line must name the columns, or name another with --word-column (columns found: none)',
  "only-zero-counts.csv": ": no row to learn from; the file needs words of two labels or more",
  "picture.csv": ":1: byte 0 is not valid UTF-8; save the file as UTF-8",
  "quote-inside-field.csv":
    ':3: a quote stands inside a field that begins without one; quote the whole field, and write "" for a quote inside quotes',
  "surrogate-as-utf8.csv": ":2: byte 20 is not valid UTF-8; save the file as UTF-8",
  "text-after-quote.csv":
    ':3: the quote opened here is closed in the middle of a field; close it at the end of the field, and write "" for a quote inside quotes',
  "unclosed-quote-after-line-break.csv":
    ':3: the quote opened here is never closed; close it, and write "" for a quote inside quotes',
  "unclosed-quote-closed-later.csv":
    ':2: the quote opened here is closed in the middle of a field; close it at the end of the field, and write "" for a quote inside quotes',
  "unclosed-quote-in-header.csv": ":1: the quotes of the header do not pair up; correct the line",
  "unclosed-quote.csv": ':5: the quote opened here is never closed; close it, and write "" for a quote inside quotes',
};

/** Files with one bad row, which is refused or skipped. */
const badRows: Record<string, [line: number, reason: string]> = {
  "blank-last-row.csv": [4, "the row is blank"],
  "blank-row.csv": [3, "the row is blank"],
  "count-beyond-double.csv": [2, 'the count "1e999" is no number above 0, from 2^-53 to 2^53'],
  "count-empty.csv": [2, 'the count "" is no number above 0, from 2^-53 to 2^53'],
  "count-hexadecimal.csv": [2, 'the count "0x1F" is no number above 0, from 2^-53 to 2^53'],
  "count-huge.csv": [2, 'the count "1e308" is no number above 0, from 2^-53 to 2^53'],
  "count-infinite.csv": [2, 'the count "Infinity" is no number above 0, from 2^-53 to 2^53'],
  "count-negative.csv": [2, 'the count "-1" is no number above 0, from 2^-53 to 2^53'],
  "count-text.csv": [2, 'the count "many" is no number above 0, from 2^-53 to 2^53'],
  "count-tiny.csv": [2, 'the count "1e-300" is no number above 0, from 2^-53 to 2^53'],
  "count-with-comma.csv": [2, 'the count "1,5" is no number above 0, from 2^-53 to 2^53'],
  "empty-label.csv": [4, "the label is empty"],
  "empty-word.csv": [3, "the word is empty"],
  "escape-sequences.csv": [2, 'the count "\\u{1b}[2J\\u{202e}" is no number above 0, from 2^-53 to 2^53'],
  "long-label.csv": [
    3,
    'the label "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…" is longer than 1000 characters (--max-word-length)',
  ],
  "long-word.csv": [
    3,
    'the word "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…" is longer than 1000 characters (--max-word-length)',
  ],
  "spaces-row.csv": [4, "the row is blank"],
  "spaces-word.csv": [3, "the word is empty"],
  "too-long.csv": [3, "the row has 4 fields where the header has 3"],
  "too-short.csv": [3, "the row has 2 fields where the header has 3"],
};

describe("a bad CSV", () => {
  it("stands in one of the tables", async () => {
    const files = (await readdir(folder)).filter((file) => file.endsWith(".csv"));
    expect(files.sort()).toEqual([...Object.keys(badFiles), ...Object.keys(badRows)].sort());
  });

  it.each(Object.entries(badFiles))("%s is refused", async (file, message) => {
    await expect(read(file)).rejects.toThrow(new DataError(file + message));
    await expect(read(file, { skipBadRows: true })).rejects.toThrow(new DataError(file + message));
  });

  it.each(Object.entries(badRows))(
    "%s is refused, or its bad row skipped and counted",
    async (file, [line, reason]) => {
      const advice = "correct the row, or skip such rows (--skip-bad-rows)";
      await expect(read(file)).rejects.toThrow(new DataError(`${file}:${line}: ${reason}; ${advice}`));
      const corpus = await read(file, { skipBadRows: true });
      expect(corpus.rows).toEqual({ read: 2, skipped: 1, duplicate: 0 });
      expect(corpus.warnings).toContain(`1 row skipped: line ${line} (${reason})`);
    },
  );
});
