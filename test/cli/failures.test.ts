import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { inventedCsv } from "./corpora.js";
import { fails } from "./fails.js";
import { catModel, cats, file, folder, katze, linesOf } from "./katze.js";

const model = join(folder, "cats.safetensors");

beforeAll(async () => {
  await catModel();
  mkdirSync(join(folder, "directory"));
});

describe("wrong usage, exit code 2", () => {
  const train = ["train", cats, "--model", join(folder, "new.safetensors")];
  const predict = ["predict", "--model", model];
  const evaluate = ["evaluate", cats, "--model", model];

  it.each<[string, readonly string[], RegExp]>([
    ["no command", [], /which command\?/u],
    ["an unknown command", ["photograph"], /Unknown command: photograph/u],
    ["a misspelt command", ["predit"], /Did you mean predict\?/u],
    ["an unknown command with control characters", ["a\u001b[31m\r\nb"], /Unknown command: a\\u\{1b\}\[31m/u],
    ["an unknown flag", [...predict, "katze", "--loud"], /loud/u],
    ["an unknown flag of train", [...train, "--loud"], /loud/u],
    ["an unknown flag with control characters", [...evaluate, "--a\u001b[31m\u202e"], /a\\u\{1b\}\[31m\\u\{202e\}/u],
    ["a file too many", [...evaluate, cats], /cats\.csv/u],
    ["a flag without its value", [...train, "--hidden"], /hidden/u],
    ["a path without its value", ["predict", "katze", "--model"], /model/u],
    ["--top 0", [...predict, "katze", "--top", "0"], /--top .* from 1.*\b0\b/u],
    ["--top -1", [...predict, "katze", "--top", "-1"], /--top .* from 1.*-1/u],
    ["--top 1.5", [...predict, "katze", "--top", "1.5"], /--top .*1\.5/u],
    ["--top of no number", [...predict, "katze", "--top", "some"], /--top/u],
    ["--top Infinity", [...predict, "katze", "--top", "Infinity"], /--top/u],
    ["words and --csv", [...predict, "katze", "--csv", cats], /words or --csv/u],
    ["a flag given twice", [...predict, "katze", "--model", model], /--model is given twice/u],
    ["--threshold below 0", [...predict, "katze", "--threshold", "-0.1"], /threshold .* from 0 to 1; found -0\.1/u],
    ["--threshold above 1", [...predict, "--threshold", "1.01"], /threshold .* from 0 to 1; found 1\.01/u],
    ["--threshold of no number", [...predict, "katze", "--threshold", "half"], /--threshold is a number/u],
    ["--threshold of nothing", [...predict, "katze", "--threshold"], /threshold/u],
    ["a number given twice", [...predict, "katze", "--top", "1", "--top", "2"], /--top is given twice/u],
    ["a rung given twice", [...train, "--rung", "rnn", "--rung", "bag"], /--rung is given twice/u],
    ["an unknown split", [...evaluate, "--split", "dev"], /dev.*"train", "validation", "test", "all"/u],
    ["an unknown rung", [...train, "--rung", "lstm"], /lstm.*"sum", "doubling".*"rnn"/u],
    ["an unknown engine", [...train, "--engine", "abacus"], /abacus.*"wasm"/u],
    ["--hidden 0", [...train, "--hidden", "0"], /--hidden .* from 1 to .*\b0\b/u],
    ["--hidden 1.5", [...train, "--hidden", "1.5"], /--hidden .*1\.5/u],
    ["--hidden 1e9", [...train, "--hidden", "1e9"], /--hidden .* to 4096/u],
    ["--hidden of no number", [...train, "--hidden", "many"], /--hidden/u],
    ["--hidden for a rung of one number", [...train, "--rung", "doubling", "--hidden", "8"], /--hidden 8 .*doubling/u],
    ["--epochs 0", [...train, "--epochs", "0"], /--epochs .* from 1/u],
    ["--epochs of no number", [...train, "--epochs", "ten"], /--epochs/u],
    ["--batch 0", [...train, "--batch", "0"], /--batch .* from 1/u],
    ["--batch 1e9", [...train, "--batch", "1e9"], /--batch .* to 65536/u],
    ["--class-weights of another name", [...train, "--class-weights", "rare"], /balanced/u],
    ["--threads 0", [...train, "--threads", "0"], /--threads .* from 1/u],
    ["--threads of no number", [...train, "--threads", "all"], /--threads/u],
    ["--learning-rate 0", [...train, "--learning-rate", "0"], /--learning-rate .* above 0/u],
    ["--learning-rate -1", [...train, "--learning-rate", "-1"], /--learning-rate .* above 0/u],
    ["--learning-rate Infinity", [...train, "--learning-rate", "Infinity"], /--learning-rate/u],
    ["--learning-rate of no number", [...train, "--learning-rate", "slow"], /--learning-rate/u],
    ["--seed -1", [...train, "--seed", "-1"], /--seed .* from 0/u],
    ["--seed 2^32", [...train, "--seed", "4294967296"], /--seed .* to 4294967295/u],
    ["--max-word-length 0", [...train, "--max-word-length", "0"], /--max-word-length .* from 1/u],
    ["--max-word-length 0 of evaluate", [...evaluate, "--max-word-length", "0"], /--max-word-length .* from 1/u],
    ["one column for words and labels", [...train, "--label-column", "word"], /"word"/u],
  ])("%s", async (_, args, message) => {
    await fails(args, 2, message);
  });

  it("a model's place is taken by another file, such as the data", async () => {
    const csv = file("own.csv", inventedCsv());
    await fails(["train", csv, "--model", csv], 2, /own\.csv: a file that is no model/u);
  });

  it("is told in English on every machine", async () => {
    await fails(["evaluate", "--split", "dev"], 2, /Invalid values/u, { env: { LC_ALL: "de_DE.UTF-8" } });
  });
});

describe("bad data, exit code 3", () => {
  it("evaluate on labels that the model does not have", async () => {
    const csv = file("invented.csv", inventedCsv());
    const { code, stdout, stderr } = await katze(["evaluate", csv, "--model", model]);
    expect(linesOf(stderr).at(-1)).toMatch(
      /^katze: .*none of its labels \(Highland, Lowland\).*English, French, German/u,
    );
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
  });
});

describe("the file system, exit code 5", () => {
  const missing = join(folder, "missing", "model.safetensors");

  it.each<[string, () => readonly string[], RegExp]>([
    ["predict with a missing model", () => ["predict", "--model", missing, "katze"], /missing.*ENOENT/u],
    ["predict with a directory for a model", () => ["predict", "--model", folder, "katze"], /folder/u],
    ["predict with an empty path", () => ["predict", "--model", "", "katze"], /""/u],
    ["predict a missing CSV", () => ["predict", "--model", model, "--csv", missing], /missing.*no such file/u],
    ["predict a directory", () => ["predict", "--model", model, "--csv", folder], /directory/u],
    ["evaluate with a missing model", () => ["evaluate", cats, "--model", missing], /missing.*ENOENT/u],
    ["evaluate a missing CSV", () => ["evaluate", missing, "--model", model], /missing.*no such file/u],
    ["train on a missing CSV", () => ["train", missing, "--model", model], /missing.*no such file/u],
    ["train on a directory", () => ["train", folder, "--model", model], /directory/u],
    ["a path with control characters", () => ["predict", "--model", "a\u001b[31m\n\u202e", "x"], /a\\u\{1b\}\[31m\\n/u],
  ])("%s", async (_, args, message) => {
    await fails(args(), 5, message);
  });

  // A line before the error would tell that the training started.
  it.each<[string, () => string, RegExp]>([
    ["a directory", () => join(folder, "directory"), /folder/u],
    ["a path below a file", () => join(file("a-file", ""), "model.safetensors"), /a-file/u],
    ["a device", () => "/dev/null", /device/u],
    [
      "links in a circle",
      () => {
        const path = join(folder, "circle.safetensors");
        symlinkSync(path, path);
        return path;
      },
      /circle/u,
    ],
    [
      "a card that cannot be written",
      () => {
        mkdirSync(join(folder, "carded.card.md"));
        return file("carded.safetensors", readFileSync(model));
      },
      /carded\.card\.md/u,
    ],
  ])("train finds before it starts that it cannot write to %s", async (_, target, message) => {
    await fails(["train", cats, "--model", target(), "--json"], 5, message);
  });
});

describe("DEBUG=katze", () => {
  it("adds the stack, and nothing else does", async () => {
    const args = ["predict", "--model", join(folder, "none"), "katze"];
    const { code, stderr } = await katze(args, { env: { DEBUG: "katze" } });
    expect(code).toBe(5);
    expect(stderr).toMatch(/^FileError: .*\n {4}at /u);
    await fails(args, 5, /none/u, { env: { DEBUG: "*" } });
  });
});
