import { basename, dirname, join, resolve, sep } from "node:path";
import { FileError } from "../errors.js";
import { quote } from "../quote.js";
import { fileFault, longestPath, systemCode, systemError } from "./fault.js";
import { type FileSystem, nodeFileSystem, type OpenFile } from "./file-system.js";

const permissions = 0o7777;
const longestChain = 40;

/** A file to be: its real path, and its permissions where it is there already. */
interface Target {
  readonly path: string;
  readonly mode: number | undefined;
}

/**
 * Writes a file so that at any moment, whatever fails, its name holds the old content or the new one, whole; once the
 * promise resolves, the new one survives a power cut. Makes missing folders, follows symbolic links, keeps the
 * permissions of a file that was there.
 * @throws FileError; the old file is then as it was (save where the very last step fails, the folder's sync: then the
 * new content is in place) and no temporary file is left
 */
export async function writeFileDurably(
  path: string,
  content: Uint8Array | string,
  fs: FileSystem = nodeFileSystem,
): Promise<void> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  try {
    const target = await findTarget(path, fs);
    const folder = dirname(target.path);
    const made = await fs.mkdir(folder, { recursive: true });
    const temporary = await writeTemporary(target, bytes, fs);
    try {
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

/** Follows symbolic links, also to a file that is not there yet; refuses what cannot be replaced by a file. */
async function findTarget(given: string, fs: FileSystem): Promise<Target> {
  if (given === "" || given.endsWith("/") || given.endsWith(sep)) throw systemError("EISDIR");
  let path = given;
  for (let links = 0; links < longestChain; links++) {
    const entry = await fs.lstat(path).catch((error: unknown) => {
      if (systemCode(error) === "ENOENT") return undefined;
      throw error;
    });
    if (entry === undefined) return { path, mode: undefined };
    if (entry.isSymbolicLink()) {
      path = resolve(await fs.realpath(dirname(path)), await fs.readlink(path));
      continue;
    }
    if (entry.isDirectory()) throw systemError("EISDIR");
    if (!entry.isFile()) {
      throw new FileError(`cannot write ${quote(given, longestPath)}: it is a device or a pipe; name an ordinary file`);
    }
    await (await fs.open(path, "r+")).close(); // the rename would replace a write-protected file, too
    return { path, mode: entry.mode & permissions };
  }
  throw systemError("ELOOP");
}

/** Writes and syncs a new file beside the target, with the target's permissions; gives its path. */
async function writeTemporary(target: Target, bytes: Uint8Array, fs: FileSystem): Promise<string> {
  const start = Array.from(basename(target.path)).slice(0, 40).join("");
  const temporary = join(
    dirname(target.path),
    `.${start}.${process.pid}.${globalThis.crypto.randomUUID().slice(0, 8)}.tmp`,
  );
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
async function writeWhole(file: OpenFile, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at, at);
    if (bytesWritten === 0) throw systemError("EIO");
    at += bytesWritten;
  }
}

/** Removes the temporary file after an error; gives that error, which says so where the file could not be removed. */
async function discard(temporary: string, error: unknown, fs: FileSystem): Promise<unknown> {
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
