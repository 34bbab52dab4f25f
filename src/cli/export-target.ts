import { UsageError } from "../errors.js";
import { grouped } from "../evaluation/figures.js";
import { systemCode } from "../files/fault.js";
import { readBeginning } from "../files/read.js";
import { checkWritable, writeFileDurably } from "../files/write.js";
import { printable } from "../quote.js";

/** A file that an export writes. */
export interface Target {
  readonly path: string;
  /** What a file of that name has to begin with to be replaced, in Latin-1. */
  readonly beginning: string;
}

/** Finds, before anything is computed, that a file cannot be written, or would take the place of one that is no such export. */
export async function checkTargets(targets: readonly Target[]): Promise<void> {
  for (const { path, beginning } of targets) await checkReplaceable(path, beginning);
  for (const { path } of targets) await checkWritable(path);
}

/** Writes files that are all computed, so that what cannot be computed leaves every file as it was; gives what to print of them. */
export async function writeFiles(
  files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
): Promise<string> {
  for (const { path, bytes } of files) await writeFileDurably(path, bytes);
  return files.map(({ path, bytes }) => `wrote ${printable(path)}, ${grouped(bytes.length)} bytes\n`).join("");
}

async function checkReplaceable(path: string, beginning: string): Promise<void> {
  const head = await headOf(path, beginning.length);
  if (head === undefined || head === beginning) return;
  throw new UsageError(`${printable(path)}: a file that is no such export stands there; name another, or remove it`);
}

/** The first bytes of a file, one character each; undefined where there is no file, or what writing will refuse. */
async function headOf(path: string, length: number): Promise<string | undefined> {
  try {
    return (await readBeginning(path, length))?.toString("latin1");
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return undefined;
  }
}
