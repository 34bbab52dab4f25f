import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";

const script = fileURLToPath(new URL("../../scripts/build-words.ts", import.meta.url));
const tsx = import.meta.resolve("tsx");

let folder: string;
let lists: string;
let dictionaries: string;
let out: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "katze-words-"));
  lists = join(folder, "lists");
  dictionaries = join(folder, "dictionaries");
  out = join(folder, "words.csv");
  mkdirSync(lists);
  mkdirSync(dictionaries);
  const files: [string, string, string[]][] = [
    [lists, "en.txt", ["the 90", "berlin 8", "chat 7", "colour 6", "color 5", "cat's 4", "a 3", "xyzzy 2"]],
    [lists, "fr.txt", ["chat 70", "e\u0301te\u0301 5", "\u00e9t\u00e9 4", "c\u0153ur 3", "coeur 2", "a1 1"]],
    [lists, "de.txt", ["katze 40", "Katze 2", "berlin 9", "chat 1", "und 80"]],
    [dictionaries, "american-english", ["the", "Berlin", "chat", "color", "cat's", "a"]],
    [dictionaries, "british-english", ["the", "Berlin", "chat", "colour", "cat's", "a"]],
    [dictionaries, "french", ["chat", "coeur", "\u00e9te\u0301", "a1"]],
    [dictionaries, "ngerman", ["Katze", "Berlin", "Chat", "und"]],
  ];
  for (const [where, name, lines] of files) writeFileSync(join(where, name), `${lines.join("\n")}\n`);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...flags: string[]) =>
  spawnSync(process.execPath, ["--import", tsx, script, ...flags], { encoding: "utf8" });
const build = () => run("--lists", lists, "--dictionaries", dictionaries, "--out", out);
const built = () => readFileSync(out, "utf8").split("\n");

function expectOneLine(stderr: string): void {
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
}

it("writes every word that a dictionary lists, by word, then language", () => {
  const { status, stdout, stderr } = build();
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(built()).toEqual([
    "word,language,count",
    "berlin,German,9",
    "chat,English,7",
    "chat,French,70",
    "chat,German,1",
    "coeur,French,2",
    "color,English,5",
    "colour,English,6",
    "c\u0153ur,French,3",
    "katze,German,42",
    "the,English,90",
    "und,German,80",
    "\u00e9t\u00e9,French,9",
    "",
  ]);
  expect(stdout).toContain(
    "12 rows (4 English, 4 French, 4 German), 10 distinct words, 1 in more than one language, 1 in all three",
  );
});

it("adds the counts of lines that become the same word, decomposed or capitalised", () => {
  build();
  expect(built()).toContain("\u00e9t\u00e9,French,9");
  expect(built()).toContain("katze,German,42");
});

it("drops words that no dictionary lists", () => {
  build();
  expect(built().join("\n")).not.toContain("xyzzy");
});

it("compares German without case and English with it", () => {
  build();
  expect(built().filter((line) => line.startsWith("berlin,"))).toEqual(["berlin,German,9"]);
});

it("drops what is listed but is one letter or not all letters", () => {
  build();
  expect(built().filter((line) => /^(a|a1|cat's),/.test(line))).toEqual([]);
});

it("writes the same bytes whatever the order of the lists", () => {
  build();
  const first = readFileSync(out);
  for (const name of readdirSync(lists)) {
    const lines = readFileSync(join(lists, name), "utf8").trimEnd().split("\n");
    writeFileSync(join(lists, name), lines.reverse().join("\r\n"));
  }
  expect(build().status).toBe(0);
  expect(readFileSync(out).equals(first)).toBe(true);
});

it.each([
  ["american-english", "wamerican"],
  ["british-english", "wbritish"],
  ["french", "wfrench"],
  ["ngerman", "wngerman"],
])("names the package of a missing dictionary: %s, %s, and leaves the old file", (file, debianPackage) => {
  writeFileSync(out, "old");
  rmSync(join(dictionaries, file));
  const { status, stdout, stderr } = build();
  expect(status).toBe(5);
  expect(stdout).toBe("");
  expectOneLine(stderr);
  expect(stderr).toContain(file);
  expect(stderr).toContain(`apt-get install ${debianPackage})`);
  expect(readFileSync(out, "utf8")).toBe("old");
});

it("says where to get a missing list", () => {
  rmSync(join(lists, "fr.txt"));
  const { status, stderr } = build();
  expect(status).toBe(5);
  expectOneLine(stderr);
  expect(stderr).toContain("content/2018/fr/fr_50k.txt of hermitdave/FrequencyWords");
});

it.each(["katze", "katze 0", "katze -1", "katze 1.5", "katze  1", "katze 1 2", ""])(
  "names the line of a list that is no word and count: %j",
  (line) => {
    writeFileSync(join(lists, "de.txt"), `und 80\n${line}\nkatze 40\n`);
    const { status, stderr } = build();
    expect(status).toBe(3);
    expectOneLine(stderr);
    expect(stderr).toMatch(/de\.txt", line 2:/);
  },
);

it("refuses a list that is not UTF-8", () => {
  writeFileSync(join(lists, "fr.txt"), Buffer.from("\u00e9t\u00e9 5\n", "latin1"));
  const { status, stderr } = build();
  expect(status).toBe(3);
  expectOneLine(stderr);
  expect(stderr).toMatch(/fr\.txt" is not UTF-8/);
});

it("leaves no temporary file where it cannot write", () => {
  mkdirSync(out);
  const { status, stderr } = build();
  expect(status).toBe(5);
  expectOneLine(stderr);
  expect(readdirSync(folder).sort()).toEqual(["dictionaries", "lists", "words.csv"]);
});

it.each([[[]], [["--list", "x"]], [["--lists", "x", "y"]]])("shows the usage for wrong arguments %j", (flags) => {
  const { status, stderr } = run(...flags);
  expect(status).toBe(2);
  expectOneLine(stderr);
  expect(stderr).toContain("usage: npx tsx scripts/build-words.ts --lists DIR");
});

it("escapes control characters of a path in a message", () => {
  const { stderr } = run("--lists", "a\u001b[2J\u202eb", "--dictionaries", dictionaries, "--out", out);
  expectOneLine(stderr);
  expect(stderr.trimEnd()).not.toMatch(/\p{C}/u);
  expect(stderr).toContain("\\u001b[2J\\u{202e}b");
});
