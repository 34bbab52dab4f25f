import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { writeMadeWords } from "../../scripts/measurement/made-words.js";
import { alternate, type Contender } from "../../scripts/measurement/rounds.js";
import { toMarkdown, toText } from "../../scripts/measurement/sheet.js";
import { WordFiles } from "../../scripts/measurement/words.js";
import { Failure } from "../../scripts/peers/program.js";
import { selectWords } from "../../src/corpus/corpus.js";
import { readCorpusFile } from "../../src/corpus/corpus-file.js";
import type { SplitName } from "../../src/corpus/split.js";
import { loadModel } from "../../src/model/file.js";
import { mayBeSkipped, python } from "../export/python.js";

const folder = mkdtempSync(join(tmpdir(), "katze-bench-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

const linesOf = (path: string): string[] => readFileSync(path, "utf8").trimEnd().split("\n");

describe("alternate", () => {
  /** A contender whose figures by setting come from lists, the first of them for the trial. */
  function contender(name: string, figures: Readonly<Record<string, readonly number[]>>, calls: string[]): Contender {
    const left = new Map(Object.entries(figures).map(([setting, all]) => [setting, [...all]]));
    return {
      name,
      settings: new Map(Object.keys(figures).map((setting) => [setting, [setting]])),
      measure: async ([setting = ""], isTrial) => {
        calls.push(`${name} ${setting}${isTrial ? "?" : ""}`);
        const figure = left.get(setting)?.shift();
        if (figure === undefined) throw new Failure("out of figures");
        return { figure };
      },
    };
  }

  it("takes medians over turns that run forth and back", async () => {
    const calls: string[] = [];
    const contenders = [contender("a", { x: [5, 1, 3] }, calls), contender("b", { y: [2, 2, 9] }, calls)];
    const outcomes = await alternate(contenders, 3, () => {});
    expect(calls).toEqual(["a x", "b y", "b y", "a x", "a x", "b y"]);
    expect(outcomes.map(({ best }) => best?.figure)).toEqual([3, 2]);
    expect(outcomes.flatMap(({ notes }) => notes)).toEqual([]);
    const [even] = await alternate([contender("a", { x: [4, 1] }, [])], 2, () => {});
    expect(even?.best?.figure).toBe(2.5);
  });

  it("tries every setting first, goes on with the best third, and names the best", async () => {
    const calls: string[] = [];
    const settings = { p: [1], q: [8, 2], r: [3], s: [9, 1], t: [0], u: [7] };
    const [outcome] = await alternate([contender("a", settings, calls)], 1, () => {});
    expect(calls).toEqual(["a p?", "a q?", "a r?", "a s?", "a t?", "a u?", "a s", "a q"]);
    expect(outcome).toMatchObject({ best: { setting: "q", figure: 2 }, notes: ["a: q"] });
  });

  it("names who fails as missing, and measures it no more", async () => {
    const calls: string[] = [];
    const [outcome] = await alternate([contender("a", { x: [] }, calls)], 3, () => {});
    expect(calls).toEqual(["a x"]);
    expect(outcome).toEqual({ name: "a", best: undefined, notes: ["a: missing, out of figures"] });
  });
});

it("shows a table in a terminal and as Markdown, with a dash for what is missing", () => {
  const sheet = {
    title: "Speed",
    columns: [
      { name: "words/s", as: "count" as const },
      { name: "memory", as: "bytes" as const },
    ],
    rows: [
      { name: "a | b", values: [1_234_567.8, 12_300_000] },
      { name: "c", values: [undefined, 900] },
    ],
    notes: ["c is missing"],
  };
  expect(toText(sheet).split("\n")).toEqual([
    "Speed",
    "",
    "         words/s  memory",
    "a | b  1,234,568   12 MB",
    "c              –    1 KB",
    "  c is missing",
  ]);
  expect(toMarkdown(sheet)).toContain("| a \\| b | 1,234,568 | 12 MB |\n| c | – | 1 KB |");
});

describe("words to measure with", () => {
  it("come once each before any comes again, in another order", async () => {
    const words = await WordFiles.in(folder);
    const { length } = words.corpus.words;
    const lines = linesOf(await words.toLabel(length + 1000));
    expect(new Set(lines.slice(0, length)).size).toBe(length);
    expect(lines).toHaveLength(length + 1000);
    expect(lines.slice(length)).not.toEqual(lines.slice(0, 1000));
  });

  it("are split for whole runs as katze splits them", async () => {
    const words = await WordFiles.in(folder);
    const { whole, train, validation } = await words.toRun(5_000);
    const { corpus } = await readCorpusFile(whole);
    const wordsOf = (path: string): string[] =>
      linesOf(path)
        .slice(1)
        .map((row) => row.split(",")[0] ?? "");
    const ofSplit = (split: SplitName): string[] =>
      [...selectWords(corpus, split)].map((word) => corpus.words.get(word));
    expect(wordsOf(train).sort()).toEqual(ofSplit("train"));
    expect(wordsOf(validation).sort()).toEqual(ofSplit("validation"));
    expect(Math.abs(wordsOf(train).length - 5_000)).toBeLessThan(150);
  });

  it("can be made in any number, distinct, the same at every call", async () => {
    const { corpus } = await WordFiles.in(folder);
    const [one, other] = [join(folder, "one.csv"), join(folder, "other.csv")];
    await writeMadeWords(corpus, one, 20_000);
    await writeMadeWords(corpus, other, 20_000);
    const rows = linesOf(one).slice(1);
    expect(new Set(rows.map((row) => row.split(",")[0])).size).toBe(20_000);
    expect(new Set(rows.map((row) => row.split(",")[1]))).toEqual(new Set(corpus.labels));
    expect(linesOf(other)).toEqual(linesOf(one));
  });
});

const at = (path: string): string => fileURLToPath(new URL(`../../scripts/${path}`, import.meta.url));

/** Runs a script of scripts/ to its end. */
const runScript = (path: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, ["--import", import.meta.resolve("tsx"), at(path), ...args], { encoding: "utf8" });

describe("a whole training run", () => {
  it("counts the training words of every epoch, and keeps the plain network where asked to", async () => {
    const { whole, train } = await (await WordFiles.in(folder)).toRun(1_000);
    const model = join(folder, "plain.safetensors");
    const flags = ["--hidden", "16", "--batch", "64", "--epochs", "2", "--model", model];
    const { stdout } = runScript("bench/katze.ts", "run", whole, ...flags);
    const { words, wordsPerSecond } = JSON.parse(stdout);
    expect(words).toBe(2 * (linesOf(train).length - 1));
    expect(wordsPerSecond).toBeGreaterThan(0);
    expect((await loadModel(model)).reading.endMark).toBe(false);
  });

  it.skipIf(mayBeSkipped)("of a peer takes every batch and, after each epoch, the loss of what is held back", () => {
    const told = python([
      "-c",
      `
import json, sys, types
sys.path.append(sys.argv[1])
import peer
calls = []
clock = iter(range(0, 1000, 10))
peer.time = types.SimpleNamespace(perf_counter=lambda: calls.append("clock") or next(clock))
class Learner:
    def batches(self):
        return [["a", "b"], ["c"]]
    def step(self, batch):
        calls.append("".join(batch))
        return len(batch)
    def loss(self, batch):
        calls.append("held " + batch)
        return 0.5
print(json.dumps([peer.words_per_second_of_run(Learner(), ["x", "y"], 2), calls]))
`,
      at("peers"),
    ]);
    const epoch = ["ab", "c", "held x", "held y"];
    expect(JSON.parse(told)).toEqual([6 / 10, ["ab", "clock", ...epoch, ...epoch, "clock"]]);
  });
});

describe("npm run bench", () => {
  const bench = (...args: readonly string[]) => runScript("bench.ts", ...args);

  it("prints a table, and writes JSON with the machine and every figure", () => {
    const json = join(folder, "bench.json");
    const { stdout, stderr, status } = bench("--quick", "--only", "product", "--json", json);
    expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringContaining(process.versions.node) });
    expect(stdout).toContain("forward: W·h");
    const { machine, results } = JSON.parse(readFileSync(json, "utf8"));
    expect(machine).toMatchObject({ node: process.versions.node, date: expect.stringMatching(/^\d{4}-\d\d-\d\dT/u) });
    expect(Object.keys(results)).toEqual(["product"]);
    for (const row of results.product[0].rows) expect(row["H=128"]).toBeGreaterThan(0);
  });

  it.each([
    ["--only", "traning"],
    ["--rounds", "0"],
    ["--fast", ""],
    ["--model", "words.safetensors"],
  ])("refuses %s %s, in one line that names what there is", (...args) => {
    const { stdout, stderr, status } = bench(...args.filter(Boolean));
    expect({ stdout, status }).toEqual({ stdout: "", status: 2 });
    expect(stderr).toMatch(/^katze: .*usage: npm run bench .*\n$/u);
  });
});
