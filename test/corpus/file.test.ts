import { createHash } from "node:crypto";
import {
  appendFile,
  chmod,
  mkdtemp,
  readdir,
  readlink,
  rename,
  rm,
  symlink,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFile } from "../../src/corpus/file.js";
import { DataError, FileError } from "../../src/errors.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "katze-file-"));
});
afterAll(() => rm(folder, { recursive: true }));

const bytes = new TextEncoder().encode("word,language\n".repeat(100_000));

const written = async (name: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
};

/** Reads a file to its end, and does something after the first chunk. */
const readWith = async (path: string, between?: () => Promise<void>) => {
  const { chunks, sha256 } = openFile(path);
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) {
    if (parts.length === 0) await between?.();
    parts.push(chunk);
  }
  return { content: Buffer.concat(parts), sha256: sha256() };
};

describe("openFile", () => {
  it("gives the file's bytes and their sha256", async () => {
    const { content, sha256 } = await readWith(await written("words.csv"));
    expect(content.equals(bytes)).toBe(true);
    expect(sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  it("has no sha256 before the end", async () => {
    const { chunks, sha256 } = openFile(await written("words.csv"));
    for await (const chunk of chunks) {
      expect(chunk.length).toBeGreaterThan(0);
      expect(sha256).toThrow("before the file was read to its end");
      break;
    }
    expect(sha256).toThrow("before the file was read to its end");
  });

  it("says what is wrong with a path", async () => {
    const missing = join(folder, "missing\x1b.csv");
    await expect(readWith(missing)).rejects.toThrow(
      new FileError(`${missing.replace("\x1b", "\\u{1b}")}: no such file; check the path`),
    );
    await expect(readWith(folder)).rejects.toThrow(new FileError(`${folder}: a directory; name a file`));
    await expect(readWith(join(await written("words.csv"), "x"))).rejects.toThrow(FileError);
  });

  it.skipIf(process.platform === "win32" || process.getuid?.() === 0)("says when a file may not be read", async () => {
    const path = await written("secret.csv");
    await chmod(path, 0);
    await expect(readWith(path)).rejects.toThrow(
      new FileError(`${path}: no permission to read; change its permissions`),
    );
  });

  it.skipIf(process.platform === "win32")("names a fault of the file system that it has no advice for", async () => {
    const path = join(folder, "loop.csv");
    await symlink(path, path);
    await expect(readWith(path)).rejects.toThrow(new FileError(`${path}: cannot be read (ELOOP); try again`));
  });

  it.each<[string, (path: string) => Promise<void>]>([
    ["grows", (path) => appendFile(path, "katze,German\n")],
    ["shrinks", (path) => truncate(path, 100)],
    ["is written to", (path) => writeFile(path, bytes.toReversed())],
  ])("C14: refuses a file that %s while it is read", async (what, change) => {
    const path = await written(`${what}.csv`);
    await expect(readWith(path, () => change(path))).rejects.toThrow(
      new DataError(`${path}: the file changed while it was read; try again once it is complete`),
    );
  });

  it.skipIf(process.platform === "win32")(
    "C14: refuses a file that is replaced or deleted while it is read",
    async () => {
      const path = await written("words.csv");
      const other = await written("other.csv");
      await expect(readWith(path, () => rename(other, path))).rejects.toThrow(DataError);
      await expect(readWith(path, () => rm(path))).rejects.toThrow(FileError);
    },
  );

  it.skipIf(process.platform === "win32").each<[string, (path: string, other: string) => Promise<void>]>([
    ["grows", (path) => appendFile(path, "katze,German\n")],
    ["is replaced by one as long", (path, other) => rename(other, path)],
  ])("C14: refuses a file that %s while it is read, though its time is set back", async (_, change) => {
    const [path, other] = [await written("words.csv"), await written("other.csv")];
    const time = new Date("2001-02-03T04:05:06Z");
    await utimes(path, time, time);
    const changeUnseen = async () => {
      await change(path, other);
      await utimes(path, time, time);
    };
    await expect(readWith(path, changeUnseen)).rejects.toThrow(
      new DataError(`${path}: the file changed while it was read; try again once it is complete`),
    );
    expect((await readWith(path)).content.length).toBeGreaterThan(0);
  });

  it.skipIf(process.platform !== "linux")("leaves no file open: read, left, changed or a directory", async () => {
    const path = await written("open.csv");
    const open = async (): Promise<string[]> => {
      const files = await readdir("/proc/self/fd");
      const targets = await Promise.all(files.map((file) => readlink(`/proc/self/fd/${file}`).catch(() => "")));
      return targets.filter((target) => target.startsWith(folder));
    };
    for await (const chunk of openFile(path).chunks) {
      expect(chunk.length).toBeGreaterThan(0);
      expect(await open()).toEqual([path]);
      break;
    }
    expect(await open()).toEqual([]);
    await readWith(path);
    await expect(readWith(folder)).rejects.toThrow(FileError);
    await expect(readWith(path, () => truncate(path, 100))).rejects.toThrow(DataError);
    expect(await open()).toEqual([]);
  });
});
