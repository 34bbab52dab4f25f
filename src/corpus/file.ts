import { createHash } from "node:crypto";
import type { BigIntStats } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { DataError, FileError } from "../errors.js";
import { printable } from "../quote.js";

export interface OpenFile {
  /** The file's bytes, once. Throws a FileError where reading fails, a DataError where the file changes meanwhile. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** sha256 of all bytes, hexadecimal; to be asked for after the last chunk. */
  sha256(): string;
}

const chunkSize = 1 << 18;

/** A file to read once from start to end. It is opened when the first chunk is asked for. */
export const openFile = (path: string): OpenFile => {
  const hash = createHash("sha256");
  let digest: string | undefined;
  const read = async function* (): AsyncGenerator<Uint8Array> {
    const handle = await opened(path);
    try {
      const before = await orFileError(path, () => handle.stat({ bigint: true }));
      for (;;) {
        const chunk = new Uint8Array(chunkSize);
        const { bytesRead } = await orFileError(path, () => handle.read(chunk, 0, chunkSize, null));
        if (bytesRead === 0) break;
        hash.update(chunk.subarray(0, bytesRead));
        yield chunk.subarray(0, bytesRead);
      }
      // A pipe has no content to compare.
      if (before.isFile() && !(await isUnchanged(path, handle, before))) {
        throw new DataError(`${printable(path)}: the file changed while it was read; try again once it is complete`);
      }
      digest = hash.digest("hex");
    } finally {
      await handle.close();
    }
  };
  return {
    chunks: read(),
    sha256: () => {
      if (digest === undefined) throw new Error("sha256 asked for before the file was read to its end");
      return digest;
    },
  };
};

const opened = async (path: string): Promise<FileHandle> => {
  const handle = await orFileError(path, () => open(path, "r"));
  const isDirectory = (await orFileError(path, () => handle.stat())).isDirectory();
  if (!isDirectory) return handle;
  await handle.close();
  throw new FileError(`${printable(path)}: a directory; name a file`);
};

/** Neither the open file was written to, nor another put in its place. */
const isUnchanged = async (path: string, handle: FileHandle, before: BigIntStats): Promise<boolean> => {
  const after = await orFileError(path, () => handle.stat({ bigint: true }));
  const there = await orFileError(path, () => stat(path, { bigint: true }));
  return [after, there].every(
    ({ dev, ino, size, mtimeNs }) =>
      dev === before.dev && ino === before.ino && size === before.size && mtimeNs === before.mtimeNs,
  );
};

const advice = new Map([
  ["ENOENT", "no such file; check the path"],
  ["ENOTDIR", "no such file; check the path"],
  ["EISDIR", "a directory; name a file"],
  ["EACCES", "no permission to read; change its permissions"],
  ["EPERM", "no permission to read; change its permissions"],
]);

/** Runs a file operation; a failure of the file system becomes a FileError. */
const orFileError = async <Result>(path: string, operation: () => Promise<Result>): Promise<Result> => {
  try {
    return await operation();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && typeof error.code === "string")) throw error;
    throw new FileError(`${printable(path)}: ${advice.get(error.code) ?? `cannot be read (${error.code}); try again`}`);
  }
};
