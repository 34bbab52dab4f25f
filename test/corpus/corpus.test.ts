import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Corpus, type CorpusOptions, readCorpus, selectWords } from "../../src/corpus/corpus.js";
import { splitOf } from "../../src/corpus/split.js";
import { DataError } from "../../src/errors.js";
import { csv } from "./bytes.js";

const read = (text: string, options?: CorpusOptions) => readCorpus(csv(text), "words.csv", options);

const wordsOf = ({ words }: Corpus): string[] => Array.from({ length: words.length }, (_, i) => words.get(i));

/** Each word's shares by label. */
const sharesOf = (corpus: Corpus): Record<string, Record<string, number>> => {
  const { start, label, share } = corpus.targets;
  const shares = (word: number) =>
    Array.from(label.subarray(start[word], start[word + 1]), (l, i) => [
      corpus.labels[l],
      share[(start[word] ?? 0) + i],
    ]);
  return Object.fromEntries(wordsOf(corpus).map((word, i) => [word, Object.fromEntries(shares(i))]));
};

interface Entry {
  readonly word: string;
  readonly label: string;
  readonly count: number;
}

const entries = fc.array(
  fc.record({
    word: fc.string({ unit: fc.constantFrom("a", "b", "é", "🐈"), minLength: 1, maxLength: 3 }),
    label: fc.constantFrom("English", "French", "German", "Ölisch"),
    count: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.constantFrom(0.1, 0.7, 1 / 3, 1e-9, 2 ** 53)),
  }),
  { minLength: 2, maxLength: 120 },
);

const learnable = entries.filter(
  (rows) => new Set(rows.map(({ word }) => word)).size > 1 && new Set(rows.map(({ label }) => label)).size > 1,
);

const counted = (rows: readonly Entry[]): string =>
  `word,language,count\n${rows.map(({ word, label, count }) => `${word},${label},${count}\n`).join("")}`;
const uncounted = (rows: readonly Entry[]): string =>
  `word,language\n${rows.map(({ word, label }) => `${word},${label}\n`).join("")}`;

/** Sums by key. */
const totals = (pairs: readonly (readonly [string, number])[]): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const [key, value] of pairs) sums.set(key, (sums.get(key) ?? 0) + value);
  return sums;
};

