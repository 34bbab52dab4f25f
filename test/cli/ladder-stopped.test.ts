/** A comparison of rungs, run where the test reads its outputs. */
import { beforeEach, describe, expect, it } from "vitest";
import { climb } from "../../src/cli/ladder.js";
import { Stopped } from "../../src/cli/run.js";
import { hurry } from "../hurry.js";
import { fakeStream } from "./fake-stream.js";
import { cats } from "./katze.js";
import { rowsOf } from "./schemas.js";

beforeEach(hurry);

const options = { csv: cats, epochs: 2, hidden: 4, threads: 1 };

describe("a comparison", () => {
  it("that is stopped says how to have all of it, and keeps to the rows that it has printed", async () => {
    const onWrite = (text: string): void => {
      if (text.includes('"rung":"doubling"')) process.emit("SIGINT", "SIGINT");
    };
    const [stdout, stderr] = [fakeStream("stdout", { onWrite }), fakeStream("stderr", { isTTY: true })];
    await expect(climb({ ...options, json: true })).rejects.toEqual(
      new Stopped("SIGINT", "run it again for all rungs"),
    );
    expect(rowsOf({ stdout: stdout.read() }).map(({ rung }) => rung)).toEqual(["sum", "doubling"]);
    expect(stderr.read().slice(-4)).toBe("\r\u001b[K");
  });

  it("tells on a terminal how far each rung is, of the epochs asked for, and prints its table", async () => {
    const [stdout, stderr] = [fakeStream("stdout", { columns: 200 }), fakeStream("stderr", { isTTY: true })];
    await climb(options);
    const told = stderr.read();
    expect(told).toMatch(/^katze: 3 words are too few to set some aside; figures are on the training words\n/u);
    expect(told).toMatch(/rnn {2}\d+\.\d % {2}epoch 2\/2 {2}loss \d\.\d{3}/u);
    expect(told).not.toMatch(/\d s\n/u);
    const lines = stdout.read().split("\n");
    expect(lines[0]).toBe(cats);
    expect(lines[2]).toBe("every rung: 2 epochs, 4 words a step, seed 1");
    expect(lines.at(-1)).toBe("");
  });

  it("tells a line a rung elsewhere, and none beside JSON", async () => {
    const [stdout, stderr] = [fakeStream("stdout"), fakeStream("stderr")];
    await climb(options);
    expect(stderr.read().match(/^[a-z-]+ {2}\d+\.\d % {2}\d+\.\d s$/gmu)).toHaveLength(10);
    expect(stdout.read()).toMatch(/^rung +h +learned/mu);
    await climb({ ...options, json: true });
    expect(stderr.read().split("\n")).toHaveLength(2);
    expect(rowsOf({ stdout: stdout.read() })).toHaveLength(10);
  });
});
