import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { cats, file, folder, katze, linesOf, outcomeOf, root, snapshot, start } from "./katze.js";

/** A training of some seconds. */
const flags = ["--hidden", "64", "--epochs", "30", "--batch", "32", "--json"];
let csv = "";
let whole: unknown;

beforeAll(async () => {
  const [header = "", ...rows] = readFileSync(join(root, "data", "words.csv"), "utf8").split("\n");
  csv = file("words.csv", `${header}\n${rows.filter((_, i) => i % 17 === 0).join("\n")}`);
  whole = sha256((await train(join(folder, "whole.safetensors"), "--threads", "2")).stdout);
});

const argumentsFor = (path: string, more: readonly string[]) => ["train", csv, "--model", path, ...flags, ...more];
const train = (path: string, ...more: readonly string[]) => katze(argumentsFor(path, more));
const sha256 = (stdout: string): unknown => JSON.parse(linesOf(stdout).at(-1) ?? "").sha256;

/** Trains until that epoch is told. */
async function stopAt(epoch: number, path: string, ...more: readonly string[]): Promise<void> {
  const child = start(argumentsFor(path, more));
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => {
    printed += chunk;
    // Once: a second one stops it without tidying up.
    if (!child.killed && printed.includes(`"epoch":${epoch},`)) child.kill("SIGINT");
  });
  expect((await outcomeOf(child)).code).toBe(130);
}

const filesOf = (name: string): string[] => readdirSync(folder).filter((file) => file.startsWith(`${name}.`));

/** Flips a bit of a parameter. */
function damage(checkpoint: string): void {
  const bytes = readFileSync(join(folder, checkpoint));
  bytes[bytes.length - 9] = (bytes.at(-9) ?? 0) ^ 1;
  writeFileSync(join(folder, checkpoint), bytes);
}

describe("a training that is resumed", () => {
  it("K3: comes to the bytes of one that was never stopped, with other threads too", async () => {
    const path = join(folder, "parts.safetensors");
    for (const [i, epoch] of [3, 7, 12].entries()) await stopAt(epoch, path, "--threads", `${i + 1}`, "--resume");
    const outcome = await train(path, "--resume", "--threads", "3");
    expect(outcome.code).toBe(0);
    expect(sha256(outcome.stdout)).toBe(whole);
    expect(filesOf("parts").sort()).toEqual(["parts.card.md", "parts.safetensors"]);
  });

  it("K4: goes on from the checkpoint before a damaged one, with a warning, to the same bytes", async () => {
    const path = join(folder, "damaged.safetensors");
    await stopAt(9, path);
    damage("damaged.checkpoint.safetensors");
    const { code, stdout, stderr } = await train(path, "--resume");
    expect(code).toBe(0);
    const warning = /^katze: .*checksum does not match.*; going on from the one before, .*checkpoint\.previous\./u;
    expect(linesOf(stderr)).toContainEqual(expect.stringMatching(warning));
    expect(sha256(stdout)).toBe(whole);
    expect(filesOf("damaged").sort()).toEqual(["damaged.card.md", "damaged.safetensors"]);
  });

  it("K5: is refused with other settings or other data, and where no checkpoint is sound", async () => {
    const path = join(folder, "refused.safetensors");
    await stopAt(2, path);
    const before = snapshot();
    const refusals = [
      { code: 2, stderr: "seed was 1 and is 2 now", outcome: await train(path, "--resume", "--seed", "2") },
      {
        code: 2,
        stderr: "skipBadRows was false and is true",
        outcome: await train(path, "--resume", "--skip-bad-rows"),
      },
      {
        code: 2,
        stderr: "classWeights was none and is balanced",
        outcome: await train(path, "--resume", "--class-weights", "balanced"),
      },
      { code: 2, stderr: "go on with --resume, or remove it", outcome: await train(path) },
      {
        code: 3,
        stderr: "the data changed",
        outcome: await katze(["train", cats, "--model", path, ...flags, "--resume"]),
      },
    ];
    for (const { code, stderr, outcome } of refusals) {
      expect(outcome).toEqual({ code, stdout: "", stderr: expect.stringContaining(stderr) });
    }
    expect(snapshot()).toEqual(before);
    filesOf("refused.checkpoint").forEach(damage);
    expect((await train(path, "--resume")).code).toBe(4);
  });

  it("begins at the beginning where there is no checkpoint, and says so", async () => {
    const { code, stderr } = await katze(["train", cats, "--model", join(folder, "fresh.safetensors"), "--resume"]);
    expect(code).toBe(0);
    expect(stderr).toContain("training from the beginning");
    expect(existsSync(join(folder, "fresh.lock"))).toBe(false);
  });
});
