import { describe, expect, it } from "vitest";
import { commandOf, type Training } from "../../src/training/command.js";

const command = (training: Partial<Training>) => commandOf({ settings: {}, ...training });

describe("the command that trains a model again", () => {
  it("says nothing of what was left to katze", () => {
    expect(command({})).toBe("katze train");
    expect(command({ csv: "words.csv", settings: { rung: undefined, seed: undefined, keepCase: undefined } })).toBe(
      "katze train words.csv",
    );
  });

  it("has each setting that was given, by its flag, zero too", () => {
    const settings = {
      rung: "gru",
      hidden: 64,
      epochs: 3,
      batch: 32,
      learningRate: 0.001,
      seed: 0,
      classWeights: "balanced",
    } as const;
    expect(command({ csv: "words.csv", settings })).toBe(
      "katze train words.csv --rung gru --hidden 64 --epochs 3 --batch 32 --learning-rate 0.001 --seed 0 --class-weights balanced",
    );
  });

  it("names columns and the length of words where they were named", () => {
    const columns = { wordColumn: "wort", labelColumn: "sprache", countColumn: "n", maxWordLength: 20 };
    expect(command({ csv: "a.csv", ...columns })).toBe(
      "katze train a.csv --word-column wort --label-column sprache --count-column n --max-word-length 20",
    );
  });

  it("names the engine unless it is katze's own", () => {
    expect(command({ engine: "tfjs" })).toBe("katze train --engine tfjs");
    expect(command({ engine: "wasm" })).toBe("katze train");
  });

  it("switches on what was switched on, and only that", () => {
    expect(command({ relaxed: true, skipBadRows: true, settings: { keepCase: true } })).toBe(
      "katze train --relaxed --keep-case --skip-bad-rows",
    );
    expect(command({ relaxed: true })).toBe("katze train --relaxed");
    expect(command({ settings: { keepCase: true, seed: 2 } })).toBe("katze train --seed 2 --keep-case");
    expect(command({ skipBadRows: true })).toBe("katze train --skip-bad-rows");
    expect(command({ relaxed: false, skipBadRows: false, settings: { keepCase: false } })).toBe("katze train");
  });

  it.each([
    ["words-2_a.csv", "words-2_a.csv"],
    ["two words.csv", "'two words.csv'"],
    ["a;b", "'a;b'"],
    [";ab", "';ab'"],
    ["ab;", "'ab;'"],
    ["$HOME", "'$HOME'"],
    ["été.csv", "'été.csv'"],
    ["", "''"],
    ["it's", "'it'\\''s'"],
    ["''", "''\\'''\\'''"],
    ["a\x1b[2J\n.csv", "'a\\u{1b}[2J\\n.csv'"],
    ["a\nb", "'a\\nb'"],
  ])("quotes what a shell would take apart, and shows nothing hidden: %j", (name, shown) => {
    expect(command({ csv: name })).toBe(`katze train ${shown}`);
    expect(command({ wordColumn: name })).toBe(`katze train --word-column ${shown}`);
  });
});
