import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ladder } from "../../src/recurrence/ladder.js";
import { inventedCsv, inventedWords } from "./corpora.js";
import { cats, file, folder, katze, linesOf, type RunOptions } from "./katze.js";
import { evaluationsOf, eventsOf, predictionsOf } from "./schemas.js";

/** Trains in a folder of its own, which then has the model and its card and nothing else. */
async function train(name: string, csv: string, flags: readonly string[] = [], options?: RunOptions) {
  const home = join(folder, name);
  mkdirSync(home);
  const model = join(home, "words.safetensors");
  const outcome = await katze(["train", csv, "--model", model, ...flags], options);
  expect(outcome.code).toBe(0);
  expect(readdirSync(home).sort()).toEqual(["words.card.md", "words.safetensors"]);
  return { model, card: readFileSync(join(home, "words.card.md"), "utf8"), bytes: readFileSync(model), ...outcome };
}

async function labelsOf(model: string, words: readonly string[]): Promise<string[]> {
  return predictionsOf(await katze(["predict", "--model", model, "--json", ...words])).map(({ label }) => label);
}

describe("train on cats.csv", () => {
  it("learns its three words, and says what the figures are on", async () => {
    const { model, stdout, stderr, card } = await train("cats", cats);
    expect(await labelsOf(model, ["cat", "chat", "katze"])).toEqual(["English", "French", "German"]);
    expect(stdout).toMatch(/^100\.0 % right on its own words, cross-entropy 0\.\d{4}, after \d+ epochs/u);
    expect(stdout).toContain(`wrote ${model}\nsha256 `);
    expect(stderr).toContain("katze: 3 words are too few to set some aside; figures are on the training words\n");
    expect(card).toContain("katze train cats.csv");
  });

  it.each(ladder.map(({ name }) => name))("can use the rung %s", async (rung) => {
    const { model, card } = await train(`rung-${rung}`, cats, ["--rung", rung, "--epochs", "5"]);
    expect(await labelsOf(model, ["cat"])).toHaveLength(1);
    expect(card).toContain(`--rung ${rung}`);
  });

  it("goes to models/words.safetensors by default, and predict and evaluate find it there", async () => {
    const cwd = join(folder, "default");
    mkdirSync(cwd);
    await katze(["train", cats], { cwd });
    expect(readdirSync(join(cwd, "models")).sort()).toEqual(["words.card.md", "words.safetensors"]);
    expect((await katze(["predict", "katze"], { cwd })).stdout).toMatch(/^katze {2}German /u);
    // The words that come with katze are evaluated by default.
    const [result] = evaluationsOf(await katze(["evaluate", "--json"], { cwd }));
    expect(result?.words).toBeGreaterThan(5_000);
  });
});

describe("train on a CSV of one's own", () => {
  it("learns other columns, other labels and accents in any Unicode form, and generalises", async () => {
    const rows = inventedWords.map(([word, label], i) => {
      const name = i % 2 === 0 ? word.normalize("NFD") : word;
      return `${i};${name};${label === "Highland" ? "Schweizer Höhen" : "“Low”, land"};${1 + (i % 3)}`;
    });
    const csv = file("own.csv", `\ufeffid;name;place;times\r\n${rows.join("\r\n")}\r\n`);
    const columns = ["--word-column", "name", "--label-column", "place"];
    const flags = ["--count-column", "times", "--hidden", "16", "--epochs", "30"];
    const { model, stdout } = await train("own", csv, [...columns, ...flags]);
    expect(stdout).toMatch(/right on the test words/u);

    const [result] = evaluationsOf(await katze(["evaluate", csv, "--model", model, ...columns, "--json"]));
    expect(result?.accuracy).toBeGreaterThan(0.9);
    expect(Object.keys(result?.labels ?? {})).toEqual(["Schweizer Höhen", "“Low”, land"]);

    const forms = ["NFC", "NFD", "NFKC"].map((form) => "nékané".normalize(form));
    const predictions = predictionsOf(await katze(["predict", "--model", model, "--json", ...forms]));
    expect(predictions.map(({ label, probability }) => ({ label, probability }))).toEqual(
      forms.map(() => ({ label: "Schweizer Höhen", probability: predictions[0]?.probability })),
    );
    expect(predictions.map(({ word }) => word)).toEqual(forms);
  });

  it("lets Katze and katze differ with --keep-case only", async () => {
    const csv = file("case.csv", "word,language\nKatze,noun\nkatze,verb\nHund,noun\nhund,verb\n");
    const kept = await train("kept", csv, ["--keep-case"]);
    expect(await labelsOf(kept.model, ["Katze", "katze", "Hund", "hund"])).toEqual(["noun", "verb", "noun", "verb"]);
    const merged = await train("merged", csv);
    expect(merged.stderr).toContain('2 words under several labels: "hund", "katze"; learned as a distribution');
    const predictions = predictionsOf(await katze(["predict", "--model", merged.model, "--json", "Katze", "katze"]));
    expect(predictions[0]?.probabilities).toEqual(predictions[1]?.probabilities);
    expect(predictions[0]?.probability).toBeCloseTo(0.5, 1);
  });

  it("warns on standard error of rows merged and skipped, and of labels that look alike", async () => {
    const rows = ["cat,English", "cat,English", "chat,French", "chats,french ", "katze", "hund,German,0", ",German"];
    const csv = file("odd.csv", `word,language\n${rows.join("\n")}\n`);
    const { stdout, stderr } = await train("odd", csv, ["--skip-bad-rows", "--epochs", "2", "--json"]);
    const warnings = linesOf(stderr).filter((line) => line.startsWith("katze: "));
    expect(warnings).toEqual([
      expect.stringMatching(/1 group of labels .*"French" and "french"/u),
      expect.stringMatching(/1 row with the word and label of another/u),
      expect.stringMatching(/3 rows skipped: line 6 .*line 7 .*line 8 /u),
      expect.stringMatching(/3 words are too few/u),
    ]);
    expect(eventsOf({ stdout })[0]).toMatchObject({ words: 3, labels: ["English", "French", "french"] });
  });
});

