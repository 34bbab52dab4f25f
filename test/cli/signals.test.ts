import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { catModel, cats, snapshot as everyFile, folder, linesOf, outcomeOf, root, start } from "./katze.js";

let model = "";
beforeAll(async () => {
  model = await catModel();
});

/** Trains into a model that is there already; sends the signals once standard output has the text. */
async function stopped(csv: string, flags: readonly string[], at: string, ...signals: readonly NodeJS.Signals[]) {
  for (const name of readdirSync(folder).filter(isLeft)) rmSync(join(folder, name));
  const child = start(["train", csv, "--model", model, "--json", ...flags]);
  let printed = "";
  let isSent = false;
  child.stdout.on("data", (chunk: Buffer) => {
    printed += chunk;
    if (isSent || !printed.includes(at)) return;
    isSent = true;
    for (const signal of signals) child.kill(signal);
  });
  return outcomeOf(child);
}

/** What a stopped training leaves: checkpoints; and where it is stopped at once, its lock and what it was writing. */
const isLeft = (name: string): boolean => /\.(checkpoint\..*|lock|tmp)$/u.test(name);

/** Every other file. */
const snapshot = (): Record<string, string> =>
  Object.fromEntries(Object.entries(everyFile()).filter(([name]) => !isLeft(name)));

const words = join(root, "data", "words.csv");
const long = ["--epochs", "1000000"];

describe("K7: a training that is stopped", () => {
  it.each<[NodeJS.Signals, number, string, string, readonly string[]]>([
    ["SIGINT", 130, "within an epoch", words, ["--hidden", "64"]],
    ["SIGTERM", 143, "within an epoch", words, ["--hidden", "64"]],
    ["SIGINT", 130, "of short epochs", cats, long],
    ["SIGTERM", 143, "of short epochs", cats, long],
  ])(
    "by %s exits with %i %s, and leaves every file but the checkpoint as it was",
    async (signal, code, _, csv, flags) => {
      const before = snapshot();
      const outcome = await stopped(csv, flags, '"start"', signal);
      expect(linesOf(outcome.stderr).at(-1)).toBe(`katze: stopped by ${signal}; go on with --resume`);
      expect(outcome.stderr).not.toMatch(/^ +at /mu);
      expect(outcome.stdout).not.toContain('"done"');
      expect(outcome.code).toBe(code);
      expect(snapshot()).toEqual(before);
      expect(existsSync(model.replace(".safetensors", ".checkpoint.safetensors"))).toBe(true);
      expect(existsSync(model.replace(".safetensors", ".lock"))).toBe(false);
    },
  );

  it("by SIGINT after some epochs keeps none of them", async () => {
    const before = snapshot();
    const { code } = await stopped(cats, long, '"epoch":100,', "SIGINT");
    expect(code).toBe(130);
    expect(snapshot()).toEqual(before);
  });

  it("by a second SIGINT is stopped at once, at the same exit code", async () => {
    const before = snapshot();
    // A step of many words takes long, and the first signal waits for its end.
    const flags = ["--hidden", "256", "--batch", "4096"];
    const { code } = await stopped(words, flags, '"start"', "SIGINT", "SIGINT");
    expect(code).toBe(130);
    expect(snapshot()).toEqual(before);
  });
});

describe("predict", () => {
  it("stopped by SIGINT while it waits for words says nothing", async () => {
    const child = start(["predict", "--model", model]);
    child.stdin.write(`${"katze\n".repeat(10_000)}`);
    child.stdout.once("data", () => child.kill("SIGINT"));
    expect(await outcomeOf(child)).toMatchObject({ code: 130, stderr: "" });
  });
});
