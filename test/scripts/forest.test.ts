import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCorpusFile } from "../../src/corpus/corpus-file.js";
import { saveModel } from "../../src/model/file.js";
import { train } from "../../src/training/trainer.js";
import { inventedCsv } from "../cli/corpora.js";

const script = fileURLToPath(new URL("../../scripts/forest.ts", import.meta.url));
const cats = fileURLToPath(new URL("../../data/cats.csv", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "katze-forest-"));
afterAll(() => rmSync(folder, { recursive: true }));
const csv = join(folder, "invented.csv");
const model = join(folder, "invented.safetensors");

beforeAll(async () => {
  writeFileSync(csv, inventedCsv());
  const { corpus, data } = await readCorpusFile(csv);
  for await (const event of train(corpus, { hidden: 8, epochs: 30 }, { data })) {
    if (event.event === "done") await saveModel(model, event.model);
  }
});

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, ["--import", import.meta.resolve("tsx"), script, ...args], { encoding: "utf8" });

describe("scripts/forest.ts", () => {
  it("prints how often each classifier is right by each kind of features", () => {
    const { stdout, status } = run(csv, "--model", model, "--words", "60");
    expect(status).toBe(0);
    const rows = stdout.split("\n").flatMap((line) => {
      const [, name, rest] = /^(h of|bag of)(.*)$/u.exec(line) ?? [];
      return name === undefined ? [] : [[...(rest ?? "").matchAll(/([\d.]+) % \(([\d.]+) to ([\d.]+)\)/gu)]];
    });
    expect(rows).toHaveLength(3);
    expect(stdout).toMatch(/forest, 60 words +neighbours, 60 +neighbours, 2\d\d$/mu);
    for (const cells of rows) {
      expect(cells).toHaveLength(3);
      for (const [share = Number.NaN, from = Number.NaN, to = Number.NaN] of cells.map((cell) =>
        cell.slice(1).map(Number),
      )) {
        expect(share).toBeGreaterThanOrEqual(from);
        expect(share).toBeLessThanOrEqual(to);
        // Each language has syllables of its own: whoever learns something is right more often than not.
        expect(share).toBeGreaterThan(60);
      }
    }
    // The trained network tells its two languages apart, and so do those that it feeds.
    expect(rows[0]?.map(([, share]) => share)).toEqual(["100.0", "100.0", "100.0"]);
    expect(stdout).toMatch(/own answer.*: 100\.0 %/u);
  });

  it.each<[string, readonly string[], number, RegExp]>([
    ["too few words to split", [cats, "--model", model], 3, /cats\.csv: too few words/u],
    ["a number that is none", [csv, "--words", "many"], 2, /usage/u],
    ["an unknown flag", [csv, "--trees", "5"], 2, /--trees.*usage/u],
    ["a model that is missing", [csv, "--model", join(folder, "none")], 5, /none/u],
  ])("refuses %s", (_, args, code, message) => {
    const { stdout, stderr, status } = run(...args);
    expect({ stdout, status }).toEqual({ stdout: "", status: code });
    expect(stderr).toMatch(message);
  });
});
