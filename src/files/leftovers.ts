import { dirname, join } from "node:path";
import { fileFault } from "./fault.js";
import { type FileSystem, nodeFileSystem } from "./file-system.js";
import { isRunning } from "./holder.js";
import { beginningOf, temporaryName } from "./temporary.js";

/**
 * Removes the temporary files of processes that were killed while they wrote one of these files. Nobody else may be
 * writing them: hold their lock.
 * @throws FileError
 */
export async function removeLeftovers(paths: readonly string[], fs: FileSystem = nodeFileSystem): Promise<void> {
  for (const path of paths) {
    try {
      for (const name of await fs.readdir(dirname(path))) {
        const { target, pid } = temporaryName.exec(name)?.groups ?? {};
        if (target !== beginningOf(path) || (await isAtWork(Number(pid)))) continue;
        await fs.unlink(join(dirname(path), name));
      }
    } catch (error) {
      throw fileFault("tidy up around", path, error);
    }
  }
}

/** This process does not write while it tidies up; its number may have been that of one that was killed. */
const isAtWork = async (pid: number): Promise<boolean> => pid !== process.pid && (await isRunning(pid));
