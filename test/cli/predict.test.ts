import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { percent } from "../../src/evaluation/figures.js";
import { catModel, file, folder, katze, linesOf, type RunOptions } from "./katze.js";
import { type PrintedPrediction, predictionsOf } from "./schemas.js";

let model = "";
beforeAll(async () => {
  model = await catModel();
});

const text = async (args: readonly string[], options?: RunOptions) =>
  linesOf((await katze(["predict", "--model", model, ...args], options)).stdout);

async function predict(args: readonly string[], options?: RunOptions): Promise<PrintedPrediction[]> {
  const outcome = await katze(["predict", "--model", model, "--json", ...args], options);
  expect(outcome).toMatchObject({ code: 0, stderr: "" });
  return predictionsOf(outcome);
}

const wordsOf = (predictions: readonly PrintedPrediction[]): string[] => predictions.map(({ word }) => word);

describe("predict, words as arguments", () => {
  it("prints a word a line with its label", async () => {
    const answer = (label: string) => expect.stringMatching(new RegExp(`^\\w+ +${label} \\d\\d\\.\\d %$`, "u"));
    expect(await text(["cat", "chat", "katze"])).toEqual(["English", "French", "German"].map(answer));
  });

  it("prints the K best with --top K, in the order of their probability", async () => {
    const [line = ""] = await text(["--top", "3", "katze"]);
    const [, word, ...shares] =
      /^(katze) {2}German (\d+\.\d) % {2}\w+ (\d+\.\d) % {2}\w+ (\d+\.\d) %$/u.exec(line) ?? [];
    expect(word).toBe("katze");
    expect(shares.map(Number)).toEqual(shares.map(Number).toSorted((a, b) => b - a));
  });

  it("keeps order, spelling and duplicates", async () => {
    const words = ["katze", " Katze ", "KATZE", "chat", "katze", "007", "1e3", "0x10", "true", "a=b", '"q"', "'q'"];
    expect(wordsOf(await predict(words))).toEqual(words);
  });

  it("takes words after --, which may begin with a dash", async () => {
    const words = ["-katze", "--json", "--", "-"];
    expect(wordsOf(await predict(["--", ...words]))).toEqual(words);
    expect(await text(["--", "katze"])).toEqual([expect.stringMatching(/^katze {2}German /u)]);
  });

  it("reads a word alike in any case and any Unicode form", async () => {
    const forms = ["katze", "KATZE", "Katze", "ｋａｔｚｅ", "ＫＡＴＺＥ", "𝐤𝐚𝐭𝐳𝐞", " katze\t"];
    const answers = (await predict(forms)).map(({ word, ...answer }) => answer);
    expect(answers).toEqual(forms.map(() => answers[0]));
  });

  it("lists the characters that the model never saw, each once, and still answers by the others", async () => {
    const [one, other] = await predict(["kéatzéß🐈", "katze"]);
    expect(one?.unknown).toEqual(["é", "ß", "🐈"]);
    expect(other?.unknown).toEqual([]);
    expect(await text(["katzeß"])).toEqual([expect.stringMatching(/^katzeß {2}German .*never seen: ß/u)]);
  });

  it("P1: has no answer to a word without any known character", async () => {
    const unknown = new Map([
      ["", []],
      [" \t\u3000", []],
      ["ßößß", ["ß", "ö"]],
      ["🇩🇪", ["🇩", "🇪"]],
      ["\u200b\u200d", ["\u200b", "\u200d"]],
      ["\u0007", ["\u0007"]],
    ]);
    const words = [...unknown.keys()];
    const predictions = await predict(words);
    expect(new Map(predictions.map(({ word, unknown }) => [word, unknown]))).toEqual(unknown);
    for (const { probability, probabilities } of predictions) {
      expect(probability).toBeCloseTo(1 / 3, 12);
      expect(Object.values(probabilities)).toEqual([probability, probability, probability]);
    }
    const lines = await text(words);
    expect(lines).toHaveLength(words.length);
    for (const line of lines) {
      expect(line).toMatch(/^\P{C}*no answer\P{C}*$/u);
      expect(line).not.toMatch(/English|French|German|%/u);
    }
  });

  it("answers to a word of 10,000 characters, in a line that can be read", async () => {
    const word = "katze".repeat(2000);
    const [prediction] = await predict([word]);
    expect(prediction?.word).toBe(word);
    const [line = ""] = await text([word]);
    expect(line.length).toBeLessThan(300);
  });
});

