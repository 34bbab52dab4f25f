import { existsSync } from "node:fs";
import { join } from "node:path";
import stringWidth from "string-width";
import { beforeAll, describe, expect, it } from "vitest";
import { inventedCsv } from "./corpora.js";
import { exactInspectionOf, inspectionOf } from "./inspect-schemas.js";
import { catModel, cats, file, folder, katze, linesOf, root } from "./katze.js";
import { predictionsOf } from "./schemas.js";
import { hasTerminal, onTerminal, screenOf } from "./terminal.js";

const words = ["cat", "act", "chat", "katze"];
const shippedModel = join(root, "models", "words.safetensors");
const widest = (text: string): number => Math.max(...linesOf(text).map((line) => stringWidth(line)));

let model = "";
let csv = "";
let invented = "";
beforeAll(async () => {
  model = await catModel();
  csv = file("invented.csv", inventedCsv());
  invented = join(folder, "invented.safetensors");
  const { code, stderr } = await katze(["train", csv, "--model", invented, "--epochs", "3", "--hidden", "24"]);
  expect(code, stderr).toBe(0);
});

describe("rungs that learn nothing", () => {
  it.each([
    ["sum", 1, [6, 6, 9, 17]],
    ["doubling", 2, [9, 7, 25, 98]],
  ])("--rung %s has the article's figures, by the letters of the words given", async (rung, multiplier, ends) => {
    const printed = exactInspectionOf(await katze(["inspect", "--rung", rung, "--json", ...words]));
    expect(printed.model.model).toMatchObject({ alphabet: [..."acehktz"], multiplier });
    expect(printed.words.map(({ word }) => word)).toEqual(words);
    expect(printed.words.map(({ encoding }) => encoding)).toEqual(ends);
    expect(printed.words.map(({ steps }) => steps.at(-1)?.hidden)).toEqual(ends.map((end) => [end]));
    expect(printed.words[3]?.steps.map(({ weight }) => weight)).toEqual([4, 3, 2, 1, 0].map((n) => multiplier ** n));
  });

  it("sum tells which words share a number, doubling finds none", async () => {
    const sum = exactInspectionOf(await katze(["inspect", "--rung", "sum", "--json", ...words]));
    expect(sum.model.model.collisions).toEqual([{ encoding: 6, words: ["cat", "act"] }]);
    const doubling = exactInspectionOf(await katze(["inspect", "--rung", "doubling", "--json", ...words]));
    expect(doubling.model.model.collisions).toEqual([]);
  });

  it("numbers past 2^53 are whole: digits in text, strings of digits in JSON", async () => {
    const long = `b${"a".repeat(70)}`;
    const [word] = exactInspectionOf(await katze(["inspect", "--rung", "doubling", "--json", long])).words;
    expect(word?.encoding).toBe("1180591620717411303424");
    expect(word?.steps[53]?.hidden).toEqual(["9007199254740992"]);
    expect(word?.steps[52]?.hidden).toEqual([2 ** 52]);
    const { stdout } = await katze(["inspect", "--rung", "doubling", long]);
    expect(stdout).toContain("h_71 = 2·590295810358705651712 + 0 = 1180591620717411303424");
    expect(widest(stdout)).toBeLessThanOrEqual(80);
  });

  it("prints the steps as the article does", async () => {
    const { stdout } = await katze(["inspect", "--rung", "doubling", ...words]);
    expect(stdout).toContain("x: a=0 c=1 e=2 h=3 k=4 t=5 z=6");
    expect(stdout).toContain(
      ["cat  9", "  h_0 = 0", "  h_1 = 2·0 + 1 = 1", "  h_2 = 2·1 + 0 = 2", "  h_3 = 2·2 + 5 = 9"].join("\n"),
    );
    expect(stdout).toContain("weights 2^(m−t): c 4  a 2  t 1");
  });

  it("need no words either", async () => {
    const { code, stdout } = await katze(["inspect", "--rung", "sum"]);
    expect(code).toBe(0);
    expect(stdout).toContain("h_t = h_{t-1} + x_t");
  });
});