describe("readCorpus", () => {
  it("weighs a word's labels by their part of all that the label counts", async () => {
    const corpus = await read(
      "word,language,count\nchat,French,30\nchat,English,10\nchien,French,70\ndog,English,10\n",
    );
    expect(corpus.labels).toEqual(["English", "French"]);
    // 30 of 100 French, 10 of 20 English.
    expect(sharesOf(corpus)).toEqual({
      chat: { English: Math.fround(0.5 / 0.8), French: Math.fround(0.3 / 0.8) },
      chien: { French: 1 },
      dog: { English: 1 },
    });
  });

  it("gives every label of a word the same share where nothing is counted", async () => {
    const corpus = await read("word,language\nchat,French\nchat,French\nchat,English\ndog,English\n");
    expect(sharesOf(corpus)).toEqual({ chat: { English: 0.5, French: 0.5 }, dog: { English: 1 } });
    expect(corpus.rows).toEqual({ read: 4, skipped: 0, duplicate: 1 });
  });

  it("agrees with sums over maps", async () => {
    await fc.assert(
      fc.asyncProperty(learnable, async (rows) => {
        const shares = sharesOf(await read(counted(rows)));
        const labelTotals = totals(rows.map(({ label, count }) => [label, count]));
        const weight = ({ label, count }: Entry) => count / (labelTotals.get(label) ?? 0);
        const wordTotals = totals(rows.map((row) => [row.word, weight(row)]));
        const pairs = totals(rows.map((row) => [`${row.word} ${row.label}`, weight(row)]));
        expect(Object.values(shares).flatMap(Object.values)).toHaveLength(pairs.size);
        for (const { word, label } of rows) {
          const share = (pairs.get(`${word} ${label}`) ?? 0) / (wordTotals.get(word) ?? 0);
          expect(shares[word]?.[label]).toBeCloseTo(share, 6);
        }
      }),
    );
  });

  it("is the same, bit for bit, for every order of the rows", async () => {
    const shuffled = learnable.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, fc.constantFrom(counted, uncounted), async ([rows, others], text) => {
        expect(await read(text(others))).toEqual(await read(text(rows)));
      }),
    );
  });

  it("has shares that sum to 1, words and labels in order of their code units", async () => {
    await fc.assert(
      fc.asyncProperty(learnable, async (rows) => {
        const corpus = await read(counted(rows));
        for (const shares of Object.values(sharesOf(corpus))) {
          expect(Object.values(shares).reduce((a, b) => a + b)).toBeCloseTo(1, 6);
        }
        expect(wordsOf(corpus)).toEqual([...new Set(rows.map(({ word }) => word))].sort());
        expect(corpus.labels).toEqual([...new Set(rows.map(({ label }) => label))].sort());
      }),
    );
  });

  it("merges spellings of one word", async () => {
    const text = "word,language\nMüller,German\nMu\u0308ller,German\nｍüller,French\nﬁn,French\nfin,French\n";
    expect(wordsOf(await read(text))).toEqual(["fin", "müller"]);
    expect(wordsOf(await read(text, { keepCase: true }))).toEqual(["Müller", "fin", "müller"]);
  });

  it("takes labels as they are, but for white space around them and their way of composing letters", async () => {
    const corpus = await read("word,language\na, Öl \nb,O\u0308l\nc,öl\nd,New York\ne,NEW  YORK\n");
    expect(corpus.labels).toEqual(["NEW  YORK", "New York", "Öl", "öl"]);
    expect(corpus.warnings[0]).toBe(
      '2 groups of labels that differ in case or spaces only: "NEW  YORK" and "New York"; "Öl" and "öl"; kept apart',
    );
  });

  it("tells of merged rows, words under several labels, and rows left out", async () => {
    const text =
      "word,language,count\nchat,French,1\nCHAT,French,2\nchat,English,1\ndog,English,0\nhund,,1\ndog,English,1\n";
    const corpus = await read(text, { skipBadRows: true });
    expect(corpus.warnings).toEqual([
      '1 word under several labels: "chat"; learned as a distribution',
      "1 row with the word and label of another; merged",
      "2 rows skipped: line 5 (the count is 0); line 6 (the label is empty)",
      "2 words are too few to set some aside; figures are on the training words",
    ]);
    expect(corpus.rows).toEqual({ read: 4, skipped: 2, duplicate: 1 });
  });

  it("warns of labels that no training word carries", async () => {
    const held = Array.from({ length: 100 }, (_, i) => `held${i}`).find((word) => splitOf(word) === 2);
    const rows = Array.from({ length: 300 }, (_, i) => `w${i},${i % 2 === 0 ? "even" : "odd"}\n`);
    const corpus = await read(`word,language\n${rows.join("")}${held},rare\n`);
    expect(corpus.warnings).toEqual(['1 label without a training word: "rare"; add words to learn them']);
  });

  it("reads any characters as words", async () => {
    const odd = [
      "👩‍👩‍👧",
      "e\u0301\u0323",
      "שלום",
      "\u200b",
      "\u0301",
      "a\0b",
      "\u202eabc",
      "__proto__",
      "constructor",
    ];
    const corpus = await read(
      `word,language\n${odd.map((word, i) => `${word},${i % 2 === 0 ? "__proto__" : "b"}\n`).join("")}`,
    );
    expect(wordsOf(corpus)).toEqual(odd.map((word) => word.normalize("NFC")).sort());
    expect(corpus.labels).toEqual(["__proto__", "b"]);
  });

  it("refuses more labels than any label column has", async () => {
    const rows = (labels: number) => Array.from({ length: labels }, (_, i) => `w${i},l${i}\n`).join("");
    expect((await read(`word,language\n${rows(10_000)}`)).labels).toHaveLength(10_000);
    await expect(read(`word,language\n${rows(10_001)}`)).rejects.toThrow(
      new DataError(
        'words.csv: more than 10000 different labels in column "language"; is this really the label column?',
      ),
    );
  });
});

describe("the split of a corpus", () => {
  const rows = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => `word${from + i},${i % 3 === 0 ? "a" : "b"}\n`).join("");

  it("puts each word where its hash does, and moves none when rows are added", async () => {
    const small = await read(`word,language\n${rows(0, 500)}`);
    const large = await read(`word,language\n${rows(0, 2000)}`);
    expect(small.whole).toBe(false);
    for (const corpus of [small, large]) expect([...corpus.split]).toEqual(wordsOf(corpus).map(splitOf));
  });

  it("selects each word once over the three splits", async () => {
    const corpus = await read(`word,language\n${rows(0, 500)}`);
    const parts = (["train", "validation", "test"] as const).map((name) => [...selectWords(corpus, name)]);
    parts.forEach((part, split) => {
      expect(part.length).toBeGreaterThan(0);
      expect(part.every((word) => corpus.split[word] === split)).toBe(true);
      expect(part).toEqual(part.toSorted((a, b) => a - b));
    });
    expect(parts.flat().sort((a, b) => a - b)).toEqual([...selectWords(corpus, "all")]);
    expect(selectWords(corpus, "all")).toHaveLength(500);
  });

  it("keeps fewer than a hundred words whole", async () => {
    const corpus = await read(`word,language\n${rows(0, 99)}`);
    expect(corpus.whole).toBe(true);
    expect(new Set(corpus.split)).toEqual(new Set([0]));
    for (const name of ["train", "validation", "test", "all"] as const) {
      expect(selectWords(corpus, name)).toHaveLength(99);
    }
    expect((await read(`word,language\n${rows(0, 100)}`)).whole).toBe(false);
  });

  it("keeps a corpus whole that has no word to test on", async () => {
    const training = Array.from({ length: 500 }, (_, i) => `word${i}`).filter((word) => splitOf(word) !== 2);
    const text = training.map((word, i) => `${word},${i % 2 === 0 ? "a" : "b"}\n`).join("");
    expect((await read(`word,language\n${text}`)).whole).toBe(true);
  });
});
