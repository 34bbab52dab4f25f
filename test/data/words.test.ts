import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { count } from "./stated.js";

const data = new URL("../../data/", import.meta.url);

interface Row {
  readonly word: string;
  readonly language: string;
  readonly count: string;
}

const [header, ...lines] = readFileSync(new URL("words.csv", data), "utf8").trimEnd().split("\n");
const rows: Row[] = lines.map((line) => {
  const [word = "", language = "", digits = "", ...more] = line.split(",");
  if (more.length > 0) throw new Error(`more than three fields: ${line}`);
  return { word, language, count: digits };
});

const languagesOf = new Map<string, string[]>();
for (const { word, language } of rows) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language]);

describe("data/cats.csv", () => {
  it("holds the three words of the article", () => {
    expect(readFileSync(new URL("cats.csv", data), "utf8")).toBe(
      "word,language\ncat,English\nchat,French\nkatze,German\n",
    );
  });
});

describe("data/words.csv", () => {
  it("has the columns word, language and count", () => {
    expect(header).toBe("word,language,count");
  });

  it("holds words of two or more letters, NFC and lower case", () => {
    const wrong = rows.filter(
      ({ word }) => !/^\p{L}{2,}$/u.test(word) || word !== word.normalize("NFC") || word !== word.toLowerCase(),
    );
    expect(wrong).toEqual([]);
  });

  it("labels them English, French or German", () => {
    expect([...new Set(rows.map(({ language }) => language))].sort()).toEqual(["English", "French", "German"]);
  });

  it("counts in positive integers", () => {
    const wrong = rows.filter(({ count }) => !/^[1-9]\d*$/.test(count) || !Number.isSafeInteger(Number(count)));
    expect(wrong).toEqual([]);
  });

  it("stands in order of word, then language, with no pair twice", () => {
    const key = ({ word, language }: Row) => `${word},${language}`;
    const wrong = rows.filter((row, index) => {
      const before = rows[index - 1];
      return before !== undefined && key(before) >= key(row);
    });
    expect(wrong).toEqual([]);
  });

  it("has as many rows and words as the README states", () => {
    const languages = [...languagesOf.values()];
    expect({
      rows: rows.length,
      English: rows.filter(({ language }) => language === "English").length,
      French: rows.filter(({ language }) => language === "French").length,
      German: rows.filter(({ language }) => language === "German").length,
      distinct: languagesOf.size,
      shared: languages.filter(({ length }) => length > 1).length,
      inAll: languages.filter(({ length }) => length === 3).length,
      characters: new Set([...languagesOf.keys()].join("")).size,
    }).toEqual({
      rows: count("rows"),
      English: count("English rows"),
      French: count("French rows"),
      German: count("German rows"),
      distinct: count("distinct words"),
      shared: count("words in more than one language"),
      inAll: count("words in all three"),
      characters: count("characters"),
    });
  });
});
