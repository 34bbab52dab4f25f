import { fileFault, systemCode } from "./fault.js";
import { type FileSystem, nodeFileSystem } from "./file-system.js";

/**
 * Removes a file, if it is there.
 * @throws FileError
 */
export async function removeFile(path: string, fs: FileSystem = nodeFileSystem): Promise<void> {
  try {
    await fs.unlink(path);
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw fileFault("remove", path, error);
  }
}
