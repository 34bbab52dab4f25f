/** Vectors that V8 joins: that it does, and that nothing but the time shows it. */
import { type SpawnSyncOptions, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { canJoin } from "../can-join.js";
import { cats, environment, folder, katze, program, root } from "./katze.js";

/** Everything compiled at its best from the start, so that a short run runs what a long one would. */
const best = "--no-liftoff";
const ways = {
  joined: { nodeArguments: [best] },
  "not joined": { nodeArguments: [best, "--no-experimental-wasm-revectorize"] },
} as const;

const words = readFileSync(join(root, "data", "words.csv"), "utf8").split("\n");
const input = words.map((row) => row.split(",")[0]).join("\n");
const csv = join(folder, "some.csv");
writeFileSync(csv, words.filter((_, row) => row % 29 === 0).join("\n"));

const trainings = {
  "a plain network on one thread": ["--hidden", "100", "--threads", "1"],
  "on two threads": ["--hidden", "100", "--threads", "2"],
  "a narrow one": ["--hidden", "5", "--threads", "1"],
  "without tanh": ["--rung", "linear", "--hidden", "48", "--threads", "1"],
  "with multiply-adds that round once": ["--relaxed", "--hidden", "100", "--threads", "2"],
  "one with gates, in groups": ["--rung", "gru", "--hidden", "64", "--threads", "2"],
};

describe.runIf(canJoin)("vectors joined", () => {
  describe("V8 joins the kernel's, and none where it is told not to", () => {
    /** For each function in which V8 joined any, how many operations have become half as many. V8 loses what a pipe does not take at once: so it writes to a file. */
    const joined = (args: readonly string[], ...more: string[]): number[] => {
      const trace = join(folder, "trace.txt");
      const file = openSync(trace, "w");
      const nodeArguments = [best, "--trace-wasm-revectorize", ...more];
      const options = { env: environment(), input, stdio: ["pipe", file, "pipe"] } satisfies SpawnSyncOptions;
      const { status, stderr } = spawnSync(process.execPath, [...nodeArguments, ...args], options);
      closeSync(file);
      expect(status, String(stderr)).toBe(0);
      const decisions = readFileSync(trace, "utf8").matchAll(/Decided? to vectorize, (\d+) revectorizable nodes/gu);
      return [...decisions].map(([, nodes]) => Number(nodes));
    };
    const train = ["train", csv, "--epochs", "1", "--hidden", "32", "--model", join(folder, "traced.safetensors")];

    // In the product 208: eight sums with their multiplications, loads and stores, of 4 by 16, 2 by 16, 1 by 32, 1 by 16.
    // Beside it in tanh and in rows; training also in rows back, what is dropped, the sum of gradients, the optimiser.
    it.each([
      ["train", train, 6],
      ["ladder", ["ladder", cats, "--epochs", "1"], 6],
      ["predict", ["predict", "--threads", "1"], 2],
    ])("%s", (_name, args, functions) => {
      const counts = joined([program, ...args]);
      expect(counts).toContain(208);
      expect(new Set(counts).size).toBeGreaterThanOrEqual(functions);
      expect(joined([program, ...args], "--no-experimental_wasm_revectorize")).toEqual([]);
    });

    it("also after an engine that did without", () => {
      const script = `
        import { Classifier, createThreadedEngine, joinVectors, loadModel } from ${JSON.stringify(join(root, "dist", "index.js"))};
        const model = await loadModel(${JSON.stringify(join(root, "models", "words.safetensors"))});
        const answering = async () => {
          const classifier = await Classifier.create(model, (shape) => createThreadedEngine(shape, 1));
          await classifier.predict(["katze"]);
          return classifier;
        };
        const first = await answering();
        if (process.argv.length > 1) joinVectors();
        await answering();
        await first.predict(["chat"]);
      `;
      const run = ["--input-type=module", "-e", script];
      expect(joined(run)).toEqual([]);
      expect(joined([...run, "join"])).toContain(208);
    });
  });

  for (const [name, settings] of Object.entries(trainings)) {
    it(`trains the same bytes as without: ${name}`, async () => {
      const hashes = new Set<string>();
      for (const [way, options] of Object.entries(ways)) {
        const model = join(folder, `${way}.safetensors`);
        const { code, stdout, stderr } = await katze(
          ["train", csv, "--epochs", "2", "--model", model, ...settings],
          options,
        );
        expect(code, stderr).toBe(0);
        hashes.add(/sha256 [0-9a-f]{64}/.exec(stdout)?.[0] ?? "");
      }
      expect([...hashes]).toEqual([expect.stringContaining("sha256")]);
    });
  }

  it("labels many words with the same probabilities as without, on one thread and on two", async () => {
    const answers = new Set<string>();
    for (const options of Object.values(ways)) {
      for (const threads of ["1", "2"]) {
        const { code, stdout, stderr } = await katze(["predict", "--json", "--threads", threads], {
          ...options,
          input,
        });
        expect(code, stderr).toBe(0);
        answers.add(stdout);
      }
    }
    expect(answers.size).toBe(1);
  });
});

describe.skipIf(canJoin)("vectors that this Node cannot join (24 can, on x64)", () => it("are four wide", () => {}));
