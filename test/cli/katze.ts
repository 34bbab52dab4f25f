/** Runs the built program as a process of its own, in a folder of its own, as a user would. */
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

export const root = fileURLToPath(new URL("../../", import.meta.url));
export const program = join(root, "dist", "cli", "katze.js");
export const cats = join(root, "data", "cats.csv");

/** Lives as long as the tests of the file that imports this. */
export const folder = mkdtempSync(join(tmpdir(), "katze-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Standard input; without it, there is nothing on it. */
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** For node, before the program's name. */
  readonly nodeArguments?: readonly string[];
}

/** What a user's environment has, and nothing of the test runner's. */
export const environment = (env: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  ...env,
});

/** Starts `katze …`. */
export function start(args: readonly string[], { env, cwd = folder, nodeArguments = [] }: RunOptions = {}) {
  return spawn(process.execPath, [...nodeArguments, program, ...args], {
    cwd,
    env: environment(env),
    stdio: ["pipe", "pipe", "pipe"],
  });
}

/** Runs `katze …` to its end; under KATZE_IN_PROCESS (mutation testing) from the sources, where that comes to the same. */
export async function katze(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const { cwd, env, nodeArguments, input } = options;
  if (process.env.KATZE_IN_PROCESS && !cwd && !env && !nodeArguments) {
    const { katzeHere } = await import("./in-process.js");
    return katzeHere(args, input);
  }
  const child = start(args, options);
  // A program that fails early need not read its input.
  child.stdin.on("error", () => {});
  child.stdin.end(options.input ?? "");
  return outcomeOf(child);
}

/** Waits for a process; a signal that ended it becomes the exit code that a shell shows. */
export async function outcomeOf(child: ChildProcess): Promise<Outcome> {
  const read = (stream: NodeJS.ReadableStream | null): Promise<string> =>
    new Promise((resolve) => {
      const chunks: Buffer[] = [];
      stream?.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream?.on("close", () => resolve(Buffer.concat(chunks).toString()));
    });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(signal === null ? code : 128 + (signal === "SIGTERM" ? 15 : 2)));
  });
  const [stdout, stderr, code] = await Promise.all([read(child.stdout), read(child.stderr), ended]);
  return { code, stdout, stderr };
}

/** The lines of a text that ends with a newline. */
export const linesOf = (text: string): string[] => (text === "" ? [] : text.replace(/\n$/u, "").split("\n"));

/** Writes a file into the test file's folder; returns its path. */
export function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** Every file in the folder, by name, with the sha256 of its content. */
export const snapshot = (path = folder): Record<string, string> =>
  Object.fromEntries(
    readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((name) => [name, createHash("sha256").update(readFileSync(name)).digest("hex")]),
  );

/** A model of cat, chat and katze, in the test file's folder; returns its path. */
export async function catModel(...flags: readonly string[]): Promise<string> {
  const path = join(folder, "cats.safetensors");
  const { code, stderr } = await katze(["train", cats, "--model", path, ...flags]);
  if (code !== 0) throw new Error(`the model for the tests was not trained: ${stderr}`);
  return path;
}
