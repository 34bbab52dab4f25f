import { open } from "node:fs/promises";
import { UsageError } from "../errors.js";
import { systemCode } from "../files/fault.js";
import { checkWritable } from "../files/write.js";
import { printable } from "../quote.js";

/** Every model file begins with its header's length in eight bytes, then this. */
const beginning = '{"__metadata__"';

/** Finds, before a training starts, that its model cannot be written there, or would take the place of a file that is no model. */
export async function checkTarget(path: string): Promise<void> {
  await checkWritable(path);
  const head = await headOf(path);
  if (head.length === 0 || head.subarray(8).toString("latin1") === beginning) return;
  throw new UsageError(
    `${printable(path)}: a file that is no model stands there; name another with --model, or remove it`,
  );
}

/** The first bytes of a file, none where there is none. */
async function headOf(path: string): Promise<Buffer> {
  try {
    const file = await open(path, "r");
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(8 + beginning.length), 0, 8 + beginning.length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (systemCode(error) === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}
