import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importsOf } from "./imports.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const dist = join(root, "dist");
const folder = mkdtempSync(join(tmpdir(), "katze-library-"));
const model = join(folder, "models", "words.safetensors");
const katze = (...args: readonly string[]) => [join(dist, "cli", "katze.js"), ...args];

beforeAll(() => {
  execFileSync(process.execPath, katze("train", join(root, "data", "cats.csv"), "--model", model), { stdio: "pipe" });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("the browser's part of the library", () => {
  const { files, packages } = importsOf(join(dist, "browser.js"));

  it("imports nothing from Node, and no package", () => {
    expect([...packages]).toEqual([]);
    expect([...files]).toContain(join(dist, "model", "format.js"));
    expect([...files]).toContain(join(dist, "engine", "wasm", "engine.js"));
  });

  it("is told apart from the rest, which does", () => {
    const whole = importsOf(join(dist, "index.js"));
    expect([...whole.packages]).toContain("node:crypto");
    expect(whole.files.size).toBeGreaterThan(files.size);
  });

  it("labels words where there is neither process nor Buffer nor shared memory", () => {
    const script = `
      import { readFileSync } from "node:fs";
      const bytes = new Uint8Array(readFileSync(${JSON.stringify(model)}));
      const { log } = console;
      for (const name of ["process", "Buffer", "SharedArrayBuffer", "setImmediate", "require"]) delete globalThis[name];
      const { Classifier, decodeModel } = await import(${JSON.stringify(pathToFileURL(join(dist, "browser.js")).href)});
      const classifier = await Classifier.create(await decodeModel(bytes, "cats"));
      const predictions = await classifier.predict(["cat", "chat", "katze"]);
      log(predictions.map(({ label }) => label).join());
    `;
    const printed = execFileSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8" });
    expect(printed).toBe("English,French,German\n");
  });
});

describe("the modules that predict loads", () => {
  /** V8's coverage of a process lists every module that it loaded. */
  const loadedBy = (name: string, args: readonly string[], input?: string): string[] => {
    const coverage = join(folder, name);
    const env = { ...process.env, NODE_V8_COVERAGE: coverage };
    execFileSync(process.execPath, katze(...args), { cwd: folder, env, input, stdio: "pipe" });
    return readdirSync(coverage).flatMap((file) => {
      const { result }: { result: { url: string }[] } = JSON.parse(readFileSync(join(coverage, file), "utf8"));
      return result.map(({ url }) => url).filter((url) => url.startsWith("file:"));
    });
  };
  const packagesIn = (urls: readonly string[]): string[] => [
    ...new Set(urls.flatMap((url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(url)?.[1] ?? [])),
  ];

  it("are its own alone for plain words: neither TensorFlow nor yargs nor csv-parse", () => {
    const loaded = loadedBy("plain", ["predict", "katze"]);
    expect(packagesIn(loaded)).toEqual([]);
    expect(loaded.filter((url) => /\/dist\/(?:training|corpus\/csv)/u.test(url))).toEqual([]);
    expect(loaded.some((url) => url.endsWith("/dist/model/classifier.js"))).toBe(true);
  });

  it("have yargs with a flag, but neither TensorFlow nor csv-parse", () => {
    const packages = packagesIn(loadedBy("flag", ["predict", "--top", "2", "katze"]));
    expect(packages).toContain("yargs");
    expect(packages.filter((name) => /tensorflow|csv-parse/u.test(name))).toEqual([]);
  });

  it("have csv-parse where a CSV with quotes is read", () => {
    const csv = join(folder, "quoted.csv");
    writeFileSync(csv, 'word\n"katze"\n');
    expect(packagesIn(loadedBy("csv", ["predict", "--csv", csv]))).toContain("csv-parse");
  });
});
