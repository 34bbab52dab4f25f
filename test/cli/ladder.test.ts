import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ladder } from "../../src/recurrence/ladder.js";
import { cats, file, folder, katze, linesOf, outcomeOf, root, snapshot, start } from "./katze.js";
import { rowsOf } from "./schemas.js";
import { hasTerminal, onTerminal, screenOf } from "./terminal.js";

const words = join(root, "data", "words.csv");
const everyRow = [...ladder.map(({ name }) => name), "majority", "naive-bayes"];

describe("ladder --json", () => {
  it("prints one object a rung, on the corpus's own words where they are too few to split", async () => {
    const outcome = await katze(["ladder", cats, "--json"]);
    const rows = rowsOf(outcome);
    expect(rows.map(({ rung }) => rung)).toEqual(everyRow);
    expect(outcome.stderr).toContain("3 words are too few");
    expect(outcome.code).toBe(0);
    // Every rung learns three words by heart; who always says the same is right once.
    const accuracies = Object.fromEntries(rows.map(({ rung, accuracy }) => [rung, accuracy]));
    expect(accuracies).toEqual({ ...Object.fromEntries(everyRow.map((rung) => [rung, 1])), majority: 1 / 3 });
    expect(rows.map(({ hidden }) => hidden)).toEqual([1, 1, 1, 32, 32, 32, 32, 32, null, null]);
  });

  it("finds that a sum and a bag confuse cat with act", async () => {
    const csv = file("act.csv", `${readFileSync(cats, "utf8")}act,English\n`);
    const rows = rowsOf(await katze(["ladder", csv, "--json", "--epochs", "3"]));
    expect(rows.map(({ collisions }) => collisions)).toEqual([0.5, 0, 0, 0.5, 0, 0, 0, 0, null, null]);
  });

  it("scores the test words of a corpus that is split, with the flags given", async () => {
    const [header = "", ...lines] = linesOf(readFileSync(words, "utf8"));
    const csv = file("sample.csv", [header, ...lines.filter((_, i) => i % 47 === 0), ""].join("\n"));
    const flags = ["--json", "--epochs", "3", "--hidden", "12"];
    const run = async (...more: readonly string[]) => rowsOf(await katze(["ladder", csv, ...flags, ...more]));
    const rows = await run("--threads", "1");
    expect(rows.map(({ rung }) => rung)).toEqual(everyRow);
    expect(rows.map(({ hidden }) => hidden)).toEqual([1, 1, 1, 12, 12, 12, 12, 12, null, null]);
    // Some 200 test words of the few sums that there are, which anagrams are but a part of.
    const [sum, doubling, , bag] = rows.map(({ collisions }) => collisions ?? Number.NaN);
    expect(sum).toBeGreaterThan(0.5);
    expect(doubling).toBeLessThan(sum ?? 0);
    expect(bag).toBeLessThan(0.1);
    const [majority, bayes] = rows.slice(-2);
    expect(bayes?.accuracy).toBeGreaterThan((majority?.accuracy ?? 1) + 0.2);

    const untimed = (rows: readonly object[]) => rows.map((row) => ({ ...row, seconds: 0 }));
    expect(untimed(await run("--threads", "2"))).toEqual(untimed(rows));
    const other = await run("--seed", "2");
    expect(other.at(-2)).toMatchObject({ ...majority, seconds: expect.any(Number) });
    expect(other[6]?.crossEntropy).not.toBe(rows[6]?.crossEntropy);
  });
});

