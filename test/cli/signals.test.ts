import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { catModel, cats, snapshot as everyFile, folder, katze, linesOf, outcomeOf, root, start } from "./katze.js";

let model = "";
beforeAll(async () => {
  model = await catModel();
});

/** Trains into a model that is there already; sends the signals once standard output has the text. */
async function stopped(csv: string, flags: readonly string[], at: string, ...signals: readonly NodeJS.Signals[]) {
  rmSync(model.replace(".safetensors", ".checkpoint.safetensors"), { force: true });
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

/** Every file but checkpoints, which a stopped training leaves. */
const snapshot = (): Record<string, string> =>
  Object.fromEntries(Object.entries(everyFile()).filter(([name]) => !name.includes(".checkpoint.")));

const words = join(root, "data", "words.csv");
const long = ["--epochs", "1000000"];

describe("a training that is stopped", () => {
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

describe("a training that is resumed", () => {
  const flags = ["--hidden", "24", "--epochs", "4", "--batch", "64"];
  const train = (path: string, ...more: readonly string[]) =>
    katze(["train", words, "--model", path, "--json", ...flags, ...more]);
  const sha256 = (stdout: string): unknown => JSON.parse(linesOf(stdout).at(-1) ?? "").sha256;

  it("comes to the bytes of one that was never stopped, with other threads too", async () => {
    const whole = await train(join(folder, "whole.safetensors"), "--threads", "2");
    const path = join(folder, "parts.safetensors");
    for (const epoch of [1, 2, 3]) {
      const child = start(["train", words, "--model", path, "--json", ...flags, "--threads", `${epoch}`, "--resume"]);
      let printed = "";
      child.stdout.on("data", (chunk: Buffer) => {
        printed += chunk;
        if (printed.includes(`"epoch":${epoch},`)) child.kill("SIGINT");
      });
      expect((await outcomeOf(child)).code).toBe(130);
    }
    const outcome = await train(path, "--resume", "--threads", "3");
    expect(outcome.code).toBe(0);
    expect(sha256(outcome.stdout)).toBe(sha256(whole.stdout));
    expect(existsSync(join(folder, "parts.checkpoint.safetensors"))).toBe(false);
  });

  it("is refused with other settings or other data, and with a damaged checkpoint", async () => {
    const path = join(folder, "refused.safetensors");
    const child = start(["train", words, "--model", path, "--json", ...flags]);
    child.stdout.once("data", () => child.kill("SIGTERM"));
    expect((await outcomeOf(child)).code).toBe(143);
    const before = everyFile();
    const settings = await train(path, "--resume", "--seed", "2");
    expect([settings.code, settings.stderr]).toEqual([2, expect.stringContaining("seed was 1 and is 2 now")]);
    const data = await katze(["train", cats, "--model", path, ...flags, "--resume"]);
    expect([data.code, data.stderr]).toEqual([3, expect.stringContaining("the data changed")]);
    const anew = await train(path);
    expect([anew.code, anew.stderr]).toEqual([2, expect.stringContaining("go on with --resume, or remove it")]);
    const otherwise = await train(path, "--resume", "--skip-bad-rows");
    expect([otherwise.code, otherwise.stderr]).toEqual([
      2,
      expect.stringContaining("skipBadRows was false and is true now"),
    ]);
    expect(everyFile()).toEqual(before);
    const checkpoint = join(folder, "refused.checkpoint.safetensors");
    const bytes = readFileSync(checkpoint);
    bytes[bytes.length - 9] = (bytes.at(-9) ?? 0) ^ 1;
    writeFileSync(checkpoint, bytes);
    expect((await train(path, "--resume")).code).toBe(4);
  });

  it("begins at the beginning where there is no checkpoint, and says so", async () => {
    const { code, stderr } = await katze(["train", cats, "--model", join(folder, "fresh.safetensors"), "--resume"]);
    expect(code).toBe(0);
    expect(stderr).toContain("training from the beginning");
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
