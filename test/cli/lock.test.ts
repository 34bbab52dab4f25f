import { once } from "node:events";
import { existsSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cats, folder, katze, linesOf, root, snapshot, start } from "./katze.js";

const filesOfOne = (): string[] => readdirSync(folder).filter((name) => /^\.?one\./u.test(name));
const isCheckpoint = (name: string): boolean => name.includes(".checkpoint.");

/** Every file but the checkpoints, which the first training goes on to write. */
const others = (): [string, string][] =>
  Object.entries(snapshot()).filter(([name]) => !/checkpoint|\.tmp$/u.test(name));

it("K6: a second training into one file is refused, by any of its names; one after a kill is not", async () => {
  const path = join(folder, "one.safetensors");
  const other = join(folder, "other.safetensors");
  symlinkSync(path, other);
  const first = start(["train", join(root, "data", "words.csv"), "--model", path, "--json", "--hidden", "64"]);
  await once(first.stdout, "data");
  const before = others();
  for (const name of [path, path.replace(".safetensors", ""), other]) {
    const { code, stdout, stderr } = await katze(["train", cats, "--model", name, "--json"]);
    expect({ code, stdout }).toEqual({ code: 5, stdout: "" });
    const told = new RegExp(`^katze: ".*one\\.lock": process ${first.pid} works on it; wait until it is done, or`, "u");
    expect(linesOf(stderr)).toEqual([expect.stringMatching(told)]);
  }
  expect(others()).toEqual(before);

  first.kill("SIGKILL");
  await once(first, "close");
  expect(existsSync(join(folder, "one.lock"))).toBe(true);
  for (const name of filesOfOne().filter(isCheckpoint)) rmSync(join(folder, name));
  expect(await katze(["train", cats, "--model", path])).toMatchObject({ code: 0 });
  expect(filesOfOne().sort()).toEqual(["one.card.md", "one.safetensors"]);
});
