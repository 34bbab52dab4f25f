import { KatzeError } from "../errors.js";
import { printable } from "../quote.js";

/** Thrown to stop at a signal, with the exit code that the shell knows it by. */
export class Stopped extends Error {
  constructor(
    readonly signal: "SIGINT" | "SIGTERM",
    advice: string,
  ) {
    super(`stopped by ${signal}; ${advice}`);
  }
  get exitCode(): number {
    return this.signal === "SIGINT" ? 130 : 143;
  }
}

/** Runs a command; what it throws becomes one line on standard error and the exit code. The only place that sets it. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    process.exitCode = error instanceof KatzeError || error instanceof Stopped ? error.exitCode : 1;
    if (process.env.DEBUG === "katze" && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    else process.stderr.write(`katze: ${messageOf(error)}\n`);
  }
}

function messageOf(error: unknown): string {
  if (error instanceof KatzeError || error instanceof Stopped) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  return `a defect of katze: ${printable(message, 500)}; run again with DEBUG=katze and report what it prints`;
}
