import { open } from "node:fs/promises";
import { UsageError } from "../errors.js";
import { systemCode } from "../files/fault.js";
import { printable } from "../quote.js";

/** Finds, before anything is computed, that an export would take the place of a file that is none: one with another beginning. */
export async function checkReplaceable(path: string, beginning: string): Promise<void> {
  const head = await headOf(path, beginning.length);
  if (head === undefined || head === beginning) return;
  throw new UsageError(`${printable(path)}: a file that is no such export stands there; name another, or remove it`);
}

/** The first bytes of a file, one character each; undefined where there is no file, or what writing will refuse. */
async function headOf(path: string, length: number): Promise<string | undefined> {
  try {
    const file = await open(path, "r");
    try {
      if (!(await file.stat()).isFile()) return undefined;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
      return buffer.toString("latin1", 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return undefined;
  }
}
