/** What computes: the kernel by default, TensorFlow where it is asked for, and which TensorFlow, on a machine that has it or not. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { cats, folder, katze, linesOf, type RunOptions, root } from "./katze.js";
import { evaluationsOf, eventsOf, predictionsOf } from "./schemas.js";

const natives = ["@tensorflow/tfjs-node-gpu", "@tensorflow/tfjs-node"];

/** Node's options to find those packages at the URLs given, or not at all. */
function packages(found: Readonly<Record<string, string | undefined>>): RunOptions {
  const hooks = `
    const found = new Map(${JSON.stringify(Object.keys(found).map((name) => [name, found[name] ?? null]))});
    export async function resolve(name, context, next) {
      const url = found.get(name);
      if (url === undefined) return next(name, context);
      if (url !== null) return { url, shortCircuit: true };
      throw Object.assign(new Error(\`Cannot find package '\${name}'\`), { code: "ERR_MODULE_NOT_FOUND" });
    }`;
  const main = `import { register } from "node:module"; register(${JSON.stringify(moduleOf(hooks))});`;
  return { nodeArguments: ["--import", moduleOf(main)] };
}

const moduleOf = (source: string): string => `data:text/javascript,${encodeURIComponent(source)}`;
const without = (...names: readonly string[]): RunOptions =>
  packages(Object.fromEntries(names.map((name) => [name, undefined])));

const kernels = join(folder, "kernels.safetensors");
const tensorFlows = join(folder, "tensorflows.safetensors");
const plain = without(...natives);
beforeAll(async () => {
  await katze(["train", cats, "--model", kernels]);
  await katze(["train", cats, "--model", tensorFlows, "--engine", "tfjs"], plain);
}, 60_000);

const predict = async (model: string, ...flags: readonly string[]) =>
  predictionsOf(await katze(["predict", "--model", model, "--json", ...flags, "cat", "chat", "katze", "ß"], plain));

describe("a model", () => {
  it("that TensorFlow trained learns what the kernel's does, and its card says how to train it again", async () => {
    const [one, other] = [await predict(kernels), await predict(tensorFlows)];
    expect(one.map(({ label }) => label).slice(0, 3)).toEqual(["English", "French", "German"]);
    for (const [i, { label, probability }] of one.entries()) {
      expect(other[i]?.label).toBe(label);
      expect(other[i]?.probability).toBeCloseTo(probability, 3);
    }
    const card = readFileSync(join(folder, "tensorflows.card.md"), "utf8");
    expect(card).toContain("katze train cats.csv --engine tfjs");
  });

  it.each([
    ["the kernel", kernels],
    ["TensorFlow", tensorFlows],
  ])("of %s answers with either engine, and scores alike", async (_, model) => {
    const [one, other] = [await predict(model), await predict(model, "--engine", "tfjs")];
    for (const [i, { word, label, unknown, probability }] of one.entries()) {
      expect(other[i]).toMatchObject({ word, label, unknown });
      expect(other[i]?.probability).toBeCloseTo(probability, 5);
    }
    const evaluate = ["evaluate", cats, "--model", model, "--json"];
    const [score] = evaluationsOf(await katze(evaluate, plain));
    const [same] = evaluationsOf(await katze([...evaluate, "--engine", "tfjs"], plain));
    expect(same?.confusion).toEqual(score?.confusion);
    expect(same?.crossEntropy).toBeCloseTo(score?.crossEntropy ?? Number.NaN, 5);
  });
});