describe("predict, a word of two labels", () => {
  let model = "";
  beforeAll(async () => {
    const csv = file("both.csv", "word,language\ncat,English\nchat,French\nchat,English\nkatze,German\n");
    model = join(folder, "both.safetensors");
    expect((await katze(["train", csv, "--model", model])).code).toBe(0);
  });
  const linesWith = async (flags: readonly string[], options?: RunOptions) =>
    linesOf((await katze(["predict", "--model", model, ...flags], options)).stdout);
  const share = "\\d+\\.\\d %";

  it("shows both where both are likely, behind what it shows of others", async () => {
    const [chat, ...others] = await linesWith(["chat", "katze", "cat"]);
    expect(chat).toMatch(new RegExp(`^chat   (English ${share}  French|French ${share}  English) ${share}$`, "u"));
    expect(others).toEqual([
      expect.stringMatching(new RegExp(`^katze  German ${share}$`, "u")),
      expect.stringMatching(new RegExp(`^cat    English ${share}$`, "u")),
    ]);
    expect((await linesWith([], { input: "chat\n" }))[0]?.replace(/ {2,}/gu, " ")).toBe(chat?.replace(/ {2,}/gu, " "));
  });

  it("shows one with --top 1", async () => {
    const [both = ""] = await linesWith(["chat"]);
    expect(await linesWith(["chat", "--top", "1"])).toEqual([both.replace(/ %.*$/u, " %")]);
  });

  it("shows no label that is not likely, and none beside no answer", async () => {
    const [line = ""] = await linesWith(["üü"]);
    expect(line).toMatch(/^üü {2}no answer/u);
    const predictions = predictionsOf(await katze(["predict", "--model", model, "--json", ...letters]));
    const lines = await linesWith(letters);
    predictions.forEach(({ probabilities }, i) => {
      const likely = Object.values(probabilities).filter((probability, place) => place === 0 || probability >= 0.2);
      expect(lines[i]?.match(/%/gu)).toHaveLength(likely.length);
    });
  });
  const letters = ["a", "c", "ch", "ka", "z", "at", "tac", "zeta", "hat", "chatte", "te", "tz"];

  it("leaves --json as it is", async () => {
    const [one] = predictionsOf(await katze(["predict", "--model", model, "--json", "chat"]));
    expect(Object.keys(one?.probabilities ?? {})).toHaveLength(3);
  });
});

