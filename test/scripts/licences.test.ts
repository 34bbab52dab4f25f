import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dependenciesOf, isAllowed, surprises } from "../../scripts/licences/dependencies.js";
import { isRecord } from "../../src/model/json.js";

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), "utf8"));
const lock = read("package-lock.json");
const about = read("package.json");

describe("what katze depends on", () => {
  it("has licences that let anyone use it, is verified, and runs no install script that nobody decided on", () => {
    expect(dependenciesOf(lock).length).toBeGreaterThan(100);
    expect(surprises(lock, about)).toEqual([]);
  });

  it("needs no install script but TensorFlow's, which may fail", () => {
    const allowed = isRecord(about) && isRecord(about.allowScripts) ? Object.entries(about.allowScripts) : [];
    expect(allowed.filter(([, runs]) => runs !== false)).toEqual([["@tensorflow/tfjs-node", true]]);
    expect(about).toHaveProperty(["optionalDependencies", "@tensorflow/tfjs-node"]);
  });

  it("is fetched from where npm is told to, not from where it once was", () => {
    expect(JSON.stringify(lock)).not.toContain('"resolved"');
  });
});

describe("a surprise", () => {
  const good = { version: "1.0.0", license: "MIT", integrity: "sha512-" };
  const lockOf = (change: object): unknown => ({ packages: { "": {}, "a/node_modules/@b/c": { ...good, ...change } } });

  it.each<[string, object]>([
    ["has the licence GPL-3.0", { license: "GPL-3.0" }],
    ["has the licence MPL-2.0", { license: "MPL-2.0" }],
    ["has the licence none", { license: undefined }],
    ["has the licence MIT AND GPL-3.0", { license: "MIT AND GPL-3.0" }],
    ["has no integrity in the lock file", { integrity: undefined }],
    ["has no integrity in the lock file", { link: true }],
    ["has an install script that allowScripts does not name", { hasInstallScript: true }],
  ])("is told: %s", (told, change) => {
    expect(surprises(lockOf(change), { allowScripts: { c: true } })).toEqual([`@b/c 1.0.0 ${told}`]);
  });

  it("is none of these", () => {
    for (const change of [
      {},
      { license: "(MIT OR GPL-3.0)" },
      { license: "(MIT AND ISC)" },
      { license: "MPL-2.0", dev: true },
    ]) {
      expect(surprises(lockOf(change), {})).toEqual([]);
    }
    expect(surprises(lockOf({ hasInstallScript: true }), { allowScripts: { "@b/c": false } })).toEqual([]);
    expect(dependenciesOf(lock).filter(isAllowed).length).toBe(dependenciesOf(lock).length);
  });
});
