/** Programs that are measured, each a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { Stopped } from "../../src/cli/run.js";
import { printable } from "../../src/quote.js";

/** A program that could not be had or failed; the message says why. */
export class Failure extends Error {}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

export interface Run {
  readonly stdout: string;
  /** From its start to its end. */
  readonly seconds: number;
  /** The most memory that it held at a time, in bytes; undefined where the system does not tell. */
  readonly peakMemory: number | undefined;
}

export interface RunOptions {
  /** The file that is its standard input. */
  readonly input?: string;
  /** The file that takes its standard output. */
  readonly output?: string;
  /** Told each line of standard output, with the seconds since the start. */
  readonly onLine?: (line: string, seconds: number) => void;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort(signal));

/** Minutes that a program may take. */
const patience = 15;

/** Without the settings that hold a BLAS to one kind of processor, without TensorFlow's notes, and without a graphics processor. */
function environment(): NodeJS.ProcessEnv {
  const { OPENBLAS_CORETYPE, OPENBLAS_L2_SIZE, ...rest } = process.env;
  return { ...rest, TF_CPP_MIN_LOG_LEVEL: "2", CUDA_VISIBLE_DEVICES: "-1" };
}

/**
 * Runs a program to its end.
 *
 * @throws Failure with what it complained of, when it cannot be started, fails, or takes too long
 * @throws Stopped when the bench is stopped by a signal
 */
export async function run({ program, args }: Command, options: RunOptions = {}): Promise<Run> {
  const { input, output, onLine, env, cwd } = options;
  const files = [input && openSync(input, "r"), output && openSync(output, "w")].map((file) => file || undefined);
  const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(patience * 60_000)]);
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  const child = spawn(program, args, {
    stdio: [files[0] ?? "ignore", files[1] ?? "pipe", "pipe"],
    env: { ...environment(), ...env },
    cwd,
    signal,
  });
  const memory = watchMemory(child);
  if (onLine && child.stdout) createInterface({ input: child.stdout }).on("line", (line) => onLine(line, seconds()));
  const said = Promise.all([child.stdout && !onLine ? text(child.stdout) : "", child.stderr ? text(child.stderr) : ""]);
  const ending = new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
    child.once("error", reject).once("close", (code, signal) => resolve(code ?? signal));
  });
  try {
    const code = await ending;
    const took = seconds();
    const [stdout, stderr] = await said;
    if (code !== 0) throw new Failure(`${program} ended with ${code}: ${complaintIn(stderr)}`);
    return { stdout, seconds: took, peakMemory: memory() };
  } catch (error) {
    if (stopping.signal.aborted) throw new Stopped(stopping.signal.reason, "nothing was written");
    if (signal.aborted) throw new Failure(`${program} took more than ${patience} minutes`);
    throw error instanceof Failure ? error : new Failure(error instanceof Error ? error.message : String(error));
  } finally {
    memory();
    for (const file of files) if (file !== undefined) closeSync(file);
  }
}

/** The error that a program named, or the last line that it said. */
const complaintIn = (stderr: string): string =>
  printable(/^\w*Error.*$/mu.exec(stderr)?.[0] ?? stderr.trim().split("\n").at(-1) ?? "", 200);

/** Milliseconds between two looks at a program's memory. */
const interval = 50;

/**
 * Follows the most memory that a process held resident. Linux keeps count of it, so a look now and then misses only what
 * was added since the last. The function returned ends it.
 */
function watchMemory({ pid }: ChildProcess): () => number | undefined {
  let peak: number | undefined;
  const look = (): void => {
    try {
      const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
      if (kibibytes !== undefined) peak = Number(kibibytes) * 1024;
    } catch {
      // It has ended, or the system has no /proc: what was seen stands.
    }
  };
  const timer = process.platform === "linux" ? setInterval(look, interval) : undefined;
  return () => {
    clearInterval(timer);
    return peak;
  };
}
