import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCorpus } from "../../src/corpus/corpus.js";
import { type ReadOptions, readRows } from "../../src/corpus/csv.js";
import { DataError } from "../../src/errors.js";
import { FuzzRecord, numRuns, timeout } from "../fuzzing.js";
import { mutate, mutations } from "../mutations.js";
import { chunked, utf8, utf16 } from "./bytes.js";

const record = new FuzzRecord("CSV files");
const folder = new URL("../bad-csv/", import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".csv"))
  .map((name) => readFileSync(new URL(name, folder)));

/** Real files and good ones. */
const rows = '"kat""ze",German,1\r\nchat,"Fran\nçais",2.5\ncat,English,0\nchien,French,1\n';
const text = `word,language,count\n${rows.repeat(3)}`;
const good = [utf8(text), utf8(`\ufeff${text}`), utf16(text, true), utf16(text, false), gzipSync(text)];
const sources = fc.constantFrom(...files, ...good.map((bytes) => Buffer.from(bytes)));
const damaged = fc
  .tuple(sources, fc.array(mutations, { maxLength: 3 }))
  .map(([file, changes]) => changes.reduce(mutate, file));

/** Records of a CSV, counted on their own; undefined where the bytes are packed. */
function recordsIn(bytes: Uint8Array): number | undefined {
  const [first, second] = bytes;
  if (first === 0x1f && second === 0x8b) return undefined;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  const unquoted = new TextDecoder(encoding).decode(bytes).replace(/"[^"]*"?/gu, "quoted");
  const lines = unquoted.split(/\r\n|\r|\n/u);
  return lines.at(-1) === "" ? lines.length - 1 : lines.length;
}

/** Reads it all; undefined where it is refused, which is told in one line that hides nothing. */
async function outcomeOf<Result>(reading: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await record.try(reading);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    expect(error.message).toMatch(/^fuzzed\.csv:\P{C}*$/u);
    expect(error.message.length).toBeLessThan(1500);
    return undefined;
  }
}

describe("C8: a CSV that is damaged at random", () => {
  it("loses no row in silence: rows read, skipped and refused are all there are", { timeout }, async () => {
    const verdicts = new Set<string>();
    await fc.assert(
      fc.asyncProperty(damaged, fc.integer({ min: 1, max: 300 }), fc.boolean(), async (bytes, size, skipBadRows) => {
        const skipped: number[] = [];
        const options: ReadOptions = { skipBadRows, maxWordLength: 50, onSkip: ({ line }) => skipped.push(line) };
        const read = await outcomeOf(async () => {
          const lines: number[] = [];
          for await (const rows of readRows(chunked(bytes, size), "fuzzed.csv", options)) {
            lines.push(...rows.map(({ line }) => line));
          }
          return lines;
        });
        verdicts.add(read === undefined ? "refused" : skipped.length > 0 ? "skipped" : "read");
        if (read === undefined) return;
        const lines = [...read, ...skipped];
        expect(new Set(lines).size).toBe(lines.length);
        expect(read).toEqual(read.toSorted((a, b) => a - b));
        const all = recordsIn(bytes);
        if (all !== undefined) expect(lines.length).toBe(all - 1);
      }),
      { numRuns },
    );
    expect([...verdicts].sort()).toEqual(["read", "refused", "skipped"]);
  });

  it("becomes a corpus whose rows add up, or is refused", { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(damaged, async (bytes) => {
        const corpus = await outcomeOf(() => readCorpus(chunked(bytes), "fuzzed.csv", { skipBadRows: true }));
        if (corpus === undefined) return;
        const { read, skipped, duplicate } = corpus.rows;
        expect(corpus.targets.label.length).toBe(read - duplicate);
        const all = recordsIn(bytes);
        if (all !== undefined) expect(read + skipped).toBe(all - 1);
      }),
      { numRuns },
    );
  });
});
