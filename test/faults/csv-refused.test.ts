import { appendFileSync, copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { fails } from "../cli/fails.js";
import { catModel, file, folder, katze, linesOf, root } from "../cli/katze.js";

const bad = (name: string): string => join(root, "test", "bad-csv", name);
let model = "";
beforeAll(async () => {
  model = await catModel();
});

describe("a CSV to train on is refused", () => {
  it.each<[string, string, RegExp]>([
    ["C2: invalid UTF-8", "invalid-utf8.csv", /:3: byte 35 is not valid UTF-8/u],
    ["C2: a surrogate in UTF-8", "surrogate-as-utf8.csv", /:2: byte 20 is not valid UTF-8/u],
    ["C2: a lone surrogate in UTF-16", "lone-surrogate-utf16.csv", /:2: byte 44 is not valid UTF-16/u],
    ["C1: a gzip file cut short", "cut-gzip.csv", /gzip data is damaged or ends too early/u],
    ["C4: an unclosed quote", "unclosed-quote.csv", /:5: the quote opened here is never closed/u],
    ["C4: an unclosed quote with many lines after it", "unclosed-quote-closed-later.csv", /:2: the quote opened here/u],
    ["C5: no header", "no-header.csv", /:1: no column "word".*columns found: "chat", "French", "3"/u],
    ["C5: a column twice", "duplicate-column.csv", /:1: column "word" is there twice.*columns found: "word", "lang/u],
    ["C5: a column missing", "missing-label.csv", /:1: no column "language".*columns found: "word", "lang", "count"/u],
    ["C7: a header only", "header-only.csv", /no row to learn from/u],
    ["C7: an empty file", "empty.csv", /the file is empty/u],
    ["C7: one label only", "one-label.csv", /every word has the label "French"/u],
    ["C7: one word only", "one-word.csv", /one word only/u],
    ["C8: a row too short", "too-short.csv", /:3: the row has 2 fields where the header has 3/u],
    ["C8: a row too long", "too-long.csv", /:3: the row has 4 fields where the header has 3/u],
    ["C8: a blank row", "blank-row.csv", /:3: the row is blank/u],
    ["C8: an empty word", "empty-word.csv", /:3: the word is empty/u],
    ["C8: an empty label", "empty-label.csv", /:4: the label is empty/u],
    ["C12: a long word", "long-word.csv", /:3: the word .* is longer than 1000 characters \(--max-word-length\)/u],
    ["C13: a count below 0", "count-negative.csv", /:2: the count "-1" is no number above 0/u],
    ["C13: a count of 1e308", "count-huge.csv", /:2: the count "1e308" is no number/u],
    ["C13: a count of letters", "count-text.csv", /:2: the count "many" is no number/u],
    ["O2: escape sequences for a count", "escape-sequences.csv", /:2: .*\\u\{1b\}\[2J\\u\{202e\}/u],
  ])("%s", async (_, name, message) => {
    await fails(["train", bad(name), "--model", model], 3, message);
  });

  it("C12: a word of 1 MB", async () => {
    const csv = file("long.csv", `word,language\ncat,English\n${"a".repeat(1_000_000)},French\n`);
    await fails(["train", csv, "--model", model], 3, /:3: the word "a+…" is longer than 1000 characters/u);
    const most = ["--max-word-length", "100000"];
    await fails(["train", csv, "--model", model, ...most], 3, /:3: .* longer than 100000 characters/u);
  });

  it("C14: that grows while it is read", async () => {
    const csv = join(folder, "growing.csv");
    copyFileSync(join(root, "data", "words.csv"), csv);
    const path = join(folder, "mixed.safetensors");
    const growing = setInterval(() => appendFileSync(csv, "katze,German,1\n"), 1);
    const outcome = await katze(["train", csv, "--model", path, "--epochs", "1", "--hidden", "8"]);
    clearInterval(growing);
    expect(outcome).toMatchObject({ code: 3, stdout: "" });
    expect(linesOf(outcome.stderr)).toEqual([
      expect.stringMatching(/growing\.csv: the file changed while it was read/u),
    ]);
    expect(existsSync(path)).toBe(false);
  });
});

it("C8: bad rows are skipped and counted where that is asked for, and named", async () => {
  const rows = ["cat,English", "", "chat", "katze,German,1", ",French", "hund, ", "chat,French"];
  const csv = file("skipped.csv", `word,language\n${rows.join("\n")}\n`);
  await fails(["train", csv, "--model", model], 3, /skipped\.csv:3: the row is blank/u);
  const args = ["train", csv, "--model", join(folder, "skipped.safetensors"), "--epochs", "1"];
  const { code, stderr } = await katze([...args, "--skip-bad-rows"]);
  expect(code).toBe(0);
  expect(stderr).toMatch(/5 rows skipped: line 3 \(the row is blank\); line 4 \(.*\); line 5 \(/u);
});

describe("words to label are refused", () => {
  const predict = () => ["predict", "--model", model];

  it("C5: a CSV without the column, on evaluate too", async () => {
    await fails([...predict(), "--csv", bad("missing-word.csv")], 3, /:1: no column "word"/u);
    await fails(["evaluate", bad("missing-label.csv"), "--model", model], 3, /no column "language"/u);
  });

  it("C4: a CSV with an unclosed quote", async () => {
    await fails([...predict(), "--csv", bad("unclosed-quote-in-header.csv")], 3, /:1: /u);
  });

  it("C2: standard input that is no UTF-8", async () => {
    const input = Buffer.from("katze\ncaf\xe9\n", "latin1");
    await fails(predict(), 3, /standard input:2: byte 9/u, { input });
  });

  it("C12: a line of 1 MB on standard input", async () => {
    await fails(predict(), 3, /standard input:1: .*10000 characters/u, { input: "a".repeat(1_000_000) });
  });
});
