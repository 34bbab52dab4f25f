import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { inventedCsv } from "./corpora.js";
import { catModel, cats, file, folder, katze, type Outcome } from "./katze.js";
import { evaluationsOf, eventsOf, type PrintedEvent, predictionsOf } from "./schemas.js";

let model = "";
let invented = "";
beforeAll(async () => {
  model = await catModel();
  invented = file("invented.csv", inventedCsv());
});

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

describe("the schemas", () => {
  const prediction = { word: "a", label: "b", probability: 1, probabilities: { b: 1 }, unknown: ["c"] };
  const { unknown, ...less } = prediction;

  it("take what the contract has, and refuse all else", () => {
    expect(predictionsOf({ stdout: `${JSON.stringify(prediction)}\n` })).toEqual([prediction]);
    for (const bad of [{ ...prediction, probability: 1.1 }, { ...prediction, more: 1 }, less, [], "a"]) {
      expect(() => predictionsOf({ stdout: JSON.stringify(bad) })).toThrow();
    }
    expect(() => predictionsOf({ stdout: "a note\n" })).toThrow(SyntaxError);
  });
});

describe("train --json", () => {
  const path = join(folder, "invented.safetensors");
  let outcome: Outcome;
  let events: PrintedEvent[];
  beforeAll(async () => {
    outcome = await katze(["train", invented, "--model", path, "--hidden", "8", "--epochs", "4", "--json"]);
    events = eventsOf(outcome);
  });

  it("prints a start, an epoch each, and what was done", () => {
    expect(events).toMatchObject([
      { event: "start", words: 300, labels: ["Highland", "Lowland"], whole: false },
      { event: "epoch", epoch: 1 },
      { event: "epoch", epoch: 2 },
      { event: "epoch", epoch: 3 },
      { event: "epoch", epoch: 4 },
      { event: "done", model: path, epochs: 4 },
    ]);
    expect(outcome.code).toBe(0);
  });

  it("counts the words of every split, and the learned numbers", () => {
    const [start] = events;
    if (start?.event !== "start") throw new Error("the first event is no start");
    expect(start.train + start.validation + start.test).toBe(300);
    expect(Math.min(start.validation, start.test)).toBeGreaterThan(10);
    // W, U with the letters, the unknown character and the end mark, V and c
    const letters = new Set("katomirnéwulögesyßa").size;
    expect(start.parameters).toBe(8 * 8 + (letters + 2) * 8 + 2 * 8 + 2);
  });

  it("tells how many threads share the work", async () => {
    const path = join(folder, "threads.safetensors");
    const flags = ["--model", path, "--epochs", "1", "--threads", "3", "--json"];
    expect(eventsOf(await katze(["train", invented, ...flags]))[0]).toMatchObject({ engine: "wasm", threads: 3 });
  });

  it("names the file that it wrote by its sha256", () => {
    const sha256 = createHash("sha256").update(readFileSync(path)).digest("hex");
    expect(events.at(-1)).toMatchObject({ sha256 });
  });

  it("keeps warnings off standard output", async () => {
    const tiny = join(folder, "tiny.safetensors");
    const outcome = await katze(["train", cats, "--model", tiny, "--epochs", "2", "--json"]);
    expect(eventsOf(outcome)).toHaveLength(4);
    expect(outcome.stderr).toContain("3 words are too few");
  });
});

