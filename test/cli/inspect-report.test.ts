/** What inspect prints and writes, run where the test reads its outputs. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { inspect } from "../../src/cli/inspect.js";
import { inventedCsv } from "./corpora.js";
import { fakeStream } from "./fake-stream.js";
import { exactInspectionOf, inspectionOf } from "./inspect-schemas.js";
import { file, folder, katze } from "./katze.js";

const model = join(folder, "report.safetensors");
let csv = "";
beforeAll(async () => {
  csv = file("report.csv", inventedCsv());
  const { code, stderr } = await katze(["train", csv, "--model", model, "--epochs", "1", "--hidden", "16"]);
  expect(code, stderr).toBe(0);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

async function inspected(options: Parameters<typeof inspect>[0], terminal: Parameters<typeof fakeStream>[1] = {}) {
  const [stdout, stderr] = [fakeStream("stdout", terminal), fakeStream("stderr")];
  await inspect(options);
  return { stdout: stdout.read(), stderr: stderr.read() };
}

/** The title and the headings of a report, and its paragraphs. */
const readReport = (path: string) => {
  const html = readFileSync(path, "utf8");
  const texts = (tag: string): string[] =>
    [...html.matchAll(new RegExp(`<${tag}(?: [^>]*)?>([^<]*)</${tag}>`, "gu"))].map((match) => match[1] ?? "");
  return { titles: [texts("title")[0], ...texts("h2")], paragraphs: texts("p") };
};

describe("inspect --html", () => {
  it("writes a report of the model and of words, and prints nothing but that it did", async () => {
    const html = join(folder, "words\u202e.html");
    expect(await inspected({ model, csv, html, words: ["kato", "wulö"] })).toEqual({
      stdout: "",
      stderr: `wrote ${folder}/words\\u{202e}.html\n`,
    });
    const { titles } = readReport(html);
    expect(titles).toEqual(["How report.safetensors reads kato, wulö", "kato", "wulö", "The model"]);
  });

  it("writes a report of the model alone where no words are given", async () => {
    const html = join(folder, "model.html");
    expect(await inspected({ model, csv, html })).toEqual({ stdout: "", stderr: `wrote ${html}\n` });
    expect(readReport(html).titles).toEqual(["What report.safetensors has learned", "The model"]);
  });

  it("writes one of a rung that learns nothing", async () => {
    const html = join(folder, "sum.html");
    expect(await inspected({ rung: "sum", html, words: ["cat", "act"] })).toEqual({
      stdout: "",
      stderr: `wrote ${html}\n`,
    });
    expect(readReport(html).paragraphs).toContain("The same number, 3: cat, act.");
  });

  it("prints JSON beside it where both are asked for", async () => {
    const html = join(folder, "both.html");
    const both = await inspected({ model, csv, html, json: true, words: ["kato"] });
    expect(both).toEqual({ ...(await inspected({ model, csv, json: true, words: ["kato"] })), stderr: both.stderr });
    expect(inspectionOf(both).words.map(({ word }) => word)).toEqual(["kato"]);
    expect(readReport(html).titles).toContain("kato");

    const exact = await inspected({ rung: "doubling", html, json: true, words: ["ba"] });
    expect(exactInspectionOf(exact).words.map(({ encoding }) => encoding)).toEqual([2]);
    expect(readReport(html).paragraphs).toContain("h_0 = 0\nh_t = 2·h_{t-1} + x_t");
  });
});

describe("inspect", () => {
  it("prints the tables of words one below the other, and then how to read them", async () => {
    const { stdout, stderr } = await inspected({ model, csv, words: ["kato", "wu"] });
    const parts = stdout.split("\n\n");
    expect(parts.map((part) => part.split("\n")[0])).toEqual([
      expect.stringMatching(/^kato {2}\w+ \d\d\.\d %/u),
      expect.stringMatching(/^ {4}\S.* speaks left out$/u),
      expect.stringMatching(/^wu {2}\w+ \d\d\.\d %/u),
      expect.stringMatching(/^ {4}\S.* speaks left out$/u),
      expect.stringMatching(/^▁▂▃▄▅▆▇█: numbers of h/u),
    ]);
    expect(parts[1]).toMatch(/\nnearest words by h: \w+ \((?:High|Low)land\), /u);
    expect(stdout).toMatch(/\n¶: the end mark, read after the last letter\.\n$/u);
    expect(stderr).toBe("");
  });

  it("prints what a model is and has learned, by the name it was given", async () => {
    const { stdout } = await inspected({ model, csv }, { columns: 300 });
    expect(stdout.split("\n\n").map((part) => part.split("\n")[0])).toEqual([
      model,
      "What became of the 2",
      "How far back a letter is heard",
      "How much tanh squeezes",
      "Characters that h takes for alike: the nearest by the angle between rows of U",
    ]);
    expect(stdout).toMatch(/[^\n]\n$/u);
  });

  it("has no colours where there is no terminal, where NO_COLOR is set, or where the terminal has none", async () => {
    vi.stubEnv("NO_COLOR", "");
    const options = { model, csv, words: ["kato"] };
    const plain = await inspected(options);
    expect(plain.stdout).not.toContain("\u001b");
    const coloured = await inspected(options, { isTTY: true });
    expect(coloured.stdout).toContain("\u001b[33m");
    expect(stripVTControlCharacters(coloured.stdout)).toBe(plain.stdout);
    vi.stubEnv("NO_COLOR", "1");
    expect(await inspected(options, { isTTY: true })).toEqual(plain);
  });

  it("compares with no words where the model has other labels, and says so in one line", async () => {
    const { stdout, stderr } = await inspected({ model, words: ["kato"] });
    expect(stderr).toBe(
      "katze: the model has other labels than data/words.csv, so no words to compare with; name others with --csv FILE\n",
    );
    expect(stdout).not.toContain("nearest words");
  });
});

describe("inspect refuses", () => {
  it("a word of more than 1000 characters, and takes one of 1000", async () => {
    const long = "🐈".repeat(1000);
    await expect(inspected({ rung: "sum", words: [`${long}a`] })).rejects.toThrow(
      `"${"🐈".repeat(40)}…": a word of more than 1000 characters is too long to show`,
    );
    expect((await inspected({ rung: "sum", words: [long] })).stdout).toContain("h_1000 = 0 + 0 = 0");
  });

  it("a model of another rung than was asked for, and says what to do", async () => {
    await expect(inspected({ model, csv, rung: "sum" })).rejects.toThrow(
      `${model} is a model of rung rnn, not sum; train one with katze train --rung sum --model FILE and name it with --model FILE`,
    );
    await expect(inspected({ csv, rung: "linear" })).rejects.toThrow(
      /^models\/words\.safetensors is a model of rung (?!linear)/u,
    );
    expect((await inspected({ model, csv, rung: "rnn", words: ["kato"] })).stdout).toContain("kato");
  });
});
