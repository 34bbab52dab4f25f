import { open } from "node:fs/promises";
import { fileFault, systemCode } from "./fault.js";
import { type FileSystem, nodeFileSystem } from "./file-system.js";

/**
 * All bytes of a file; `kind` says in the error what it should have been ("model", "checkpoint").
 * @throws FileError where it is missing, a folder or unreadable
 */
export async function readFileWhole(path: string, kind: string, fs: FileSystem = nodeFileSystem): Promise<Uint8Array> {
  try {
    const bytes = await fs.readFile(path);
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch (error) {
    throw fileFault(`read the ${kind}`, path, error);
  }
}

/**
 * Whether anything has that name.
 * @throws FileError where the system does not tell
 */
export async function isThere(path: string, fs: FileSystem = nodeFileSystem): Promise<boolean> {
  try {
    await fs.lstat(path);
    return true;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return false;
    throw fileFault("look at", path, error);
  }
}

/**
 * The first bytes of an ordinary file, fewer where it is shorter; undefined where no such file stands. Throws the system's
 * error where it cannot be read.
 */
export async function readBeginning(path: string, length: number): Promise<Buffer | undefined> {
  try {
    const file = await open(path, "r");
    try {
      if (!(await file.stat()).isFile()) return undefined;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}
