/** How a command line is read: what it is refused for, in full, and what holds for every command. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { parse } from "../../src/cli/parse.js";
import { UsageError } from "../../src/errors.js";
import { fakeStream } from "./fake-stream.js";
import { root } from "./katze.js";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** What is printed on a terminal of so many columns. */
async function printed(args: readonly string[], columns: number): Promise<string> {
  fakeStream("stdout", { columns });
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  await parse(args);
  return log.mock.calls.flat().join("\n");
}

const refusal = async (args: readonly string[]): Promise<string> => {
  const error: unknown = await parse(args).catch((thrown: unknown) => thrown);
  if (!(error instanceof UsageError)) throw new Error(`not refused, or otherwise: ${String(error)}`);
  return error.message;
};

describe("a command line is refused", () => {
  it.each<[string, readonly string[]]>([
    ["which command? train, predict, evaluate, inspect, ladder or export (see katze --help)", []],
    ["Unknown command: photograph (see katze --help)", ["photograph"]],
    ["Did you mean predict? (see katze --help)", ["predit"]],
    ["Unknown argument: loud (see katze --help)", ["predict", "--loud"]],
    ["Unknown argument: no-json (see katze --help)", ["train", "--no-json", "--epochs", "0"]],
    ["Unknown arguments: a-b_c, d (see katze --help)", ["predict", "--a-b_c", "1", "-d"]],
    ["Unknown argument: foo- (see katze --help)", ["predict", "--foo-"]],
    ["Unknown argument: NO-JSON (see katze --help)", ["predict", "--NO-JSON"]],
    ["Unknown argument: größe-änderung.x-y (see katze --help)", ["predict", "--größe-änderung.x-y"]],
    ["Unknown argument: model.name (see katze --help)", ["predict", "--model.name", "a"]],
    ["Not enough arguments following: hidden (see katze --help)", ["train", "--hidden"]],
    ["Missing required arguments: to, out (see katze --help)", ["export"]],
    [
      'Invalid values: Argument: split, Given: "dev", Choices: "train", "validation", "test", "all" (see katze --help)',
      ["evaluate", "--split", "dev"],
    ],
    ["--model is given twice; give it once", ["predict", "--model", "a", "--model", "b"]],
    ["--top is a number; what is given is none", ["predict", "--top", "some"]],
    ["--hidden is a whole number from 1 to 4096; found 0", ["train", "--hidden", "0"]],
    ["--epochs is a whole number from 1 to 1000000; found 0", ["train", "--epochs", "0"]],
    ["--batch is a whole number from 1 to 65536; found 0.5", ["train", "--batch", "0.5"]],
    ["--seed is a whole number from 0 to 4294967295; found -1", ["train", "--seed", "-1"]],
    ["--threads is a whole number from 1 to 64; found 65", ["train", "--threads", "65"]],
    ["--max-word-length is a whole number from 1 to 100000; found 0", ["train", "--max-word-length", "0"]],
    ["--learning-rate is a number above 0; found 0", ["train", "--learning-rate", "0"]],
    ["--learning-rate is a number above 0; found Infinity", ["train", "--learning-rate", "Infinity"]],
    [
      "--hidden 2 does not go with --rung sum, whose h is one number; leave it out",
      ["train", "--rung", "sum", "--hidden", "2"],
    ],
    [
      "--relaxed does not go with --engine tfjs, it is another build of wasm; leave one out",
      ["train", "--relaxed", "--engine", "tfjs"],
    ],
    [
      "--threads does not go with --engine tfjs, which chooses its own number; leave it out",
      ["train", "--threads", "2", "--engine", "tfjs"],
    ],
    ["--hidden is a whole number from 1 to 4096; found 4097", ["ladder", "--hidden", "4097"]],
    ["--epochs is a whole number from 1 to 1000000; found 1000001", ["ladder", "--epochs", "1000001"]],
    ["--seed is a whole number from 0 to 4294967295; found 4294967296", ["ladder", "--seed", "4294967296"]],
    ["--threads is a whole number from 1 to 64; found 0", ["ladder", "--threads", "0"]],
    ["--max-word-length is a whole number from 1 to 100000; found 100001", ["inspect", "--max-word-length", "100001"]],
    ["--max-word-length is a whole number from 1 to 100000; found 0", ["ladder", "--max-word-length", "0"]],
    [
      "--max-word-length is a whole number from 1 to 100000; found 0",
      ["export", "--to", "onnx", "--out", "a.onnx", "--max-word-length", "0"],
    ],
  ])("%s", async (message, args) => {
    expect(await refusal(args)).toBe(message);
  });

  it("in English on every machine", async () => {
    vi.stubEnv("LC_ALL", "de_DE.UTF-8");
    expect(await refusal(["train", "--hidden"])).toBe("Not enough arguments following: hidden (see katze --help)");
  });

  it("with what was typed escaped and cut", async () => {
    expect(await refusal([`a\n\u001b${"b".repeat(500)}`])).toMatch(
      /^Unknown command: a; \\u\{1b\}b{379}… \(see katze --help\)$/u,
    );
  });
});

describe("whatever the command", () => {
  it("--version is the package's", async () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(await printed(["--version"], 80)).toBe(version);
  });

  it.each([
    [50, 50],
    [100, 100],
    [200, 100],
  ])("--help fills %i columns up to column %i", async (columns, most) => {
    const widths = (await printed(["train", "--help"], columns)).split("\n").map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(most);
    expect(Math.max(...widths)).toBeGreaterThan(most - 6);
  });

  it("completion prints a script for a shell", async () => {
    expect(await printed(["completion"], 80)).toMatch(/^###-begin-katze-completions-###\n/u);
  });
});