describe("predict --threshold", () => {
  const words = ["cat", "chat", "katze", "a", "e", "ta", "zz", "cha", "ketz", "tach", "ßß", ""];
  const input = `${words.join("\n")}\n`;

  it("answers unsure where the best label is less probable, and as without it elsewhere", async () => {
    const plain = await predict(words);
    for (const threshold of [0, 0.2, 0.5, 0.9, 1]) {
      const expected = plain.map((one) => ({ ...one, label: one.probability < threshold ? "unsure" : one.label }));
      const flags = ["--threshold", `${threshold}`];
      expect(await predict([...flags, ...words])).toEqual(expected);
      expect(await predict(flags, { input })).toEqual(expected);
    }
    const sure = plain.map(({ probability }) => probability).sort((a, b) => a - b);
    expect(sure[0]).toBeLessThan(0.5);
    expect(sure.at(-1)).toBeGreaterThan(0.9);
  });

  it("counts a label as sure whose probability is the threshold", async () => {
    const [one] = await predict(["a"]);
    expect(await predict(["--threshold", `${one?.probability}`, "a"])).toEqual([one]);
  });

  it("puts unsure before the labels, in text", async () => {
    const plain = await text(["--top", "1", "katze", "a"]);
    expect(await text(["--top", "1", "--threshold", "1", "katze", "a"])).toEqual(
      plain.map((line) => line.replace(/^(\w+ +)/u, "$1unsure  ")),
    );
  });

  it("holds for a CSV and any number of threads", async () => {
    const many = Array.from({ length: 20_000 }, (_, i) => `${words[i % 11]}${"katze".slice(0, i % 5)}`);
    const csv = file("threshold.csv", `word\n${many.join("\n")}\n`);
    const flags = ["predict", "--model", model, "--threshold", "0.8", "--csv", csv, "--json", "--threads"];
    const [one, two] = [await katze([...flags, "1"]), await katze([...flags, "2"])];
    expect(two).toEqual(one);
    const labels = predictionsOf(one).map(({ label, probability }) => [label === "unsure", probability < 0.8]);
    expect(labels.filter(([said, is]) => said !== is)).toEqual([]);
    expect(new Set(labels.map(([said]) => said)).size).toBe(2);
  });

  it("is refused where a label is called unsure", async () => {
    const csv = file("unsure.csv", "word,language\ncat,unsure\nchat,sure\n");
    const path = join(folder, "unsure.safetensors");
    await katze(["train", csv, "--model", path, "--epochs", "5"]);
    expect((await katze(["predict", "--model", path, "cat"])).code).toBe(0);
    const { code, stdout, stderr } = await katze(["predict", "--model", path, "--threshold", "0.5", "cat"]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(
      "katze: one of the model's labels is \"unsure\", as a threshold's answer is; leave the threshold out\n",
    );
  });
});

describe("predict, words on standard input", () => {
  it.each<[string, string | Uint8Array, readonly string[]]>([
    ["a newline at the end", "cat\nchat\n", ["cat", "chat"]],
    ["none at the end", "cat\nchat", ["cat", "chat"]],
    ["CRLF", "cat\r\nchat\r\n", ["cat", "chat"]],
    ["CR", "cat\rchat\r", ["cat", "chat"]],
    ["mixed line ends", "cat\rchat\r\nkatze\n\rcat", ["cat", "chat", "katze", "", "cat"]],
    ["empty lines", "\ncat\n\n\nchat\n", ["", "cat", "", "", "chat"]],
    ["an empty line", "\n", [""]],
    ["nothing", "", []],
    ["a byte order mark", "\ufeffcat\nchat\n", ["cat", "chat"]],
    ["only a byte order mark", "\ufeff", []],
    ["UTF-16", Buffer.from("\ufeffcat\nchät\n", "utf16le"), ["cat", "chät"]],
    ["gzip", gzipSync("cat\nchat\n"), ["cat", "chat"]],
    ["spaces, commas, quotes and dashes", ' cat \n"chat",1\n--json\n', [" cat ", '"chat",1', "--json"]],
  ])("%s", async (_, input, words) => {
    expect(wordsOf(await predict([], { input }))).toEqual(words);
  });

  it("answers as to words given", async () => {
    expect(await predict([], { input: "cat\nchat\n" })).toEqual(await predict(["cat", "chat"]));
  });
});

describe("predict --csv", () => {
  it("labels the word column, in the file's order, with duplicates", async () => {
    const csv = file("words.csv", 'id,word,note\n1,katze,"a, b"\n2,Chat,\n3,katze,"x\ny"\n4," cat",\n');
    expect(wordsOf(await predict(["--csv", csv]))).toEqual(["katze", "Chat", "katze", " cat"]);
  });

  it.each([
    ["another column", "name,language\nkatze,x\nchat,y\n", ["--word-column", "name"]],
    ["the column of the labels", "word,language\na,katze\nb,chat\n", ["--word-column", "language"]],
    ["semicolons", "a;word\n1;katze\n2;chat\n", []],
    ["tabs", "a\tword\n1\tkatze\n2\tchat\n", []],
  ])("%s", async (name, content, flags) => {
    const csv = file(`${name}.csv`, content);
    expect(wordsOf(await predict(["--csv", csv, ...flags]))).toEqual(["katze", "chat"]);
  });

  it("answers as to words given", async () => {
    const csv = file("same.csv", "word\ncat\nchat\n");
    const [given, read] = [await text(["cat", "chat"]), await text(["--csv", csv])];
    // The column is as wide as the widest word only where all words are known before the first answer.
    expect(read.map((line) => line.replace(/ {2,}/u, "  "))).toEqual(given.map((line) => line.replace(/ {2,}/u, "  ")));
  });

  it("answers to the rows before a bad one", async () => {
    const rows = 60_000;
    const csv = file("bad-at-the-end.csv", `word,language\n${"katze,German\n".repeat(rows)},German\n`);
    const outcome = await katze(["predict", "--model", model, "--json", "--csv", csv]);
    expect(outcome.code).toBe(3);
    expect(outcome.stderr).toContain(`:${rows + 2}: the word is empty`);
    const answers = predictionsOf(outcome);
    expect(answers.length).toBeGreaterThan(0);
    expect(new Set(answers.map(({ word }) => word))).toEqual(new Set(["katze"]));
  });
});

describe("predict, many words", () => {
  const words = Array.from(
    { length: 70_000 },
    (_, i) => ["katze", "Chat", "cat", "Katé", ""][i % 5] + (i % 997).toString(5),
  );
  const input = `${words.join("\n")}\n`;

  it.each([[[]], [["--json"]], [["--top", "2"]]])("answers the same with any number of threads %j", async (flags) => {
    const [one, ...others] = await Promise.all(
      ["1", "2", "3", "8"].map((threads) =>
        katze(["predict", "--model", model, "--threads", threads, ...flags], { input }),
      ),
    );
    expect(linesOf(one?.stdout ?? "")).toHaveLength(words.length);
    for (const other of others) expect(other).toEqual(one);
  });

  it("are what other threads are started for, a few are not", async () => {
    const loaded = async (name: string, input: string): Promise<string> => {
      const coverage = join(folder, name);
      await katze(["predict", "--model", model, "--threads", "2"], { input, env: { NODE_V8_COVERAGE: coverage } });
      return readdirSync(coverage)
        .map((file) => readFileSync(join(coverage, file), "utf8"))
        .join();
    };
    expect(await loaded("many", input)).toContain("/dist/engine/wasm/threads.js");
    const few = await loaded("few", "katze\nchat\n");
    expect(few).toContain("/dist/cli/words.js");
    expect(few).not.toContain("/dist/engine/wasm/threads.js");
  });

  it("answers in the order given, to equal words the same", async () => {
    const predictions = await predict([], { input });
    expect(wordsOf(predictions)).toEqual(words);
    const answers = new Map(predictions.map(({ word, ...answer }) => [word, answer]));
    expect(predictions.map(({ word, ...answer }) => answer)).toEqual(words.map((word) => answers.get(word)));
    const few = words.slice(0, 50);
    expect(await predict(few)).toEqual(predictions.slice(0, 50));
  });

  it.each([
    ["no thread", ["--threads", "0"], /^katze: --threads is a whole number from 1/u],
    [
      "threads of TensorFlow",
      ["--threads", "2", "--engine", "tfjs"],
      /^katze: --threads does not go with --engine tfjs/u,
    ],
  ])("refuses %s", async (_, flags, message) => {
    const { code, stdout, stderr } = await katze(["predict", "--model", model, ...flags], { input: "katze\n" });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
  });
});

describe("of a probability", () => {
  it("nothing but the thousandths shows", () => {
    const share = fc.float({ min: 0, max: 1, noNaN: true });
    const halfway = fc.integer({ min: 0, max: 1000 }).map((thousandths) => Math.fround((thousandths + 0.5) / 1000));
    fc.assert(
      fc.property(fc.oneof(share, halfway), (share) => {
        expect(percent(Math.round(1000 * share) / 1000)).toBe(percent(share));
      }),
      { numRuns: 10_000 },
    );
  });
});
