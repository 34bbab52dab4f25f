import { mostThreads } from "../engine/shards.js";
import { UsageError } from "../errors.js";

/** Throws a UsageError where a flag's value, if it is given, is no whole number from low to high. */
export function checkWhole(flag: string, value: number | undefined, low: number, high: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= low && value <= high)) return;
  throw new UsageError(`--${flag} is a whole number from ${low} to ${high}; found ${value}`);
}

/** Throws a UsageError where --threads is no number of threads, or the engine takes none. */
export function checkThreads(threads: number | undefined, engine: string | undefined): void {
  checkWhole("threads", threads, 1, mostThreads);
  if (engine === "tfjs" && threads !== undefined) {
    throw new UsageError("--threads does not go with --engine tfjs, which chooses its own number; leave it out");
  }
}
