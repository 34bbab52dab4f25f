import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { removeLeftovers } from "../../src/files/leftovers.js";

it("only what was left of these files by processes that are gone is removed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "katze-leftovers-"));
  const kept = [
    `.words.safetensors.${process.ppid}.0123abcd.tmp`,
    ".words.safetensors.2147483647.0123abcd.txt",
    ".words.safetensors.2147483647.tmp",
    ".other.safetensors.2147483647.0123abcd.tmp",
    "words.safetensors.2147483647.0123abcd.tmp",
    "words.safetensors",
  ];
  const left = [".words.safetensors.2147483647.0123abcd.tmp", `.words.safetensors.${process.pid}.0123abcd.tmp`];
  for (const name of [...kept, ...left]) await writeFile(join(folder, name), "");
  await removeLeftovers([join(folder, "words.safetensors"), join(folder, "words.card.md")]);
  expect((await readdir(folder)).sort()).toEqual([...kept].sort());
  await rm(folder, { recursive: true });
});
