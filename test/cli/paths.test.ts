/** Where files are found and written that no flag names. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cardPath } from "../../src/cli/card.js";
import { checkpointPath } from "../../src/cli/checkpoint.js";
import { beside, shipped } from "../../src/cli/paths.js";
import { checkTarget } from "../../src/cli/target.js";
import { FileError, UsageError } from "../../src/errors.js";
import { catModel, file, folder, root } from "./katze.js";

describe("what stands beside a model", () => {
  it("has its name with another ending", () => {
    expect(beside("a/words.safetensors", ".lock")).toBe("a/words.lock");
    expect(beside("a.safetensors/words", ".lock")).toBe("a.safetensors/words.lock");
    expect(beside("a.safetensors.bak", ".lock")).toBe("a.safetensors.bak.lock");
    expect(beside("a-safetensors", ".lock")).toBe("a-safetensors.lock");
    expect([cardPath, checkpointPath].map((path) => path("words.safetensors"))).toEqual([
      "words.card.md",
      "words.checkpoint.safetensors",
    ]);
  });
});

describe("a file that comes with katze", () => {
  it("is the one below the current folder where there is one, else the package's own", () => {
    expect(shipped(folder)).toBe(folder);
    expect(shipped("nowhere/words.csv")).toBe(join(root, "nowhere", "words.csv"));
  });
});

describe("a model's place", () => {
  it.each([
    ["a model's", async () => catModel("--epochs", "1")],
    ["an empty file's", async () => file("empty.safetensors", "")],
    ["nobody's", async () => join(folder, "new", "words.safetensors")],
  ])("may be %s", async (_, path) => {
    expect(await checkTarget(await path())).toBeUndefined();
  });

  it("may not be another file's", async () => {
    const header = (text: string): string => file("other\n.safetensors", `12345678${text}`);
    for (const text of ['{"__metadata_"', '{"W":{"dtype":"F32"}', ""]) {
      const refused = checkTarget(header(text));
      await expect(refused).rejects.toThrow(UsageError);
      await expect(refused).rejects.toThrow(
        `${folder}/other\\n.safetensors: a file that is no model stands there; name another with --model, or remove it`,
      );
    }
    expect(await checkTarget(header('{"__metadata__":{}}'))).toBeUndefined();
  });

  it("may not be a folder's", async () => {
    await expect(checkTarget(folder)).rejects.toThrow(FileError);
  });
});
