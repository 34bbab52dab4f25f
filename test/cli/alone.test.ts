import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { alone } from "../../src/cli/alone.js";
import { FileError } from "../../src/errors.js";
import { failure } from "../files/failure.js";

let folder = "";
let model = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "katze-alone-"));
  model = join(folder, "words.safetensors");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("K6: a training holds its lock while it trains, beside the model that a link leads to, and then no more", async () => {
  const link = join(folder, "link.safetensors");
  symlinkSync(model, link);
  let isTrained = false;
  await alone(link, async () => {
    isTrained = true;
    expect(readdirSync(folder).sort()).toEqual(["link.safetensors", "words.lock"]);
    const second = await failure(alone(model, async () => expect.unreachable("two train at once")));
    expect(second).toBeInstanceOf(FileError);
    expect(String(second)).toContain("words.lock");
  });
  expect(isTrained).toBe(true);
  expect(existsSync(join(folder, "words.lock"))).toBe(false);
});

it("a training that fails lets go of its lock, and its error is what is told", async () => {
  const fault = new Error("out of order");
  expect(await failure(alone(model, () => Promise.reject(fault)))).toBe(fault);
  expect(readdirSync(folder)).toEqual([]);
});

it("K1: what killed trainings left half-written is gone before a training begins, and nothing else", async () => {
  const left = ["words.safetensors", "words.card.md", "words.checkpoint.safetensors", "words.lock"].map(
    (name) => `.${name}.2147483647.0123abcd.tmp`,
  );
  const kept = [".words.html.2147483647.0123abcd.tmp", "words.csv"];
  for (const name of [...left, ...kept]) writeFileSync(join(folder, name), "");
  await alone(model, async () => {
    expect(readdirSync(folder).sort()).toEqual([...kept, "words.lock"].sort());
  });
});
