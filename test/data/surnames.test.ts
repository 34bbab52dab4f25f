import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readCorpusFile } from "../../src/corpus/corpus-file.js";
import { count } from "./stated.js";

const path = new URL("../../data/surnames.csv", import.meta.url);
const [header, ...lines] = readFileSync(path, "utf8").trimEnd().split("\n");
const rows = lines.map((line) => line.split(","));

const countriesOf = new Map<string, string[]>();
const sizes: Record<string, number> = {};
for (const [name = "", country = ""] of rows) {
  countriesOf.set(name.toLowerCase(), [...(countriesOf.get(name.toLowerCase()) ?? []), country]);
  sizes[country] = (sizes[country] ?? 0) + 1;
}

describe("data/surnames.csv", () => {
  it("has a name and a country in every row, by name, then country, no pair twice", () => {
    expect(header).toBe("name,country");
    expect(rows.filter((row) => row.length !== 2)).toEqual([]);
    // U+0000 comes before every letter, so that a name stands before longer ones.
    const keys = rows.map((row) => row.join("\0"));
    expect(keys).toEqual([...new Set(keys)].sort());
  });

  it("holds names of Latin letters, NFC, without what stands around names", () => {
    const name = /^(?:['’]s |d['’] ?)?\p{Script=Latin}(?:[-'’. ]{0,2}\p{Script=Latin})*$/u;
    expect(rows.filter(([one = ""]) => !name.test(one) || one !== one.normalize("NFC"))).toEqual([]);
  });

  it("has as many rows, names and countries as the README states", () => {
    const found = {
      rows: rows.length,
      distinct: countriesOf.size,
      shared: [...countriesOf.values()].filter(({ length }) => length > 1).length,
    };
    expect(found).toEqual({
      rows: count("rows of surnames.csv"),
      distinct: count("distinct names"),
      shared: count("names in more than one country"),
    });
    expect(sizes).toEqual(Object.fromEntries(Object.keys(sizes).map((country) => [country, count(country)])));
    expect(Object.keys(sizes)).toHaveLength(18);
  });

  it("is read by katze as it stands, its shared names as distributions", async () => {
    const { corpus } = await readCorpusFile(fileURLToPath(path), { wordColumn: "name", labelColumn: "country" });
    expect(corpus.rows).toEqual({ read: rows.length, skipped: 0, duplicate: 0 });
    expect(corpus.warnings).toEqual([expect.stringMatching(/^\d+ words under several labels/u)]);
  });
});
