import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FileError, ModelError } from "../../src/errors.js";
import { loadModel, saveModel } from "../../src/model/file.js";
import { kitten } from "./samples.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "katze-model-"));
});
afterAll(() => rm(folder, { recursive: true }));

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a model on disk", () => {
  it("is read as it was saved", async () => {
    const path = join(folder, "deep", "kitten.safetensors");
    await saveModel(path, kitten);
    expect(await loadModel(path)).toStrictEqual(kitten);
  });

  it("has the sha256 that saving it tells", async () => {
    const path = join(folder, "summed.safetensors");
    const told = await saveModel(path, kitten);
    expect(told).toMatch(/^[0-9a-f]{64}$/);
    expect(
      createHash("sha256")
        .update(await readFile(path))
        .digest("hex"),
    ).toBe(told);
  });

  it("is left alone by a model that cannot be saved", async () => {
    const path = join(folder, "old.safetensors");
    const told = await saveModel(path, kitten);
    expect(await failure(saveModel(path, { ...kitten, hidden: 0 }))).toBeInstanceOf(ModelError);
    expect(
      createHash("sha256")
        .update(await readFile(path))
        .digest("hex"),
    ).toBe(told);
  });

  it("is said to be missing where it is", async () => {
    const path = join(folder, "none.safetensors");
    const error = await failure(loadModel(path));
    expect(error).toBeInstanceOf(FileError);
    expect(String(error)).toBe(
      `FileError: cannot read the model "${path}": there is no such file or folder (ENOENT); check the path`,
    );
  });

  it("is named where it is no model", async () => {
    const path = join(folder, "odd.safetensors");
    await writeFile(path, "meow");
    const error = await failure(loadModel(path));
    expect(error).toBeInstanceOf(ModelError);
    expect(String(error)).toBe(
      `ModelError: "${path}": the file is no model: it has 4 bytes only; train the model again or copy it anew`,
    );
  });
});
