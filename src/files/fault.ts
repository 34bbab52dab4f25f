import { FileError } from "../errors.js";
import { quote } from "../quote.js";

/** Of a path, that much is shown. */
export const longestPath = 300;

/** What a system error means and what to do about it. */
const meanings: ReadonlyMap<string, readonly [meaning: string, remedy: string]> = new Map([
  ["ENOSPC", ["the disk is full", "free some space or choose another folder"]],
  ["EDQUOT", ["your share of the disk is used up", "free some space or choose another folder"]],
  ["EFBIG", ["the file would grow beyond the size limit", "raise the limit (ulimit -f) or choose another folder"]],
  ["EACCES", ["permission is denied", "change the permissions of it and its folder, or choose another"]],
  ["EPERM", ["the system does not permit it", "change the permissions of it and its folder, or choose another"]],
  ["EROFS", ["the disk is read-only", "choose another folder"]],
  ["EISDIR", ["it is a folder", "name a file"]],
  ["ENOTDIR", ["a part of its path is a file, not a folder", "check the path"]],
  ["EEXIST", ["a part of its path is a file, not a folder", "check the path"]],
  ["ENOENT", ["there is no such file or folder", "check the path"]],
  ["ELOOP", ["its symbolic links lead in a circle", "check the path"]],
  ["ENAMETOOLONG", ["its name is too long", "choose a shorter one"]],
  ["EIO", ["the disk reports an error", "check the disk or choose another folder"]],
]);

/** The code of a system error (ENOSPC, EACCES, …), or undefined where the error is none. */
export const systemCode = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;

/** A system error in plain words, `cannot ACTION "PATH": …`; any other error is a defect and comes back as it is. */
export function fileFault(action: string, path: string, error: unknown): unknown {
  const code = systemCode(error);
  if (code === undefined) return error;
  const [meaning, remedy] = meanings.get(code) ?? ["the system refuses", "choose another file or folder"];
  return new FileError(`cannot ${action} ${quote(path, longestPath)}: ${meaning} (${code}); ${remedy}`, {
    cause: error,
  });
}

/** An error with a system error's code, for what the layer itself finds. */
export const systemError = (code: string): Error => Object.assign(new Error(code), { code });
