/** A training that a signal stops, and one that goes on with it, run where the test reads their outputs. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { Stopped } from "../../src/cli/run.js";
import { train } from "../../src/cli/train.js";
import { UsageError } from "../../src/errors.js";
import { hurry } from "../hurry.js";
import { inventedWords } from "./corpora.js";
import { fakeStream } from "./fake-stream.js";
import { file, folder, linesOf } from "./katze.js";
import { eventsOf } from "./schemas.js";

type Options = Parameters<typeof train>[0];

const home = join(folder, "stopped trainings");
const header = "word,name,language,place,count,times";
const rows = inventedWords.map(([word, label]) => [word, word, label, label, 1, 1].join(","));

/** A training of three short epochs into a folder of its own. */
function training(name: string): Options {
  const csv = file("stopped trainings/invented.csv", [header, ...rows, ""].join("\n"));
  const model = join(home, name, "words.safetensors");
  return { csv, model, engine: "wasm", threads: 1, json: true, settings: { hidden: 8, epochs: 3 } };
}

/** What a training prints to its end; SIGINT comes once it has printed the text. */
async function outcomeOf(options: Options, stopAt?: string) {
  const onWrite = (text: string): void => {
    if (stopAt !== undefined && text.includes(stopAt)) process.emit("SIGINT", "SIGINT");
  };
  const [stdout, stderr] = [fakeStream("stdout", { onWrite }), fakeStream("stderr")];
  const error: unknown = await train(options).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { error, stdout: stdout.read(), stderr: stderr.read() };
}

/** Stops a training after its second epoch. */
async function stopped(name: string): Promise<Options> {
  const options = training(name);
  const { error } = await outcomeOf(options, '"epoch":2');
  if (!(error instanceof Stopped)) throw new Error("the training was not stopped");
  return options;
}

describe("a training that is stopped", () => {
  beforeEach(hurry);

  it("leaves a checkpoint alone, and says how to go on", async () => {
    const options = training("stopped");
    const { error, stdout } = await outcomeOf(options, '"epoch":2');
    expect(error).toEqual(new Stopped("SIGINT", "go on with --resume"));
    expect(eventsOf({ stdout }).map(({ event }) => event)).toEqual(["start", "epoch", "epoch"]);
    const left = readdirSync(join(home, "stopped"));
    expect(left).toContain("words.checkpoint.safetensors");
    expect(left.filter((name) => !name.includes(".checkpoint."))).toEqual([]);
  });

  it("is not lost by one from the beginning", async () => {
    const options = await stopped("kept");
    const { error, stdout } = await outcomeOf(options);
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).toContain(
      "words.checkpoint.safetensors: a stopped training stands there; go on with --resume",
    );
    expect(stdout).toBe("");
  });

  it("goes on to the bytes and the card of one that never was, and leaves no checkpoint", async () => {
    const whole = training("whole");
    await outcomeOf(whole);
    const options = await stopped("resumed");
    const { error, stdout } = await outcomeOf({ ...options, resume: true });
    expect(error).toBeUndefined();
    const events = eventsOf({ stdout });
    expect(events.map(({ event }) => event)).toEqual(["start", "epoch", "done"]);
    expect(events[1]).toMatchObject({ epoch: 3 });
    expect(readdirSync(join(home, "resumed")).sort()).toEqual(["words.card.md", "words.safetensors"]);
    for (const ending of [".safetensors", ".card.md"]) {
      const [one, other] = [whole, options].map(({ model }) => readFileSync(model.replace(".safetensors", ending)));
      expect(one?.equals(other ?? new Uint8Array())).toBe(true);
    }
  });

  it("does not go on where its settings or what is read of its data changed", async () => {
    const changes: readonly [string, Partial<Options>][] = [
      ["wordColumn was word and is name now", { wordColumn: "name" }],
      ["labelColumn was language and is place now", { labelColumn: "place" }],
      ["countColumn was count and is times now", { countColumn: "times" }],
      ["skipBadRows was false and is true now", { skipBadRows: true }],
      ["maxWordLength was 1000 and is 900 now", { maxWordLength: 900 }],
      ["seed was 1 and is 2 now", { settings: { hidden: 8, epochs: 3, seed: 2 } }],
    ];
    const options = await stopped("changed");
    for (const [change, other] of changes) {
      const { error } = await outcomeOf({ ...options, ...other, resume: true });
      expect(error).toBeInstanceOf(UsageError);
      expect(String(error)).toContain(`${change}; give the same settings, or remove it to train anew`);
    }
  });

  it("goes on where what was left out is given as it was", async () => {
    const options = await stopped("given");
    const columns = { wordColumn: "word", labelColumn: "language", countColumn: "count" };
    const { error } = await outcomeOf({
      ...options,
      ...columns,
      skipBadRows: false,
      maxWordLength: 1000,
      resume: true,
    });
    expect(error).toBeUndefined();
  });
});

describe("a training, as text", () => {
  it("tells its epochs on standard error and prints what it came to", async () => {
    const options = { ...training("text"), json: false };
    const { stdout, stderr } = await outcomeOf(options);
    const epoch = (number: number) =>
      expect.stringMatching(
        new RegExp(`^epoch ${number}/3 {2}loss \\d\\.\\d{4} {2}validation \\d+\\.\\d % {2}[\\d,]+ words/s$`, "u"),
      );
    expect(linesOf(stderr)).toEqual([
      `${options.csv}: Highland, Lowland`,
      expect.stringMatching(/^training rnn, h of 8, \d+ parameters, on \d+ words; \d+ to validate, \d+ to test$/u),
      ...[1, 2, 3].map(epoch),
    ]);
    expect(linesOf(stdout)).toEqual([
      expect.stringMatching(/^\d+\.\d % right on the test words, cross-entropy \d\.\d{4}, after 3 epochs in \d+ s$/u),
      expect.stringMatching(/^probabilities calibrated on the validation words, temperature \d/u),
      `wrote ${options.model}`,
      expect.stringMatching(/^sha256 [\da-f]{64}$/u),
    ]);
    expect(existsSync(options.model)).toBe(true);
  });

  it("takes its bar away where it is stopped, too", async () => {
    hurry();
    const stderr = fakeStream("stderr", {
      isTTY: true,
      onWrite: (text) => {
        if (text.includes(" 2/3 ")) process.emit("SIGTERM", "SIGTERM");
      },
    });
    await expect(train({ ...training("bar"), json: false })).rejects.toEqual(
      new Stopped("SIGTERM", "go on with --resume"),
    );
    expect(stderr.read().slice(-4)).toBe("\r\u001b[K");
  });
});
