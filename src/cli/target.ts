import { UsageError } from "../errors.js";
import { readBeginning } from "../files/read.js";
import { checkWritable } from "../files/write.js";
import { printable } from "../quote.js";

/** Every model file begins with its header's length in eight bytes, then this. */
const beginning = '{"__metadata__"';

/** Finds, before a training starts, that its model cannot be written there, or would take the place of a file that is no model. */
export async function checkTarget(path: string): Promise<void> {
  await checkWritable(path);
  const head = await readBeginning(path, 8 + beginning.length);
  if (head === undefined || head.length === 0 || head.subarray(8).toString("latin1") === beginning) return;
  throw new UsageError(
    `${printable(path)}: a file that is no model stands there; name another with --model, or remove it`,
  );
}
