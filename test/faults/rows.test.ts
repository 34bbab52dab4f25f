import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { idPattern, rows } from "./rows.js";

const tests = fileURLToPath(new URL("..", import.meta.url));

/** The ids that names in the tests begin with: texts in quotes, in any file that has tests. */
const tested = new Set(
  readdirSync(tests, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(tests, name), "utf8"))
    .filter((source) => /\b(?:it|describe)\b/u.test(source))
    .flatMap((source) => [...source.matchAll(/["'`]([A-Z]\d+: )/gu)].map(([, name = ""]) => idPattern.exec(name)?.[0])),
);

it("every fault of the list has a test that provokes it", () => {
  expect(rows.filter(({ id }) => !tested.has(id))).toEqual([]);
});

it("every test that names a fault names one of the list", () => {
  const ids: readonly (string | undefined)[] = rows.map(({ id }) => id);
  expect([...tested].filter((id) => !ids.includes(id))).toEqual([]);
});

it("the list has each fault once", () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
});
