import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readCorpusFile } from "../../src/corpus/corpus-file.js";
import { csvField } from "../../src/export/csv.js";
import { loadModel } from "../../src/model/file.js";
import type { Model } from "../../src/model/model.js";
import { trace } from "../../src/recurrence/trace.js";
import { oddWords } from "../export/corpora.js";
import { readNpy } from "../export/npy.js";
import { runInNode } from "../export/onnx/runtime.js";
import { readMetadata, readPoints } from "../export/projector.js";
import { furthest, tolerance } from "../export/words.js";
import { catModel, cats, file, folder, katze, linesOf, type RunOptions, snapshot } from "./katze.js";

let path = "";
let model: Model;
let odd = "";
beforeAll(async () => {
  path = await catModel();
  model = await loadModel(path);
  const rows = [["katze", "German"], ["chat", "French"], ...oddWords].map((row) => row.map(csvField).join(","));
  odd = file("odd.csv", ["word,language", ...rows, ""].join("\n"));
});

/** Runs `katze export` with the model of cats. */
const exported = (args: readonly string[]) => katze(["export", "--model", path, ...args]);

/** h_m by the readable equation. */
const traced = (word: string): Float64Array => {
  const { start, steps } = trace(model, word);
  return (steps.at(-1) ?? start).hidden;
};

const expectVectors = (words: readonly string[], vectors: readonly Iterable<number>[]): void => {
  expect(vectors).toHaveLength(words.length);
  words.forEach((word, i) => {
    const furthest = [...(vectors[i] ?? [])].map((number, j) => Math.abs(number - (traced(word)[j] ?? Number.NaN)));
    expect(furthest).toHaveLength(model.hidden);
    expect(Math.max(...furthest)).toBeLessThan(1e-6);
  });
};

const wordsIn = async (csv: string, labelColumn?: string): Promise<string[]> => {
  const { corpus } = await readCorpusFile(csv, { labelColumn });
  return Array.from({ length: corpus.words.length }, (_, i) => corpus.words.get(i));
};

