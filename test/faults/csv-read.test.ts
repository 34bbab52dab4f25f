import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { catModel, file, folder, katze, linesOf } from "../cli/katze.js";
import { predictionsOf } from "../cli/schemas.js";
import { utf8, utf16 } from "../corpus/bytes.js";

let model = "";
beforeAll(async () => {
  model = await catModel();
});

const predict = async (args: readonly string[]) =>
  predictionsOf(await katze(["predict", "--model", model, "--json", ...args]));

/** The words that predict and train read from a CSV; train reads labels and counts as well. */
async function wordsIn(name: string, content: string | Uint8Array): Promise<string[]> {
  const csv = file(`${name.replace(/\W/gu, "-")}.csv`, content);
  const trained = await katze(["train", csv, "--model", join(folder, "read.safetensors"), "--epochs", "1", "--json"]);
  expect(trained.code, trained.stderr).toBe(0);
  const words = (await predict(["--csv", csv])).map(({ word }) => word);
  expect(JSON.parse(linesOf(trained.stdout)[0] ?? "")).toMatchObject({
    words: new Set(words).size,
    labels: ["English", "German, high"],
  });
  return words;
}

const words = ["kätzchen", 'the "cat"', "two\nlines", "🐈,cat"];
const quoted = (word: string): string => (/[",\n]/u.test(word) ? `"${word.replaceAll('"', '""')}"` : word);
const text = `word,language,count\n${words.map((word, i) => `${quoted(word)},${i ? "English" : '"German, high"'},${i + 1}.5\n`).join("")}`;

describe("a CSV is read as it was meant", () => {
  it.each<[string, string | Uint8Array]>([
    ["C1: UTF-8 with a byte order mark", `\ufeff${text}`],
    ["C1: UTF-16, little-endian", utf16(text, true)],
    ["C1: UTF-16, big-endian", utf16(text, false)],
    ["C1: gzip", gzipSync(text)],
    ["C1: gzip of UTF-16", gzipSync(utf16(text, true))],
    ["C3: LF, quotes, and a newline and commas inside quotes", utf8(text)],
    ["C3: no line break at the end", text.slice(0, -1)],
    ["C6: semicolons", text.replace(/,(?=language|count|English|"German|\d\.5)/gu, ";")],
    ["C6: tabs", text.replace(/,(?=language|count|English|"German|\d\.5)/gu, "\t")],
  ])("%s", async (name, content) => {
    expect(await wordsIn(name, content)).toEqual(words);
  });

  it("C3: CRLF, CR, and all of them mixed", async () => {
    const rows = ["word,language", "cat,English", "hat,English", 'katze,"German, high"', 'hatz,"German, high"', ""];
    for (const [i, breaks] of [["\r\n"], ["\r"], ["\n", "\r", "\r\n"]].entries()) {
      const content = rows.map((row, j) => (row ? row + breaks[j % breaks.length] : "")).join("");
      expect(await wordsIn(`breaks-${i}`, content)).toEqual(["cat", "hat", "katze", "hatz"]);
    }
  });

  it("C9: rows that repeat are merged, a word keeps several labels, look-alike labels are named", async () => {
    const rows = ["cat,English", "cat,English", "chat,English", "chat,French", "chien,french", "chien, French "];
    const csv = file("repeated.csv", `word,language\n${rows.join("\n")}\n`);
    const path = join(folder, "repeated.safetensors");
    const { stdout, stderr } = await katze(["train", csv, "--model", path, "--epochs", "60", "--json"]);
    expect(JSON.parse(linesOf(stdout)[0] ?? "")).toMatchObject({ words: 3, labels: ["English", "French", "french"] });
    expect(stderr).toMatch(/1 row with the word and label of another/u);
    expect(stderr).toMatch(/2 words under several labels: "chat", "chien"; learned as a distribution/u);
    expect(stderr).toMatch(/1 group of labels .*"French" and "french"/u);
  });

  it("C13: fractional counts count, a count of 0 is left out and told of", async () => {
    const csv = file("counts.csv", "word,language,count\ncat,English,0.5\ndog,English,0\nkatze,German,2.25\n");
    const args = ["train", csv, "--model", join(folder, "counts.safetensors"), "--epochs", "1", "--json"];
    const { code, stdout, stderr } = await katze(args);
    expect(code).toBe(0);
    expect(JSON.parse(linesOf(stdout)[0] ?? "")).toMatchObject({ words: 2 });
    expect(stderr).toMatch(/1 row skipped: line 3 \(the count is 0\)/u);
  });
});

describe("a word is read as its characters", () => {
  it("C10: composed and decomposed, ligatures and full-width letters are one word, with one answer", async () => {
    for (const [one, ...others] of [
      ["K\u00e4tzchen", "Ka\u0308tzchen", "kätzchen"],
      ["fisch", "\ufb01sch"],
      ["cat", "\uff43\uff41\uff54"],
    ]) {
      const [expected, ...answers] = await predict([one ?? "", ...others]);
      for (const [i, answer] of answers.entries()) expect(answer).toEqual({ ...expected, word: others[i] });
    }
  });

  it("C11: whatever Unicode has, learned and labelled, and shown escaped", async () => {
    const strange = [
      "👩‍👩‍👧",
      "e\u0301\u0301\u0301",
      "קָט",
      "a\u200bb",
      "\u0007\u001b[31m",
      "nul\0",
      "\u202ecat",
      "\ufeffx",
    ];
    const rows = strange.map((word, i) => `"${word}",${i % 2 ? "A" : "B\u202e"}\n`);
    const csv = file("strange.csv", `word,language\n${rows.join("")}`);
    const path = join(folder, "strange.safetensors");
    const trained = await katze(["train", csv, "--model", path, "--epochs", "2"]);
    expect(trained.code).toBe(0);
    const answers = predictionsOf(await katze(["predict", "--model", path, "--json", "--csv", csv]));
    expect(answers.map(({ word, unknown }) => ({ word, unknown }))).toEqual(
      strange.map((word) => ({ word, unknown: [] })),
    );
    const shown = await katze(["predict", "--model", path, "--csv", csv]);
    for (const { stdout, stderr } of [shown, trained]) expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  });

  it("C12: 10,000 of them, where so many are allowed", async () => {
    const csv = file("long-words.csv", `word,language\n${"ab".repeat(5000)},A\n${"ba".repeat(5000)},B\n`);
    const path = join(folder, "long.safetensors");
    const limit = ["--max-word-length", "10000"];
    expect((await katze(["train", csv, "--model", path, "--epochs", "3", ...limit])).code).toBe(0);
    const answers = predictionsOf(await katze(["predict", "--model", path, "--json", "--csv", csv, ...limit]));
    for (const { probability } of answers) expect(probability).toBeGreaterThan(0);
    expect(answers).toHaveLength(2);
  });
});
