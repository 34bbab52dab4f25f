import { dirname } from "node:path";
import { fileFault, systemCode } from "./fault.js";
import { type FileSystem, nodeFileSystem } from "./file-system.js";
import { findTarget } from "./target.js";
import { discard, writeTemporary } from "./temporary.js";

/**
 * Writes a file so that at any moment, whatever fails, its name holds the old content or the new one, whole; once the
 * promise resolves, the new one survives a power cut. Makes missing folders, follows symbolic links, keeps the
 * permissions of a file that was there.
 * @throws FileError; the old file is then as it was (save where the very last step fails, the folder's sync: then the
 * new content is in place) and no temporary file is left
 */
export const writeFileDurably = (
  path: string,
  content: Uint8Array | string,
  fs: FileSystem = nodeFileSystem,
): Promise<void> => write(path, content, undefined, fs);

/**
 * Writes a file likewise, but the old one takes another name, in the same folder, and the place of what had that name.
 * At any moment `path` holds the old content or the new one, or nothing while `previous` holds the old one.
 * @throws FileError, with the old content under one of the two names
 */
export const replaceFileDurably = (
  path: string,
  previous: string,
  content: Uint8Array | string,
  fs: FileSystem = nodeFileSystem,
): Promise<void> => write(path, content, previous, fs);

async function write(
  path: string,
  content: Uint8Array | string,
  previous: string | undefined,
  fs: FileSystem,
): Promise<void> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  try {
    const target = await findTarget(path, fs);
    const folder = dirname(target.path);
    const made = await fs.mkdir(folder, { recursive: true });
    const temporary = await writeTemporary(target, bytes, fs);
    try {
      if (previous !== undefined && target.mode !== undefined) await fs.rename(target.path, previous);
      await fs.rename(temporary, target.path);
    } catch (error) {
      throw await discard(temporary, error, fs);
    }
    await syncFolders(folder, made, fs);
  } catch (error) {
    throw fileFault("write", path, error);
  }
}

/**
 * Finds out whether `writeFileDurably` could write there, by making, writing and removing a temporary file beside the
 * target; makes missing folders.
 * @throws FileError as the write itself would
 */
export async function checkWritable(path: string, fs: FileSystem = nodeFileSystem): Promise<void> {
  try {
    const target = await findTarget(path, fs);
    await fs.mkdir(dirname(target.path), { recursive: true });
    const temporary = await writeTemporary(target, new Uint8Array(1), fs);
    try {
      await fs.unlink(temporary);
    } catch (error) {
      throw await discard(temporary, error, fs);
    }
  } catch (error) {
    throw fileFault("write", path, error);
  }
}

/** Makes names durable: the file's in its folder, and those of the folders made for it in theirs. */
async function syncFolders(folder: string, made: string | undefined, fs: FileSystem): Promise<void> {
  const last = made === undefined ? folder : dirname(made);
  for (let at = folder; ; at = dirname(at)) {
    await syncFolder(at, fs);
    if (at === last || at === dirname(at)) return;
  }
}

async function syncFolder(folder: string, fs: FileSystem): Promise<void> {
  try {
    const handle = await fs.open(folder, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = systemCode(error) ?? "";
    // Some file systems cannot sync a folder; Windows can neither open nor sync one this way.
    const cannot = process.platform === "win32" ? ["EINVAL", "EPERM", "EISDIR"] : ["EINVAL"];
    if (!cannot.includes(code)) throw error;
  }
}