describe("export --to vectors", () => {
  it("writes a CSV that reads back as its words, with the h of each", async () => {
    const out = join(folder, "made", "vectors.csv");
    const { stdout, code } = await exported(["--to", "vectors", "--out", out, "--csv", cats]);
    expect(code).toBe(0);
    expect(stdout).toContain(`wrote ${out}, `);
    const [header, ...lines] = linesOf(readFileSync(out, "utf8"));
    expect(header).toBe(["word", "label", ...Array.from({ length: 32 }, (_, i) => `h${i}`)].join(","));
    const rows = lines.map((line) => line.split(","));
    expect(rows.map(([word, label]) => `${word} ${label}`)).toEqual(["cat English", "chat French", "katze German"]);
    expectVectors(
      ["cat", "chat", "katze"],
      rows.map((row) => row.slice(2).map(Number)),
    );
  });

  it("O1: keeps words text in a spreadsheet, whatever stands in them", async () => {
    const out = join(folder, "odd.vectors.csv");
    expect(await exported(["--to", "vectors", "--out", out, "--csv", odd])).toMatchObject({ code: 0 });
    const text = readFileSync(out, "utf8");
    expect(text).toContain('\n"\t=1+1",formula,');
    expect(text).not.toMatch(/^"?[=+\-@]/mu);
    expect(await wordsIn(out, "label")).toEqual(await wordsIn(odd));
  });

  it("writes NumPy's file of the words in the order of the labels beside it", async () => {
    const out = join(folder, "vectors.npy");
    expect(await exported(["--to", "vectors", "--out", out, "--csv", odd])).toMatchObject({ code: 0 });
    const words = await wordsIn(join(folder, "vectors.labels.csv"), "label");
    expect(words).toEqual(await wordsIn(odd));
    const { shape, numbers } = readNpy(readFileSync(out));
    expect(shape).toEqual([words.length, 32]);
    expectVectors(
      words,
      words.map((_, i) => numbers.subarray(i * 32, (i + 1) * 32)),
    );
  });

  it("takes the place of an earlier export, and gives the same bytes", async () => {
    const out = join(folder, "again.csv");
    await exported(["--to", "vectors", "--out", out, "--csv", odd]);
    const first = readFileSync(out);
    await exported(["--to", "vectors", "--out", out, "--csv", cats]);
    expect(readFileSync(out).equals(first)).toBe(false);
    await exported(["--to", "vectors", "--out", out, "--csv", odd]);
    expect(readFileSync(out).equals(first)).toBe(true);
  });

  it("exports the words that come with katze by default, and reads other columns", async () => {
    const out = join(folder, "all.npy");
    await exported(["--to", "vectors", "--out", out]);
    expect(readNpy(readFileSync(out)).shape[0]).toBeGreaterThan(50_000);
    const csv = file("columns.csv", "name;place\nKatze;here\nchat;there\n");
    const columns = ["--word-column", "name", "--label-column", "place"];
    await exported(["--to", "vectors", "--out", out, "--csv", csv, ...columns]);
    expect(readFileSync(join(folder, "all.labels.csv"), "utf8")).toBe("word,label\nchat,there\nkatze,here\n");
  });
});

describe("export --to projector", () => {
  it("writes the words' vectors and the characters', as the Projector reads them", async () => {
    const out = join(folder, "projector");
    const { code, stdout } = await exported(["--to", "projector", "--out", out, "--csv", odd]);
    expect(code).toBe(0);
    const names = ["characters-metadata.tsv", "characters-vectors.tsv", "metadata.tsv", "vectors.tsv"];
    expect(readdirSync(out).sort()).toEqual(names);
    for (const name of names) expect(stdout).toContain(`wrote ${join(out, name)}, `);
    const read = (name: string): string => readFileSync(join(out, name), "utf8");
    const metadata = readMetadata(read("metadata.tsv"));
    expect(Object.keys(metadata[0] ?? {})).toEqual(["word", "label"]);
    expect(metadata.find(({ word }) => word === "katze")).toEqual({ word: "katze", label: "German" });
    expectVectors(await wordsIn(odd), readPoints(read("vectors.tsv")));
    expect(readMetadata(read("characters-metadata.tsv")).map(({ label }) => label)).toEqual([
      ...model.alphabet,
      "unknown",
      "end",
    ]);
    expect(readPoints(read("characters-vectors.tsv"))).toHaveLength(model.alphabet.length + 2);
  });
});

describe("export --to onnx", () => {
  it("writes a graph that answers as predict does", async () => {
    const out = join(folder, "graphs", "cats.onnx");
    const { code, stdout } = await exported(["--to", "onnx", "--out", out]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^rnn, h of 32, 3 labels\nwrote .*cats\.onnx, [\d,]+ bytes\n$/u);
    const words = ["katze", "CHAT", "c", "xyz", "", "tac".repeat(10)];
    const predictions = linesOf((await katze(["predict", "--model", path, "--json", ...words])).stdout);
    const expected = predictions.map((line) => {
      const { probabilities } = JSON.parse(line);
      return model.labels.map((label): number => probabilities[label]);
    });
    expect(furthest(await runInNode(readFileSync(out), model, words), expected)).toBeLessThan(tolerance);
  });

  it("takes the place of an earlier export, and gives the same bytes", async () => {
    const out = join(folder, "again.onnx");
    await exported(["--to", "onnx", "--out", out]);
    const first = readFileSync(out);
    expect(await exported(["--to", "onnx", "--out", out])).toMatchObject({ code: 0 });
    expect(readFileSync(out).equals(first)).toBe(true);
  });
});

describe("export --to tfjs", () => {
  it("writes a folder of two files, the one naming the other, and takes an earlier one's place", async () => {
    const out = join(folder, "layers");
    for (let time = 0; time < 2; time++) {
      const { code, stdout } = await exported(["--to", "tfjs", "--out", out]);
      expect(code).toBe(0);
      for (const name of ["model.json", "weights.bin"]) expect(stdout).toContain(`wrote ${join(out, name)}, `);
    }
    expect(readdirSync(out).sort()).toEqual(["model.json", "weights.bin"]);
    const { weightsManifest, userDefinedMetadata } = JSON.parse(readFileSync(join(out, "model.json"), "utf8"));
    const [{ paths, weights }] = weightsManifest;
    const sizes: number[] = weights.map(({ shape }: { shape: number[] }) => shape.reduce((a, b) => a * b));
    expect(paths).toEqual(["weights.bin"]);
    expect(readFileSync(join(out, "weights.bin"))).toHaveLength(4 * sizes.reduce((a, b) => a + b));
    expect(userDefinedMetadata.labels).toEqual(model.labels);
  });
});

describe("export refuses, in one line, and leaves every file as it was:", () => {
  const vectors = ["--to", "vectors", "--csv", cats];
  const projector = ["--to", "projector", "--csv", cats];
  const onnx = ["--to", "onnx"];
  const tfjs = ["--to", "tfjs"];

  async function fails(args: readonly string[], code: number, message: RegExp, options?: RunOptions): Promise<void> {
    const before = { files: snapshot(), entries: readdirSync(folder, { recursive: true }).sort() };
    const outcome = await katze(["export", ...args], options);
    expect({ code: outcome.code, stdout: outcome.stdout }).toEqual({ code, stdout: "" });
    expect(linesOf(outcome.stderr).at(-1)).toMatch(message);
    expect(outcome.stderr).not.toMatch(/^ +at /mu);
    expect({ files: snapshot(), entries: readdirSync(folder, { recursive: true }).sort() }).toEqual(before);
  }

  it.each<[string, () => readonly string[], RegExp]>([
    ["no format", () => ["--out", "x.csv"], /Missing required argument: to/u],
    ["no place", () => ["--to", "vectors"], /Missing required argument: out/u],
    ["an unknown format", () => ["--to", "xlsx", "--out", "x.xlsx"], /xlsx.*"vectors", "projector"/u],
    ["a file of another kind", () => [...vectors, "--out", "x.txt"], /\.csv or a \.npy.*x\.txt/u],
    ["an ONNX file of another name", () => [...onnx, "--out", "x.pb"], /\.onnx file.*x\.pb/u],
    ["words for a network", () => [...onnx, "--out", "x.onnx", "--csv", cats], /--csv is for words.*onnx/u],
    ["columns for a network", () => [...tfjs, "--out", "x", "--word-column", "w"], /--word-column is for words.*tfjs/u],
    [
      "an ONNX file that is another's",
      () => [...onnx, "--out", file("other.onnx", "\b\b\u0012\u0007pytorch")],
      /other\.onnx/u,
    ],
    [
      "another's LayersModel",
      () => [...tfjs, "--out", join(file("other/model.json", '{"format":"layers-model","generatedBy":"keras"}'), "..")],
      /model\.json/u,
    ],
    ["a folder without a name for tfjs", () => [...tfjs, "--out", ""], /--out names the folder/u],
    ["a folder without a name", () => [...projector, "--out", ""], /--out names the folder/u],
    ["--max-word-length 0", () => [...vectors, "--out", "x.csv", "--max-word-length", "0"], /--max-word-length/u],
    ["the data's own place", () => [...vectors, "--out", file("data.csv", "word,language\na,b\n")], /no such export/u],
    ["a .npy that is none", () => [...vectors, "--out", file("a.npy", "word,label\n")], /a\.npy: .*no such export/u],
    [
      "labels that are none",
      () => [...vectors, "--out", file("b.labels.csv", "x").replace("labels.csv", "npy")],
      /b\.labels/u,
    ],
    [
      "other metadata",
      () => [...projector, "--out", join(file("p/metadata.tsv", "mine\tonly\n"), "..")],
      /metadata\.tsv/u,
    ],
  ])("%s", async (_, args, message) => {
    await fails(["--model", path, ...args()], 2, message);
  });

  it("the Projector for h of one number", async () => {
    const sum = join(folder, "sum.safetensors");
    await katze(["train", cats, "--rung", "sum", "--model", sum, "--epochs", "1"]);
    await fails([...projector, "--out", join(folder, "one"), "--model", sum], 2, /\(sum\) is one number/u);
  });

  it("a rung that tfjs cannot express", async () => {
    const doubling = join(folder, "doubling.safetensors");
    await katze(["train", cats, "--rung", "doubling", "--model", doubling, "--epochs", "1"]);
    await fails([...tfjs, "--out", join(folder, "none"), "--model", doubling], 2, /\(doubling\); take --to onnx/u);
    expect(await katze(["export", ...onnx, "--out", join(folder, "2.onnx"), "--model", doubling])).toMatchObject({
      code: 0,
    });
  });

  it("data that cannot be read, or used", async () => {
    const out = ["--to", "vectors", "--model", path, "--out", join(folder, "x.csv")];
    await fails([...out, "--csv", join(folder, "missing.csv")], 5, /missing\.csv/u);
    await fails([...out, "--csv", file("no-label.csv", "word\na\nb\n")], 3, /no column "language"/u);
  });

  it("a model that is none, or missing", async () => {
    const out = join(folder, "not", "made", "x.csv");
    await fails([...vectors, "--out", out, "--model", cats], 4, /cats\.csv/u);
    await fails([...vectors, "--out", out, "--model", join(folder, "none")], 5, /none/u);
  });

  it("a place that cannot be written", async () => {
    await fails([...vectors, "--model", path, "--out", join(file("in-the-way", ""), "x.csv")], 5, /in-the-way/u);
    mkdirSync(join(folder, "directory.npy"));
    await fails([...vectors, "--model", path, "--out", join(folder, "directory.npy")], 5, /directory\.npy.*folder/u);
    await fails([...projector, "--model", path, "--out", file("a-file", "")], 5, /a-file/u);
  });
});
