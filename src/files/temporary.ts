import { basename, dirname, join } from "node:path";
import { FileError } from "../errors.js";
import { fileFault, systemCode, systemError } from "./fault.js";
import type { FileSystem, OpenFile } from "./file-system.js";
import { permissions, type Target } from "./target.js";

/** The part of a target's name that its temporary files bear. */
export const beginningOf = (target: string): string => Array.from(basename(target)).slice(0, 40).join("");

/** A temporary file's name: its target's, the process that writes it, and what tells it from others. */
export const temporaryName = /^\.(?<target>.*)\.(?<pid>\d+)\.[0-9a-f]{8}\.tmp$/su;

/** Writes and syncs a new file beside the target, with the target's permissions; gives its path. */
export async function writeTemporary(target: Target, bytes: Uint8Array, fs: FileSystem): Promise<string> {
  const unique = globalThis.crypto.randomUUID().slice(0, 8);
  const temporary = join(dirname(target.path), `.${beginningOf(target.path)}.${process.pid}.${unique}.tmp`);
  const file = await fs.open(temporary, "wx", target.mode ?? 0o666);
  try {
    try {
      await writeWhole(file, bytes);
      const written = await file.stat();
      if (written.size !== bytes.length) throw systemError("EIO");
      if (target.mode !== undefined && (written.mode & permissions) !== target.mode) await file.chmod(target.mode);
      await file.sync();
    } finally {
      await file.close();
    }
    return temporary;
  } catch (error) {
    throw await discard(temporary, error, fs);
  }
}

/** A write may take fewer bytes than it is given; the rest follows until all are there. */
export async function writeWhole(file: OpenFile, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at, at);
    if (bytesWritten === 0) throw systemError("EIO");
    at += bytesWritten;
  }
}

/** Removes the temporary file after an error; gives that error, which says so where the file could not be removed. */
export async function discard(temporary: string, error: unknown, fs: FileSystem): Promise<unknown> {
  try {
    await fs.unlink(temporary);
    return error;
  } catch (second) {
    if (systemCode(second) === "ENOENT") return error;
    const fault = fileFault("write", temporary, error);
    if (!(fault instanceof FileError)) return fault;
    return new FileError(`${fault.message}; remove that temporary file`, { cause: error });
  }
}
