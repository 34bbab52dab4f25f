/**
 * Run in a process with limits of its own: writes a small file to the folder given, tries to replace it with a large
 * one, and prints as JSON what came of it.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { KatzeError } from "../../src/errors.js";
import { writeFileDurably } from "../../src/files/write.js";

const folder = process.argv[2] ?? "";
const path = join(folder, "words");
await writeFileDurably(path, "the old content");
let failure: unknown;
try {
  await writeFileDurably(path, new Uint8Array(2 ** 20));
} catch (error) {
  failure = error;
}
const exitCode = failure instanceof KatzeError ? failure.exitCode : undefined;
console.log(
  JSON.stringify({
    message: String(failure),
    exitCode,
    content: readFileSync(path, "latin1"),
    names: readdirSync(folder),
  }),
);
