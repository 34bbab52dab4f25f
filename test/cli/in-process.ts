/** Runs the sources in the test's own process, where a change to them can be tried without building: for mutation testing. */
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";
import type { Outcome } from "./katze.js";

/** The program, which a run loads anew: it does all that it does where it is loaded. */
const program = new URL("../../src/cli/katze.ts", import.meta.url);
let runs = 0;

/** A process has its outputs once: runs stand in line. */
let last: Promise<unknown> = Promise.resolve();

/** Runs `katze …` to its end, as `katze` of katze.ts does but for signals, the environment and the folder. */
export function katzeHere(args: readonly string[], input: string | Uint8Array = ""): Promise<Outcome> {
  const outcome = last.then(() => run(args, input));
  last = outcome.catch(() => undefined); // whoever asked is told
  return outcome;
}

async function run(args: readonly string[], input: string | Uint8Array): Promise<Outcome> {
  const stdout = capture(process.stdout);
  const stderr = capture(process.stderr);
  const stdin = Object.getOwnPropertyDescriptor(process, "stdin");
  Object.defineProperty(process, "stdin", { value: Readable.from([Buffer.from(input)]), configurable: true });
  const { argv } = process;
  process.argv = [process.execPath, fileURLToPath(program), ...args];
  try {
    process.exitCode = undefined;
    await import(/* @vite-ignore */ `${fileURLToPath(program)}?run=${runs++}`);
    return { code: Number(process.exitCode ?? 0), stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    process.argv = argv;
    process.exitCode = undefined;
    if (stdin) Object.defineProperty(process, "stdin", stdin);
    stdout.restore();
    stderr.restore();
  }
}

/** Keeps what is written to a stream; yargs prints its help by console.log. */
function capture(stream: NodeJS.WriteStream) {
  const chunks: string[] = [];
  const write = (chunk: unknown, ...rest: readonly unknown[]): boolean => {
    chunks.push(String(chunk));
    const done = rest.find((one) => typeof one === "function");
    if (typeof done === "function") done();
    return true;
  };
  const written = vi.spyOn(stream, "write").mockImplementation(write);
  const line = stream === process.stdout ? "log" : "error";
  const told = vi.spyOn(console, line).mockImplementation((text: unknown) => {
    chunks.push(`${String(text)}\n`);
  });
  return {
    text: () => chunks.join(""),
    restore: () => {
      written.mockRestore();
      told.mockRestore();
    },
  };
}