describe("ladder", () => {
  it("prints what each rung adds, then one table, in 80 columns", async () => {
    const { stdout, stderr, code } = await katze(["ladder", cats, "--epochs", "5"]);
    const lines = linesOf(stdout);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines[1]).toBe("3 words, too few to set some aside: figures are on these same words");
    for (const { name, adds } of ladder) expect(stdout).toMatch(new RegExp(`^${name} +${adds}$`, "mu"));
    const table = lines.slice(lines.findIndex((line) => line.startsWith("rung")));
    expect(table[0]?.split(/ +/u)).toEqual([
      "rung",
      "h",
      "learned",
      "multiplier",
      "accuracy",
      "loss",
      "collisions",
      "seconds",
    ]);
    expect(table.slice(1, 11).map((line) => line.split(" ")[0])).toEqual(everyRow);
    expect(table[2]).toMatch(/^doubling +1 +6 +2 +\d+\.\d % +\d+\.\d{3} +0\.0 % +\d+\.\d$/u);
    // Where standard error is no terminal, a line a rung tells how far it is.
    expect(
      linesOf(stderr)
        .slice(1)
        .map((line) => line.split(" ")[0]),
    ).toEqual(everyRow);
    expect(code).toBe(0);
  });

  it("reads other columns", async () => {
    const csv = file("columns.csv", "name;place\ncat;here\nchat;there\n");
    const flags = ["--word-column", "name", "--label-column", "place", "--epochs", "2", "--json"];
    expect(rowsOf(await katze(["ladder", csv, ...flags]))).toHaveLength(10);
  });

  it.each<[NodeJS.Signals, number]>([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ])("stopped by %s exits with %i, and leaves every file as it was", async (signal, code) => {
    const before = snapshot();
    const child = start(["ladder", words, "--json"]);
    child.stdout.once("data", () => child.kill(signal));
    const outcome = await outcomeOf(child);
    expect(outcome.code).toBe(code);
    expect(linesOf(outcome.stderr).at(-1)).toMatch(new RegExp(`^katze: stopped by ${signal}`, "u"));
    expect(rowsOf(outcome).length).toBeLessThan(10);
    expect(snapshot()).toEqual(before);
  });

  it.each<[string, readonly string[], RegExp]>([
    ["--hidden 0", ["--hidden", "0"], /--hidden .* from 1 to 4096/u],
    ["--epochs 1.5", ["--epochs", "1.5"], /--epochs .*1\.5/u],
    ["--seed -1", ["--seed", "-1"], /--seed .* from 0/u],
    ["--threads 65", ["--threads", "65"], /--threads .* to 64/u],
    ["--max-word-length 0", ["--max-word-length", "0"], /--max-word-length .* from 1/u],
    ["a flag of train", ["--rung", "rnn"], /rung/u],
  ])("refuses %s", async (_, flags, message) => {
    const { code, stdout, stderr } = await katze(["ladder", cats, ...flags]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(linesOf(stderr)).toEqual([expect.stringMatching(message)]);
  });

  it("has one line and the exit code for a CSV that cannot be read, or learned from", async () => {
    const missing = await katze(["ladder", join(folder, "missing.csv")]);
    expect({ ...missing, stderr: linesOf(missing.stderr).length }).toEqual({ code: 5, stdout: "", stderr: 1 });
    const alike = await katze(["ladder", file("alike.csv", "word,language\na,X\nb,X\n"), "--json"]);
    expect(alike).toMatchObject({ code: 3, stdout: "" });
    expect(alike.stderr).toMatch(/^katze: .*alike\.csv: every word has the label "X".*\n$/u);
  });
});

describe.skipIf(!hasTerminal)("ladder on a terminal (needs util-linux's script)", () => {
  it.each([80, 30])("tells in one line of %i columns what it trains, and takes the line away", async (columns) => {
    const csv = file("some.csv", linesOf(readFileSync(words, "utf8")).slice(0, 3000).join("\n"));
    const flags = ["--epochs", "8", "--hidden", "32"];
    const { stdout, code } = await onTerminal(["ladder", csv, ...flags], { columns, redirection: ">ladder.txt" });
    expect(code).toBe(0);
    const drawn = stdout.split("\r").filter((text) => /epoch|bayes/u.test(text));
    expect(drawn.some((text) => text.includes("naive-bayes"))).toBe(true);
    expect(screenOf(drawn.map((text) => `\r${text}`).join(""), columns).wraps).toBe(0);
    expect(screenOf(stdout, columns).rows.join("\n")).not.toMatch(/epoch|bayes/u);
    expect(readFileSync(join(folder, "ladder.txt"), "utf8")).toMatch(/^naive-bayes /mu);
  });
});