describe("a model", () => {
  it("is told as JSON: spectrum, and how far back a letter is heard", async () => {
    const { model: printed, words: none } = inspectionOf(
      await katze(["inspect", "--json", "--model", invented, "--csv", csv]),
    );
    expect(none).toEqual([]);
    const { rung, hidden, labels, spectrum, spectralRadius, memory, multiplier } = printed.model;
    expect({ rung, hidden, labels, multiplier }).toEqual({
      rung: "rnn",
      hidden: 24,
      labels: ["Highland", "Lowland"],
      multiplier: null,
    });
    expect(spectrum).toHaveLength(24);
    const radius = Math.max(...(spectrum ?? []).map(({ re, im }) => Math.hypot(re, im)));
    expect(radius).toBeCloseTo(spectralRadius ?? Number.NaN, 10);
    expect(memory?.[0]?.gain).toBeGreaterThan(0);
  });

  it("tells of the multiplier on rungs that have one", async () => {
    const path = join(folder, "multiplier.safetensors");
    await katze(["train", cats, "--rung", "multiplier", "--model", path]);
    const printed = inspectionOf(await katze(["inspect", "--json", "--model", path, "cat"]));
    const { multiplier, spectralRadius } = printed.model.model;
    expect(Math.abs(multiplier ?? 0)).toBe(spectralRadius);
    const h = [0, ...(printed.words[0]?.steps.map(({ hidden }) => hidden[0] ?? 0) ?? [])];
    printed.words[0]?.steps.forEach(({ x, hidden }, t) => {
      expect(hidden[0]).toBeCloseTo((multiplier ?? 0) * (h[t] ?? 0) + x, 8);
    });
    const { stdout } = await katze(["inspect", "--model", path, "cat"]);
    expect(stdout).toContain(`h_1 = ${Number(multiplier?.toPrecision(6))}·0 + 1 = 1`);
  });

  it("tells of gates, letter by letter and on average, where it has them and no one multiplier", async () => {
    const path = join(folder, "gru.safetensors");
    await katze(["train", csv, "--rung", "gru", "--epochs", "2", "--hidden", "8", "--model", path]);
    const { model: printed, words: read } = inspectionOf(
      await katze(["inspect", "--json", "--model", path, "--csv", csv, "kato"]),
    );
    expect(printed.model).toMatchObject({ rung: "gru", multiplier: null, spectralRadius: null, spectrum: null });
    for (const mean of Object.values(printed.model.gates ?? {})) expect(Math.abs(mean - 0.5)).toBeLessThan(0.4);
    const { stdout } = await katze(["inspect", "--model", path, "--csv", csv, "kato"]);
    const shown = linesOf(stdout);
    read[0]?.steps.forEach(({ gates }, i) => {
      expect([gates?.update, gates?.reset].map((numbers) => numbers?.length)).toEqual([8, 8]);
      const kept = (gates?.update ?? []).reduce((sum, z) => sum + z / 8, 0);
      const row = shown[1 + shown.findIndex((line) => line.includes("kept")) + i];
      expect(row).toContain(` ${(100 * kept).toFixed(1)} % `);
    });
    expect(read[0]?.steps).toHaveLength(5);
    expect(widest(stdout)).toBeLessThanOrEqual(80);
    const overview = await katze(["inspect", "--model", path, "--csv", csv]);
    const update = (100 * (printed.model.gates?.update ?? 0)).toFixed(1);
    expect(overview.stdout.replace(/\s+/gu, " ")).toContain(`on average ${update} % of it stays (z)`);
    expect(widest(overview.stdout)).toBeLessThanOrEqual(80);
  });

  it("is told as text of at most 80 columns, the shipped one in full", async () => {
    const { stdout, code } = await katze(["inspect", "--model", shippedModel], { cwd: root });
    expect(code).toBe(0);
    for (const part of ["English, French, German", "What became of the 2", "How far back", "tanh", "alike"]) {
      expect(stdout).toContain(part);
    }
    expect(widest(stdout)).toBeLessThanOrEqual(80);
  });
});

