import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Corpus, readCorpus } from "../../src/corpus/corpus.js";
import { csvField, labelsCsv, vectorsCsv } from "../../src/export/csv.js";
import { type Vectors, vectorsOf } from "../../src/export/vectors.js";
import { corpusOf } from "../evaluation/corpus.js";
import { modelOf } from "../recurrence/models.js";
import { oddWords } from "./corpora.js";

const model = modelOf({ rung: "rnn", A: 12, H: 5, C: 2 }, 1);

/** Reads an export as any other word CSV. */
async function readBack(bytes: Uint8Array): Promise<Corpus> {
  const chunks = async function* () {
    yield bytes;
  };
  return readCorpus(chunks(), "export.csv", { labelColumn: "label", keepCase: true });
}

const wordsOf = ({ words }: Corpus): string[] => Array.from({ length: words.length }, (_, i) => words.get(i));
const labelsOf = ({ words, labels, targets }: Corpus): string[] =>
  Array.from({ length: words.length }, (_, i) => labels[targets.label[targets.start[i] ?? 0] ?? 0] ?? "");

describe("csvField", () => {
  it("leaves words as they are", () => {
    for (const word of ["katze", "aujourd'hui", "e-mail", "new york", "né", "🐈", "12", "0"]) {
      expect(csvField(word)).toBe(word);
    }
  });

  it("sets a tab before what is no text to a spreadsheet", () => {
    for (const word of [
      "=1+1",
      "=a",
      "+a",
      "-a",
      "@a",
      "-5",
      "@sum(1)",
      "1e5",
      "007",
      "1/2",
      "mar1",
      "true",
      "FALSE",
      "1".repeat(16),
    ]) {
      expect(csvField(word)).toBe(`"\t${word}"`);
    }
  });

  it("quotes what a CSV would break on", () => {
    expect(csvField("a,b")).toBe('"a,b"');
    expect(csvField('a"b')).toBe('"a""b"');
    expect(csvField("a\nb")).toBe('"a\nb"');
    expect(csvField("=1,2")).toBe('"\t=1,2"');
  });
});

describe("vectorsCsv", () => {
  it("reads back as the words and labels that they were, whatever stands in them", async () => {
    const corpus = await corpusOf(oddWords);
    for (const bytes of [vectorsCsv(await vectorsOf(model, corpus)), labelsCsv(await vectorsOf(model, corpus))]) {
      const back = await readBack(bytes);
      expect(wordsOf(back)).toEqual(wordsOf(corpus));
      expect(labelsOf(back)).toEqual(labelsOf(corpus));
    }
  });

  it("does so for any text", async () => {
    const text = fc
      .oneof(
        fc.string({ unit: "binary", minLength: 1 }),
        fc.string({ unit: fc.constantFrom(..."=+-@01e\"',;\t\r\n \ufeffab"), minLength: 1 }),
      )
      .filter((text) => text.trim() !== "");
    const rows = fc.array(fc.tuple(text, text), { minLength: 2, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rows, async (rows) => {
        const corpus = await corpusOf([...rows, ["a word", "a label"], ["another word", "another label"]]);
        const vectors = await vectorsOf(model, corpus);
        const back = await readBack(vectorsCsv(vectors));
        expect(wordsOf(back)).toEqual(vectors.words);
        expect(labelsOf(back)).toEqual(vectors.labels);
      }),
    );
  });

  it("has every float32 to the last bit", () => {
    const numbers = fc.float32Array({ noNaN: true, minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(numbers, (hidden) => {
        const vectors: Vectors = { words: ["a"], labels: ["b"], size: hidden.length, hidden };
        const [header, line, ...rest] = new TextDecoder().decode(vectorsCsv(vectors)).split("\n");
        expect(header?.split(",")).toEqual(["word", "label", ...Array.from(hidden, (_, i) => `h${i}`)]);
        const read = Float32Array.from((line ?? "").split(",").slice(2).map(Number));
        // A CSV tells 0 and −0 apart no more than most readers do.
        expect(read).toEqual(hidden.map((number) => number + 0));
        expect(rest).toEqual([""]);
      }),
    );
  });
});

describe("vectorsOf", () => {
  it("gives a word of several labels its heaviest one", async () => {
    const corpus = await corpusOf([
      ["a", "X", 1],
      ["a", "Y", 3],
      ["b", "X", 1],
      ["c", "Y", 1],
    ]);
    const { words, labels, size, hidden } = await vectorsOf(model, corpus);
    expect(words).toEqual(["a", "b", "c"]);
    expect(labels).toEqual(["Y", "X", "Y"]);
    expect(hidden).toHaveLength(3 * size);
  });
});
