/** Python with the packages of scripts/python/requirements.txt, for tests that run an export elsewhere. */
import { spawnSync } from "node:child_process";
import { pythonPath, toHavePython } from "../../scripts/python/python.js";

/** Without it these tests are skipped, but never where all of them must run. */
export const mayBeSkipped = pythonPath === undefined && process.env.CI !== "true";

/** Runs a Python program to its end; gives what it printed, and throws what it complained of where it failed. */
export function python(args: readonly string[], input?: string): string {
  if (pythonPath === undefined) throw new Error(`no Python here: ${toHavePython}`);
  const { status, stdout, stderr, error } = spawnSync(pythonPath, args, {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
    ...(input === undefined ? {} : { input }),
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`Python ended with ${status}: ${stderr}`);
  return stdout;
}
