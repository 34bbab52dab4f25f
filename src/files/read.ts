import { readFile } from "node:fs/promises";
import { fileFault } from "./fault.js";

/**
 * All bytes of a file; `kind` says in the error what it should have been ("model", "checkpoint").
 * @throws FileError where it is missing, a folder or unreadable
 */
export async function readFileWhole(path: string, kind: string): Promise<Uint8Array> {
  try {
    const bytes = await readFile(path);
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch (error) {
    throw fileFault(`read the ${kind}`, path, error);
  }
}