describe("train --engine tfjs", () => {
  const train = (options: RunOptions, ...flags: readonly string[]) => {
    const model = join(folder, "other.safetensors");
    return katze(["train", cats, "--model", model, "--epochs", "2", "--engine", "tfjs", ...flags], options);
  };
  const engineLine = ({ stderr }: { stderr: string }): string =>
    linesOf(stderr).find((line) => line.startsWith("engine: ")) ?? "";
  const advice = "npm install @tensorflow/tfjs-node, or in katze's repository npm run tensorflow";

  it("tells the engine and its one thread in the first event", async () => {
    const outcome = await train(plain, "--json");
    expect(eventsOf(outcome)[0]).toMatchObject({ event: "start", engine: "tfjs", threads: 1 });
  });

  it("goes on in plain JavaScript without tfjs-node, with one line that says why and what to do", async () => {
    const outcome = await train(plain);
    expect(outcome.code).toBe(0);
    expect(engineLine(outcome)).toMatch(/^engine: TensorFlow\.js \d+\.\d+\.\d+ in plain JavaScript, since /u);
    expect(engineLine(outcome)).toContain(`@tensorflow/tfjs-node is not installed; ${advice}`);
    expect(outcome.stderr).not.toMatch(/=====|speed things up/u);
  });

  it.each([
    [
      "breaks as it loads",
      moduleOf('throw new Error("no addon\\u001b[31m\\nat a place");'),
      /\(no addon\\u\{1b\}\[31m\)/u,
    ],
    ["brings nothing", moduleOf("export {};"), /does not work \(.*tensorflow.*\)/u],
    [
      "computes wrongly",
      pathToFileURL(join(root, "test", "cli", "wrong-tensorflow.mjs")).href,
      /\(1 − tanh²\(0\.5\) came out as 0\.6400\)/u,
    ],
  ])("goes on in plain JavaScript where tfjs-node %s", async (_, url, reason) => {
    const outcome = await train(packages({ "@tensorflow/tfjs-node-gpu": undefined, "@tensorflow/tfjs-node": url }));
    expect(outcome.code).toBe(0);
    expect(engineLine(outcome)).toMatch(reason);
    expect(engineLine(outcome)).toContain("in plain JavaScript, since @tensorflow/tfjs-node does not work (");
    expect(engineLine(outcome)).toContain(advice);
  });

  it("takes a package for the graphics processor first, and says where that does not work", async () => {
    const broken = moduleOf('throw new Error("no graphics processor");');
    const outcome = await train(packages({ "@tensorflow/tfjs-node-gpu": broken, "@tensorflow/tfjs-node": undefined }));
    expect(engineLine(outcome)).toContain("@tensorflow/tfjs-node-gpu does not work (no graphics processor)");
  });

  it("needs TensorFlow.js: without it one line says what to install, and no file is written", async () => {
    const before = readdirSync(folder);
    const model = join(folder, "none.safetensors");
    const outcome = await katze(
      ["train", cats, "--model", model, "--engine", "tfjs"],
      without("@tensorflow/tfjs", ...natives),
    );
    expect(outcome).toMatchObject({ code: 2, stdout: "" });
    expect(linesOf(outcome.stderr).at(-1)).toBe(
      "katze: the tfjs engine needs TensorFlow.js, which is not installed; npm install @tensorflow/tfjs",
    );
    expect(readdirSync(folder)).toEqual(before);
  });

  it("refuses a number of threads", async () => {
    const { code, stderr } = await train(plain, "--threads", "2");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^katze: --threads does not go with --engine tfjs/u);
  });
});

describe("without --engine tfjs", () => {
  it.each([
    ["train", ["train", cats, "--epochs", "1", "--model", join(folder, "again.safetensors")]],
    ["evaluate", ["evaluate", cats, "--model", kernels]],
    ["predict", ["predict", "katze", "--model", kernels]],
  ])("%s works where there is no TensorFlow, and loads none where there is", async (name, args) => {
    const none = await katze(args, without("@tensorflow/tfjs", ...natives));
    expect(none.code).toBe(0);
    const coverage = join(folder, `coverage-${name}`);
    const some = await katze(args, { env: { NODE_V8_COVERAGE: coverage } });
    expect(some.code).toBe(0);
    const loaded = readdirSync(coverage).map((file) => readFileSync(join(coverage, file), "utf8"));
    expect(loaded.join()).toContain("/dist/cli/katze.js");
    expect(loaded.join()).not.toContain("node_modules/@tensorflow");
  });
});