describe("the same training", () => {
  const flags = ["--hidden", "8", "--epochs", "3"];
  const invented = () => file("invented.csv", inventedCsv());

  it("gives the same bytes again, from another folder too", async () => {
    const csv = invented();
    const one = await train("one", csv, flags);
    const same = await train("same", csv, flags, { cwd: join(folder, "one") });
    expect(same.bytes.equals(one.bytes)).toBe(true);
    expect(same.card).toBe(one.card);
  });

  it("gives the same bytes with any number of threads", async () => {
    const csv = invented();
    const wide = ["--hidden", "16", "--batch", "128", "--epochs", "3"];
    const one = await train("1 thread", csv, [...wide, "--threads", "1"]);
    for (const threads of ["2", "3", "8"]) {
      const several = await train(`${threads} threads`, csv, [...wide, "--threads", threads]);
      expect(several.bytes.equals(one.bytes)).toBe(true);
      expect(several.stderr).not.toMatch(/katze: /u);
    }
  });

  it.each([
    ["another seed", ["--seed", "2"]],
    ["another learning rate", ["--learning-rate", "0.001"]],
    ["another batch", ["--batch", "16"]],
  ])("gives other bytes with %s", async (name, other) => {
    const csv = invented();
    const one = await train(`${name}, first`, csv, flags);
    const two = await train(`${name}, second`, csv, [...flags, ...other]);
    expect(two.bytes.equals(one.bytes)).toBe(false);
    expect(await labelsOf(two.model, ["kato"])).toHaveLength(1);
  });
});

describe("N1: a learning rate that is far too large", () => {
  it.each(["rnn", "linear", "multiplier"])("ends in a sound model or in an error: %s", async (rung) => {
    for (const [csv, rate] of [
      [file("invented.csv", inventedCsv()), "1e6"],
      [cats, "1e12"],
      [cats, "1e30"],
    ] as const) {
      const model = join(folder, "far.safetensors");
      const flags = ["--rung", rung, "--learning-rate", rate, "--epochs", "9"];
      const { code, stderr } = await katze(["train", csv, "--model", model, ...flags]);
      expect([0, 3]).toContain(code);
      if (code === 3) expect(linesOf(stderr).at(-1)).toMatch(/no finite number.*smaller learning rate/u);
      // The schema has no place for probabilities that are no numbers.
      else expect(await labelsOf(model, ["cat", "kato"])).toHaveLength(2);
    }
  });
});

describe("N1: a word of 10,000 characters", () => {
  it.each(["doubling", "linear"])("has a finite answer where h can grow without end: %s", async (rung) => {
    const { model } = await train(`long-${rung}`, cats, ["--rung", rung, "--epochs", "50"]);
    const words = ["katze", "z", "aç"].map((part) => part.repeat(10_000 / part.length));
    expect(await labelsOf(model, words)).toHaveLength(3);
  });
});