describe("predict --json", () => {
  const predict = async (...args: readonly string[]) =>
    predictionsOf(await katze(["predict", "--model", model, "--json", ...args]));

  it("prints one object a word, with every label's probability, the most probable first", async () => {
    const predictions = await predict("cat", "chat", "katze");
    expect(predictions).toMatchObject([
      { word: "cat", label: "English", unknown: [] },
      { word: "chat", label: "French", unknown: [] },
      { word: "katze", label: "German", unknown: [] },
    ]);
    for (const { label, probability, probabilities } of predictions) {
      const shares = Object.values(probabilities);
      expect(Object.entries(probabilities)[0]).toEqual([label, probability]);
      expect(shares).toHaveLength(3);
      expect(shares).toEqual(shares.toSorted((a, b) => b - a));
      expect(sum(shares)).toBeCloseTo(1, 5);
    }
  });

  it.each([1, 2, 3, 4])("--top %i holds that many, the best", async (top) => {
    const [all] = await predict("katze");
    const [best] = await predict("--top", `${top}`, "katze");
    expect(Object.entries(best?.probabilities ?? {})).toEqual(Object.entries(all?.probabilities ?? {}).slice(0, top));
  });

  it("keeps to the schema for words that look like JSON, code or nothing at all", async () => {
    const words = ["", " ", '"', "\\", "null", "{}", "__proto__", "constructor", "\u2028", "🐈", "\u0007", "a\nb"];
    expect((await predict(...words)).map(({ word }) => word)).toEqual(words);
  });

  it("takes labels that are names of properties, or numbers", async () => {
    const labels = ["__proto__", "constructor", "10", "9"];
    const words = ["aaa", "bbb", "ccc", "ddd"];
    const csv = file("labels.csv", `word,language\n${words.map((word, i) => `${word},${labels[i]}\n`).join("")}`);
    const path = join(folder, "labels.safetensors");
    expect(await katze(["train", csv, "--model", path])).toMatchObject({ code: 0 });
    const predict = async (...args: readonly string[]) =>
      predictionsOf(await katze(["predict", "--model", path, "--json", ...args, ...words]));

    const predictions = await predict();
    expect(predictions.map(({ label }) => label)).toEqual(labels);
    for (const { label, probability, probabilities } of predictions) {
      expect(Object.keys(probabilities).toSorted()).toEqual(labels.toSorted());
      expect(new Map(Object.entries(probabilities)).get(label)).toBe(probability);
    }
    const best = await predict("--top", "1");
    expect(best.map(({ probabilities }) => Object.keys(probabilities))).toEqual(labels.map((label) => [label]));
  });
});

describe("evaluate --json", () => {
  it("prints one object", async () => {
    const right = { precision: 1, recall: 1, f1: 1, support: 1 };
    const matrix = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    expect(evaluationsOf(await katze(["evaluate", cats, "--model", model, "--json"]))).toMatchObject([
      {
        words: 3,
        accuracy: 1,
        macroF1: 1,
        labels: { English: right, French: right, German: right },
        confusion: { labels: ["English", "French", "German"], matrix },
      },
    ]);
  });

  it("is the same by the name of eval", async () => {
    const long = await katze(["evaluate", cats, "--model", model, "--json"]);
    const short = await katze(["eval", cats, "--model", model, "--json"]);
    expect(short.stdout).toBe(long.stdout);
  });

  it("counts a confusion for every word of the split, a row for each true label", async () => {
    const path = join(folder, "split.safetensors");
    await katze(["train", invented, "--model", path, "--hidden", "8", "--epochs", "3"]);
    const sizes: number[] = [];
    for (const split of ["train", "validation", "test", "all"]) {
      const [result] = evaluationsOf(await katze(["evaluate", invented, "--model", path, "--split", split, "--json"]));
      if (result === undefined) throw new Error("evaluate printed nothing");
      const { words, accuracy, labels, confusion } = result;
      const supports = confusion.labels.map((label) => labels[label]?.support ?? 0);
      expect(confusion.matrix.map(sum)).toEqual(supports);
      expect(sum(supports)).toBe(words);
      expect(accuracy).toBeCloseTo(sum(confusion.matrix.map((row, i) => row[i] ?? 0)) / words, 12);
      sizes.push(words);
    }
    const [train = 0, validation = 0, test = 0, all] = sizes;
    expect(all).toBe(300);
    expect(train + validation + test).toBe(300);
  });

  it("gives an ambiguous word its heaviest label", async () => {
    const rows = ["cat,English,1", "cat,French,9", "chat,French,1", "chat,English,9", "katze,German,1"];
    const csv = file("heavy.csv", `word,language,count\n${rows.join("\n")}\n`);
    const [result] = evaluationsOf(await katze(["evaluate", csv, "--model", model, "--json"]));
    // The model takes cat for English and chat for French, which here is each word's lighter label.
    expect(result).toMatchObject({ words: 3, accuracyAnyLabel: 1 });
    expect(result?.accuracy).toBeCloseTo(1 / 3, 12);
  });
});
