/** Runs the built program as a user would, and stops it as a user or the system would. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
const program = `${root}dist/cli/katze.js`;

/** How a run ended: its exit code, or 128 and the number of the signal that ended it. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** When it first and last said something on standard output; a training holds its lock at both. */
  readonly spoke: number;
  readonly silent: number;
}

export interface Running {
  readonly ended: Promise<Run>;
  stop(signal: "SIGKILL" | "SIGINT" | "SIGTERM"): void;
}

const signals = { SIGINT: 2, SIGKILL: 9, SIGTERM: 15, SIGXFSZ: 25 } as const;
const numberOf = (signal: string): number =>
  Object.entries(signals).reduce((number, [name, one]) => (name === signal ? one : number), 0);

/** Starts `katze …`; with `limit`, no file may grow beyond that many kilobytes. */
export function start(args: readonly string[], cwd: string, limit?: number): Running {
  const katze = [process.execPath, program, ...args];
  const [command = "", ...rest] =
    limit === undefined ? katze : ["bash", "-c", `ulimit -f ${limit}; exec "$@"`, "bash", ...katze];
  const child = spawn(command, rest, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  let spoke = Number.POSITIVE_INFINITY;
  let silent = Number.NEGATIVE_INFINITY;
  child.stdout.on("data", (chunk: Buffer) => {
    silent = performance.now();
    spoke = Math.min(spoke, silent);
    stdout.push(chunk);
  });
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  const ended = new Promise<Run>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      const text = (chunks: Buffer[]): string => Buffer.concat(chunks).toString();
      const number = code ?? 128 + numberOf(signal ?? "");
      resolve({ code: number, stdout: text(stdout), stderr: text(stderr), spoke, silent });
    });
  });
  return { ended, stop: (signal) => child.kill(signal) };
}

/** Runs `katze …` to its end. */
export const katze = (args: readonly string[], cwd: string): Promise<Run> => start(args, cwd).ended;
