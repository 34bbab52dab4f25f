import { expect } from "vitest";
import { katze, linesOf, type RunOptions, snapshot } from "./katze.js";

/** A failure: its exit code, one line on standard error, nothing on standard output, every file as it was. */
export async function fails(
  args: readonly string[],
  code: number,
  message: RegExp,
  options?: RunOptions,
): Promise<void> {
  const before = snapshot();
  const outcome = await katze(args, options);
  expect(linesOf(outcome.stderr)).toEqual([expect.stringMatching(/^katze: /u)]);
  expect(outcome.stderr).toMatch(message);
  expect(outcome.stderr).toMatch(/^[\P{Cc}\n]*$/u);
  expect({ code: outcome.code, stdout: outcome.stdout }).toEqual({ code, stdout: "" });
  expect(snapshot()).toEqual(before);
}
