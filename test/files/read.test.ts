import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FileError } from "../../src/errors.js";
import { readFileWhole } from "../../src/files/read.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "katze-files-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("reading a whole file", () => {
  it.each([0, 3, 100_000])("gives its %i bytes as a plain array of its own", async (size) => {
    const content = Uint8Array.from({ length: size }, (_, index) => index % 251);
    await writeFile(join(folder, "words"), content);
    expect(await readFileWhole(join(folder, "words"), "model")).toStrictEqual(content);
  });

  it("says which file is missing and what it should have been", async () => {
    const reading = readFileWhole(join(folder, "none"), "model");
    await expect(reading).rejects.toBeInstanceOf(FileError);
    await expect(reading).rejects.toThrow(/cannot read the model ".*none": there is no such file or folder \(ENOENT\)/);
  });

  it("says that a folder is one", async () => {
    const reading = readFileWhole(folder, "model");
    await expect(reading).rejects.toBeInstanceOf(FileError);
    await expect(reading).rejects.toThrow(/cannot read the model ".*": it is a folder/);
  });
});
