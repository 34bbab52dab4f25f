import { dirname, resolve, sep } from "node:path";
import { FileError } from "../errors.js";
import { quote } from "../quote.js";
import { fileFault, longestPath, systemCode, systemError } from "./fault.js";
import { type FileSystem, nodeFileSystem } from "./file-system.js";

export const permissions = 0o7777;
const longestChain = 40;

/** A file to be: its real path, and its permissions where it is there already. */
export interface Target {
  readonly path: string;
  readonly mode: number | undefined;
}

/** Follows symbolic links, also to a file that is not there yet; refuses what cannot be replaced by a file. */
export async function findTarget(given: string, fs: FileSystem): Promise<Target> {
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

/**
 * Where a file that is written under this name really stands: the end of its symbolic links.
 * @throws FileError where no file can be written there
 */
export async function realTarget(path: string, fs: FileSystem = nodeFileSystem): Promise<string> {
  try {
    return (await findTarget(path, fs)).path;
  } catch (error) {
    throw fileFault("write", path, error);
  }
}
