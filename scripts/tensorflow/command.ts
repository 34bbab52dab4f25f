/** Programs that the build runs: what they print is seen, and they end when the build is stopped. */
import { type SpawnOptions, spawn } from "node:child_process";

/** Something is missing or failed outside this script; one line says what, and what to do. */
export class SetupError extends Error {}

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort(signal));

/** Aborted once the build is stopped by a signal, which is the reason. */
export const stopped = stopping.signal;

export interface Where {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Whether `program` can be started and succeeds; what it prints is not shown. */
export async function succeeds(program: string, args: readonly string[]): Promise<boolean> {
  return (await ending(program, args, { stdio: "ignore" })) === undefined;
}

/**
 * Runs `program` to its end.
 *
 * @throws SetupError, naming `what` it was for, when it cannot be started or fails
 */
export async function run(what: string, program: string, args: readonly string[], where: Where = {}): Promise<void> {
  const fault = await ending(program, args, { stdio: "inherit", ...where });
  if (fault !== undefined) throw new SetupError(`${what}: ${fault}`);
}

/** How the program failed, if it did. */
function ending(program: string, args: readonly string[], options: SpawnOptions): Promise<string | undefined> {
  return new Promise((resolve) => {
    let fault: string | undefined;
    const child = spawn(program, args, { ...options, signal: stopped });
    child.once("error", (error) => {
      fault = stopped.aborted ? `stopped by ${stopped.reason}` : error.message;
    });
    // A program that is stopped or never starts closes too.
    child.once("close", (code, signal) => {
      if (code !== 0) fault ??= `${program} ended with ${code ?? signal}; what it printed above says why`;
      resolve(fault);
    });
  });
}
