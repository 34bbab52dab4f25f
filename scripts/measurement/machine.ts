/** What a run's figures depend on besides the code. */
import { execFileSync } from "node:child_process";
import { availableParallelism, cpus, release, totalmem, type } from "node:os";
import { fileURLToPath } from "node:url";

export interface Machine {
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly processor: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  readonly system: string;
  readonly node: string;
  readonly v8: string;
  /** katze's commit, with a plus sign where files differ from it; undefined outside its repository. */
  readonly commit: string | undefined;
}

export const describeMachine = (): Machine => ({
  date: new Date().toISOString(),
  processor: cpus()[0]?.model.trim() ?? "unknown",
  cores: availableParallelism(),
  memory: totalmem(),
  system: `${type()} ${release().split("-", 1)[0]} ${process.arch}`,
  node: process.versions.node,
  v8: process.versions.v8,
  commit: commit(),
});

function commit(): string | undefined {
  const git = (...args: readonly string[]): string =>
    execFileSync("git", args, {
      cwd: fileURLToPath(new URL(".", import.meta.url)),
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  try {
    return git("rev-parse", "--short", "HEAD") + (git("status", "--porcelain", "--untracked-files=no") ? "+" : "");
  } catch {
    return undefined;
  }
}

/** One line that names it. */
export const machineLine = ({ processor, cores, memory, system, node, date, commit }: Machine): string =>
  `${processor}, ${cores} cores, ${Math.round(memory / 2 ** 30)} GiB, ${system}, Node ${node}; ${date.slice(0, 10)}${commit ? `, katze ${commit}` : ""}`;