describe("words", () => {
  it("end where predict ends, letter by letter, with what the schema asks for", async () => {
    const asked = ["cat", "Chat", "katze", "act", "KATZE"];
    const { words: read } = inspectionOf(await katze(["inspect", "--json", "--model", model, ...asked]));
    const predicted = predictionsOf(await katze(["predict", "--json", "--model", model, ...asked]));
    expect(read.map(({ word }) => word)).toEqual(asked);
    read.forEach(({ word, label, probability, steps }, i) => {
      expect(label).toBe(predicted[i]?.label);
      expect(probability).toBeCloseTo(predicted[i]?.probability ?? 0, 4);
      expect(steps.flatMap(({ character }) => character ?? []).join("")).toBe(word.toLowerCase());
      expect(steps.at(-1)?.probabilities[label]).toBeCloseTo(probability, 10);
    });
  });

  it("mark each letter after which another label leads", async () => {
    const { words: read } = inspectionOf(await katze(["inspect", "--json", "--model", model, "cat", "chat", "katze"]));
    for (const { steps, flips } of read) {
      const leaders = steps.map(
        ({ probabilities }) => Object.entries(probabilities).sort((a, b) => b[1] - a[1])[0]?.[0],
      );
      const changes = leaders.flatMap((to, step) => (step > 0 && leaders[step - 1] !== to ? [step] : []));
      expect(flips.map(({ step }) => step)).toEqual(changes);
    }
  });

  it("have their nearest words, never themselves", async () => {
    const { words: read } = inspectionOf(await katze(["inspect", "--json", "--model", invented, "--csv", csv, "kato"]));
    expect(read[0]?.nearest).toHaveLength(6);
    expect(read[0]?.nearest?.map(({ word }) => word)).not.toContain("kato");
  });

  it("have none where there are no words for the model, and one line says so", async () => {
    const outcome = await katze(["inspect", "--json", "--model", invented, "kato"], { cwd: root });
    expect(inspectionOf(outcome).words[0]?.nearest).toBeNull();
    expect(linesOf(outcome.stderr)).toEqual([expect.stringContaining("--csv FILE")]);
  });

  it("are shown escaped, in lines of at most 80 columns", async () => {
    const hostile = [
      "a\u001b[2Jb",
      "x\ry\u202ez",
      "",
      "e\u0301\u0301",
      "漢字".repeat(60),
      "👩‍👩‍👧",
      "ka to",
      "w".repeat(300),
    ];
    const { code, stdout } = await katze(["inspect", "--model", model, ...hostile]);
    expect(code).toBe(0);
    expect(stdout.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(widest(stdout)).toBeLessThanOrEqual(80);
    expect(stdout).toContain("no answer (an empty word)");
    inspectionOf(await katze(["inspect", "--json", "--model", model, ...hostile]));
  });
});

describe.skipIf(!hasTerminal)("on a terminal (needs util-linux's script)", () => {
  it("colours h, says the same without, and stays within the columns", async () => {
    const args = ["inspect", "--model", invented, "--csv", csv, "kato"];
    const coloured = await onTerminal(args);
    expect(coloured.stdout).toContain("\u001b[33m");
    const plain = await onTerminal(args, { env: { NO_COLOR: "1" } });
    expect(plain.stdout).not.toContain("\u001b");
    expect(screenOf(coloured.stdout, 80).rows).toEqual(screenOf(plain.stdout, 80).rows);
    expect(screenOf(coloured.stdout, 80).wraps).toBe(0);
    const narrow = await onTerminal(args, { columns: 40 });
    expect(screenOf(narrow.stdout, 40).wraps).toBe(0);
  });
});

describe("what cannot be done", () => {
  it.each([
    ["a rung that the model has not", ["--rung", "linear", "cat"], 2, "--rung linear"],
    ["a rung that is none", ["--rung", "lstm"], 2, "rung"],
    ["a word that is too long", ["a".repeat(1001)], 2, "1000 characters"],
    ["a file of words that is missing", ["--csv", "missing.csv", "cat"], 5, "missing.csv"],
  ])("%s", async (_, args, code, message) => {
    const outcome = await katze(["inspect", "--model", model, ...args]);
    expect(outcome.code).toBe(code);
    expect(linesOf(outcome.stderr)).toEqual([expect.stringContaining(message)]);
    expect(outcome.stdout).toBe("");
  });

  it("a damaged model is 4, a report where none can be written is 5 and leaves nothing", async () => {
    const bad = file("bad.safetensors", "no model");
    expect((await katze(["inspect", "--model", bad])).code).toBe(4);
    expect((await katze(["inspect", "--model", bad, "--html", "bad.html"])).code).toBe(4);
    expect(existsSync(join(folder, "bad.html"))).toBe(false);
    expect((await katze(["inspect", "--model", model, "--html", folder])).code).toBe(5);
  });
});
