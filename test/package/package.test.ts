/** The package as others get it: packed, installed into an empty project, used there. Takes some ten seconds. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "katze-package-"));
const project = join(folder, "project");
const installed = join(project, "node_modules", "katze");
const hasModel = existsSync(join(root, "models", "words.safetensors"));

const run = (cwd: string, command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** From npm's cache where that has the dependencies, else from the registry. */
function install(tarball: string): void {
  const command = ["install", "--omit=optional", tarball];
  try {
    run(project, "npm", ...command, "--offline");
  } catch {
    run(project, "npm", ...command); // says why where this fails, too
  }
}

beforeAll(() => {
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
  run(root, "npm", "pack", "--ignore-scripts", "--pack-destination", folder);
  install(join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? ""));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe("the package", () => {
  it("has what is needed to use it, and nothing else", () => {
    const names = ["LICENSE", "README.md", "data", "dist", "models", "package.json"];
    expect(readdirSync(installed).filter((name) => !names.includes(name))).toEqual([]);
    const files = readdirSync(installed, { recursive: true, encoding: "utf8" });
    expect(files).toEqual(expect.arrayContaining([join("data", "cats.csv"), join("data", "words.csv"), "LICENSE"]));
    expect(files.filter((name) => name.startsWith(join("dist", "page")))).toEqual([]);
    expect(files.filter((name) => /(?<!\.d)\.ts$|\.test\.|golden/u.test(name))).toEqual([]);
  });

  it("has every file that its package.json names", () => {
    const { bin, exports }: { bin: unknown; exports: unknown } = JSON.parse(
      readFileSync(join(installed, "package.json"), "utf8"),
    );
    const named = JSON.stringify([bin, exports]).match(/(?<=")[^"]*dist\/[^"]+/gu) ?? [];
    expect(named.length).toBeGreaterThanOrEqual(6);
    expect(named.filter((name) => !existsSync(join(installed, name)))).toEqual([]);
  });

  it("labels words by the command that it brings", () => {
    const model = join(project, "cats.safetensors");
    run(project, "npx", "--no-install", "katze", "train", join(installed, "data", "cats.csv"), "--model", model);
    expect(run(project, "npx", "--no-install", "katze", "predict", "--model", model, "chat")).toMatch(
      /^chat {2}French /u,
    );
  });

  it.skipIf(!hasModel)("knows at once that katze is German (needs models/words.safetensors)", () => {
    expect(run(project, "npx", "--no-install", "katze", "predict", "katze")).toMatch(/^katze {2}German \d\d\.\d %\n$/u);
  });
});

describe("the package in TypeScript", () => {
  const compile = (name: string, lines: readonly string[], options: object): void => {
    const home = join(project, name);
    mkdirSync(home);
    writeFileSync(join(home, "index.ts"), `${lines.join("\n")}\n`);
    const compilerOptions = { strict: true, types: [], rootDir: ".", outDir: "out", target: "es2022", ...options };
    writeFileSync(join(home, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["index.ts"] }));
    run(home, process.execPath, join(root, "node_modules", "typescript", "bin", "tsc"));
  };

  it("trains, saves, loads and predicts in five lines, whose types are checked", () => {
    const lines = [
      'import { Classifier, loadModel, readCorpusFile, saveModel, train } from "katze";',
      `const { corpus, data } = await readCorpusFile(${JSON.stringify(join(installed, "data", "cats.csv"))});`,
      'for await (const e of train(corpus, {}, { data })) if (e.event === "done") await saveModel("m", e.model);',
      'const predictions = await (await Classifier.create(await loadModel("m"))).predict(["katze"]);',
      "console.log(predictions.map(({ label }: { label: string }) => label).join());",
      "// @ts-expect-error: there is no such setting",
      "if (predictions.length === 0) train(corpus, { depth: 3 }, { data });",
    ];
    compile("node", lines, { module: "nodenext", lib: ["es2023", "dom"] });
    expect(run(join(project, "node"), process.execPath, join("out", "index.js"))).toBe("German\n");
  });

  it("has a part for browsers, with types of its own", () => {
    const lines = [
      'import { Classifier, decodeModel } from "katze/browser";',
      'const bytes = new Uint8Array(await (await fetch("words.safetensors")).arrayBuffer());',
      'const classifier = await Classifier.create(await decodeModel(bytes, "words"));',
      'export const label: string | undefined = (await classifier.predict(["katze"]))[0]?.label;',
    ];
    compile("browser", lines, { module: "esnext", moduleResolution: "bundler", lib: ["es2023", "dom"] });
  });
});
