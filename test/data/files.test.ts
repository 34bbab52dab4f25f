import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { stated } from "./stated.js";

const data = new URL("../../data/", import.meta.url);
const files = readdirSync(data).filter((name) => name.endsWith(".csv"));

it.each(files)("data/%s has the sha256 that the README states", (file) => {
  const bytes = readFileSync(new URL(file, data));
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(stated(file));
});
