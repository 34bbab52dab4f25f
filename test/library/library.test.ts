import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import {
  Classifier,
  DataError,
  decodeModel,
  encodeModel,
  evaluate,
  FileError,
  formatEvaluation,
  KatzeError,
  loadModel,
  type Model,
  ModelError,
  probabilitiesOf,
  readCorpus,
  readCorpusFile,
  saveModel,
  selectWords,
  train,
} from "../../src/index.js";

const cats = fileURLToPath(new URL("../../data/cats.csv", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "katze-library-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Trains on a CSV; the model is the last event's. */
async function trained(path: string): Promise<Model> {
  const { corpus, data } = await readCorpusFile(path);
  for await (const event of train(corpus, { seed: 1 }, { data })) {
    if (event.event === "done") return event.model;
  }
  throw new Error("the training ended without a model");
}

describe("the library", () => {
  it("reads, trains, saves, loads, predicts and evaluates", async () => {
    const path = join(folder, "models", "cats.safetensors");
    const sha256 = await saveModel(path, await trained(cats));
    expect(sha256).toMatch(/^[0-9a-f]{64}$/u);

    const model = await loadModel(path);
    const classifier = await Classifier.create(model);
    const predictions = await classifier.predict(["katze", "Chat", "cat", "ß"]);
    expect(predictions.map(({ word, label }) => [word, label]).slice(0, 3)).toEqual([
      ["katze", "German"],
      ["Chat", "French"],
      ["cat", "English"],
    ]);
    expect(predictions.map(({ isKnown }) => isKnown)).toEqual([true, true, true, false]);

    const { corpus } = await readCorpusFile(cats);
    const words = selectWords(corpus, "all");
    const evaluation = evaluate(await probabilitiesOf(model, corpus, words), corpus, words);
    expect(evaluation).toMatchObject({ words: 3, accuracy: 1 });
    expect(formatEvaluation(evaluation, { columns: 60, title: "cats" })).toMatch(
      /^cats\n\nwords +3\naccuracy +100\.0 %/u,
    );
  });

  it("keeps a model whole in bytes and in a file", async () => {
    const model = await trained(cats);
    const bytes = await encodeModel(model);
    expect(await decodeModel(bytes, "bytes")).toEqual(model);
    const path = join(folder, "whole.safetensors");
    await saveModel(path, model);
    expect(await loadModel(path)).toEqual(model);
  });

  it("predicts many words at once as it does one by one, in their order", async () => {
    const classifier = await Classifier.create(await trained(cats));
    const words = ["chat", "katze", "cat", "tak", "katze", "", "kat", "ca", "chatte"];
    const single = [];
    for (const word of words) single.push(...(await classifier.predict([word])));
    expect(await classifier.predict(words)).toEqual(single);
    expect(await classifier.predict([])).toEqual([]);
  });

  it("reads a corpus from anywhere that gives bytes", async () => {
    const chunks = async function* () {
      yield new TextEncoder().encode("word,language\nca");
      yield new TextEncoder().encode("t,English\nchat,French\n");
    };
    const corpus = await readCorpus(chunks(), "from memory");
    expect([corpus.words.length, corpus.labels]).toEqual([2, ["English", "French"]]);
  });

  it("throws errors that can be told apart, each with the command line's exit code", async () => {
    const bad = join(folder, "bad");
    writeFileSync(bad, "word,language\n");
    const missing = join(folder, "missing");
    for (const [fail, kind, exitCode] of [
      [() => readCorpusFile(bad), DataError, 3],
      [() => loadModel(bad), ModelError, 4],
      [() => loadModel(missing), FileError, 5],
      [() => readCorpusFile(missing), FileError, 5],
    ] as const) {
      const error: unknown = await fail().then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(kind);
      expect(error).toBeInstanceOf(KatzeError);
      expect(error).toMatchObject({ exitCode });
    }
  });
});
