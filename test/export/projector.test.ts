import { describe, expect, it } from "vitest";
import { projectorFiles } from "../../src/export/projector.js";
import { vectorsOf } from "../../src/export/vectors.js";
import { row } from "../../src/recurrence/vector.js";
import { corpusOf } from "../evaluation/corpus.js";
import { modelOf } from "../recurrence/models.js";
import { oddWords } from "./corpora.js";
import { readMetadata, readPoints } from "./projector.js";

async function files(endMark: boolean) {
  const model = {
    ...modelOf({ rung: "rnn", A: endMark ? 6 : 5, H: 3, C: 2 }, 1, { endMark, keepCase: true }),
    alphabet: [" ", "\n", "\u0000", "é"],
  };
  const vectors = await vectorsOf(model, await corpusOf(oddWords));
  const text = Object.fromEntries(
    projectorFiles.map(({ name, encode }) => [name, new TextDecoder().decode(encode(vectors, model))]),
  );
  return { model, vectors, text };
}

describe("the Projector's files", () => {
  it("have a point and its metadata for every word, in the same order", async () => {
    const { vectors, text } = await files(false);
    const points = readPoints(text["vectors.tsv"] ?? "");
    expect(points).toEqual(vectors.words.map((_, i) => row(vectors.hidden, i, 3)));
    const metadata = readMetadata(text["metadata.tsv"] ?? "");
    expect(metadata.map(({ label }) => label)).toEqual(vectors.labels);
    // What would break a line, or hide, is shown escaped.
    const shown = new Map([
      ["a\tb", "a\\tb"],
      ["a\nb", "a\\nb"],
      ["a\r\nb", "a\\r\\nb"],
      ["\u0000", "\\u{0}"],
      ["a\u202eb", "a\\u{202e}b"],
    ]);
    expect(metadata.map(({ word }) => word)).toEqual(vectors.words.map((word) => shown.get(word) ?? word));
  });

  it.each([false, true])("have U by character, with the unknown one, and the end mark: %s", async (endMark) => {
    const { model, text } = await files(endMark);
    const names = readMetadata(text["characters-metadata.tsv"] ?? "").map(({ label }) => label);
    expect(names).toEqual(["\\u{20}", "\\n", "\\u{0}", "é", "unknown", ...(endMark ? ["end"] : [])]);
    const points = readPoints(text["characters-vectors.tsv"] ?? "");
    expect(points).toEqual(names.map((_, i) => row(model.parameters.U, i, 3)));
  });

  it("begin as is said of them", async () => {
    const { text } = await files(true);
    for (const { name, beginning } of projectorFiles) expect(text[name]?.startsWith(beginning)).toBe(true);
  });
});
