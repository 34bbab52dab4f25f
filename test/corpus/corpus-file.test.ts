import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCorpusFile } from "../../src/corpus/corpus-file.js";
import { FileError } from "../../src/errors.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "katze-corpus-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("readCorpusFile", () => {
  it("reads the words of a file, under its path, and the sha256 of its bytes", async () => {
    const path = join(folder, "cats.csv");
    await writeFile(path, "word,language\nKatze,German\nchat,French\n");
    const { corpus, data } = await readCorpusFile(path);
    expect(corpus.name).toBe(path);
    expect([corpus.words.get(0), corpus.words.get(1)]).toEqual(["chat", "katze"]);
    expect(corpus.labels).toEqual(["French", "German"]);
    expect(data).toBe("206f3ed585f7018cf7d906f855c7d9d0694afb787d29e74a3d07b7b3533d58ff");
    const kept = await readCorpusFile(path, { keepCase: true });
    expect([kept.corpus.words.get(0), kept.data]).toEqual(["Katze", data]);
  });

  it("passes on what is wrong with the file", async () => {
    const path = join(folder, "none.csv");
    await expect(readCorpusFile(path)).rejects.toThrow(new FileError(`${path}: no such file; check the path`));
  });
});
