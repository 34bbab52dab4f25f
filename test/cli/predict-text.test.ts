/** Answers as people read them, of a model whose probabilities can be worked out: a bag, where a speaks for one, b for two. */
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { predict } from "../../src/cli/predict.js";
import { saveModel } from "../../src/model/file.js";
import { fakeStream } from "./fake-stream.js";
import { handModel } from "./findings.js";
import { file, folder } from "./katze.js";

const model = join(folder, "bag.safetensors");
beforeAll(async () => {
  const bag = handModel({
    rung: "bag",
    alphabet: ["a", "b"],
    labels: ["one", "thr\tee", "two"],
    reading: { keepCase: false, endMark: false },
    parameters: {
      W: Float32Array.of(1, 0, 0, 1),
      U: Float32Array.of(2, 0, 0, 2, 0, 0),
      V: Float32Array.of(1, 0, 0, 0, 0, 1),
      c: new Float32Array(3),
    },
    data: "0".repeat(64),
  });
  file("in-the-folder", "");
  await saveModel(model, bag);
});
beforeEach(() => {
  vi.stubEnv("NO_COLOR", "");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

async function printed(options: Parameters<typeof predict>[0], isTTY = false): Promise<string[]> {
  const stdout = fakeStream("stdout", { isTTY });
  await predict({ model, ...options });
  const text = stdout.read();
  expect(text).toMatch(/\n$/u);
  return text.slice(0, -1).split("\n");
}

const bold = (text: string): string => `\u001b[1m${text}\u001b[0m`;
const dim = (text: string): string => `\u001b[2m${text}\u001b[0m`;

describe("predict prints", () => {
  it("a word, its label, and others that are as likely as 20 %", async () => {
    expect(await printed({ words: ["a", "aaaa", "BA", "abb", "b"] })).toEqual([
      "a     one 78.7 %",
      "aaaa  one 99.9 %",
      "BA    one 46.8 %  two 46.8 %",
      "abb   two 86.7 %",
      "b     two 78.7 %",
    ]);
  });

  it("as many labels as are asked for", async () => {
    expect(await printed({ words: ["ab"], top: 1 })).toEqual(["ab  one 46.8 %"]);
    expect(await printed({ words: ["a"], top: 2 })).toEqual(["a  one 78.7 %  thr\\tee 10.7 %"]);
    expect(await printed({ words: ["a"], top: 9 })).toEqual(["a  one 78.7 %  thr\\tee 10.7 %  two 10.7 %"]);
  });

  it("unsure where the best is less probable than was asked for, with what is likely", async () => {
    expect(await printed({ words: ["a", "ab"], threshold: 0.5 })).toEqual([
      "a   one 78.7 %",
      "ab  unsure  one 46.8 %  two 46.8 %",
    ]);
  });

  it("the characters that were never seen, and no answer where there are no others", async () => {
    expect(await printed({ words: ["aß\u202eö", "ßö", ""] })).toEqual([
      "aß\\u{202e}ö  one 78.7 %  (never seen: ß \\u{202e} ö)",
      "ßö           no answer (never seen: ß ö)",
      "             no answer (an empty word)",
    ]);
  });

  it("words escaped, in a column of at most 32, and longer ones cut at 200", async () => {
    const lines = await printed({ words: ["a", "a".repeat(40), "a".repeat(250)] });
    expect(lines.map((line) => line.replace(/ one 100\.0 %$| one 78\.7 %$/u, ""))).toEqual([
      `${"a".padEnd(32)} `,
      `${"a".repeat(40)} `,
      `${"a".repeat(200)}… `,
    ]);
  });

  it("labels that stand out on a terminal, and remarks that stand back", async () => {
    expect(await printed({ words: ["aab", "ab", "aaß", "ß", "abß"], threshold: 0.5 }, true)).toEqual([
      `aab  ${bold("one")} 86.7 %`,
      `ab   ${bold("unsure")}  one 46.8 %  two 46.8 %`,
      `aaß  ${bold("one")} 96.5 %${dim("  (never seen: ß)")}`,
      `ß    ${dim("no answer (never seen: ß)")}`,
      `abß  ${bold("unsure")}  one 46.8 %  two 46.8 %${dim("  (never seen: ß)")}`,
    ]);
  });

  it("the words of a CSV in a column of 16, each block as it is read", async () => {
    const csv = file("named.csv", "id,name\n1,a\n2,bbbbbbbbbbbbbbbbbbbb\n3,ab\n");
    expect(await printed({ csv, wordColumn: "name" })).toEqual([
      "a                 one 78.7 %",
      "bbbbbbbbbbbbbbbbbbbb  two 100.0 %",
      "ab                one 46.8 %  two 46.8 %",
    ]);
  });

  it("many words in order, whatever is written at once", async () => {
    const words = Array.from({ length: 20_000 }, (_, i) => (i % 3 === 0 ? "a" : i % 3 === 1 ? "bb" : "ab"));
    const answers = ["a   one 78.7 %", "bb  two 96.5 %", "ab  one 46.8 %  two 46.8 %"];
    expect(await printed({ words })).toEqual(words.map((_, i) => answers[i % 3]));
  });
});

describe("predict --json prints", () => {
  it("all that there is to a word, a line each", async () => {
    const lines = await printed({ words: ["a", 'ß"', "ab"], threshold: 0.5, json: true });
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      {
        word: "a",
        label: "one",
        probability: expect.closeTo(0.787, 3),
        probabilities: {
          one: expect.closeTo(0.787, 3),
          "thr\tee": expect.closeTo(0.1065, 3),
          two: expect.closeTo(0.1065, 3),
        },
        unknown: [],
      },
      {
        word: 'ß"',
        label: "unsure",
        probability: 1 / 3,
        probabilities: { one: 1 / 3, "thr\tee": 1 / 3, two: 1 / 3 },
        unknown: ["ß", '"'],
        known: false,
      },
      {
        word: "ab",
        label: "unsure",
        probability: expect.closeTo(0.468, 3),
        probabilities: {
          one: expect.closeTo(0.468, 3),
          two: expect.closeTo(0.468, 3),
          "thr\tee": expect.closeTo(0.063, 3),
        },
        unknown: [],
      },
    ]);
    expect(lines[1]).toMatch(/"probabilities":\{"one":/u);
  });

  it("the best as many as are asked for", async () => {
    const [line = ""] = await printed({ words: ["b"], top: 1, json: true });
    expect(line).toMatch(/"probabilities":\{"two":0\.78\d+\},"unknown":\[\]\}$/u);
  });
});

describe("predict refuses", () => {
  it.each([
    [{ words: ["a"], csv: "a.csv" }, "give words or --csv, not both"],
    [{ words: ["a"], top: 0 }, "--top is a whole number from 1 to 1000000; found 0"],
    [{ words: ["a"], maxWordLength: 100_001 }, "--max-word-length is a whole number from 1 to 100000; found 100001"],
    [{ words: ["a"], threads: 65 }, "--threads is a whole number from 1 to 64; found 65"],
    [
      { words: ["a"], threads: 2, engine: "tfjs" },
      "--threads does not go with --engine tfjs, which chooses its own number; leave it out",
    ],
    [{ words: ["a"], threshold: 1.5 }, "the threshold is a probability from 0 to 1; found 1.5"],
  ] as const)("%j", async (options, message) => {
    await expect(predict({ model, ...options })).rejects.toThrow(message);
  });
});
