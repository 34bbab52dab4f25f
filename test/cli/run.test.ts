/** How a command ends: its exit code and what it says, where it throws or is stopped. */
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { runCommand, Stopped } from "../../src/cli/run.js";
import { untilSignal } from "../../src/cli/signals.js";
import { FileError, UsageError } from "../../src/errors.js";
import { fakeStream } from "./fake-stream.js";

afterEach(() => {
  process.exitCode = undefined;
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** The exit code, and what standard error was sent. */
async function endOf(command: () => Promise<void>): Promise<{ code: unknown; stderr: string }> {
  const { read } = fakeStream("stderr");
  await runCommand(command);
  return { code: process.exitCode, stderr: read() };
}
const throwing = (error: unknown) => async (): Promise<void> => {
  throw error;
};

describe("a command", () => {
  it("that ends well says nothing and leaves the exit code alone", async () => {
    expect(await endOf(async () => {})).toEqual({ code: undefined, stderr: "" });
  });

  it.each([
    ["called wrongly", new UsageError("no such flag"), 2, "katze: no such flag\n"],
    ["without its file", new FileError("no file"), 5, "katze: no file\n"],
    ["that SIGINT stopped", new Stopped("SIGINT", "try again"), 130, "katze: stopped by SIGINT; try again\n"],
    ["that SIGTERM stopped", new Stopped("SIGTERM", "try again"), 143, "katze: stopped by SIGTERM; try again\n"],
    [
      "with a defect",
      new TypeError("x is\nno function"),
      1,
      "katze: a defect of katze: x is\\nno function; run again with DEBUG=katze and report what it prints\n",
    ],
    [
      "that throws no error",
      "a text",
      1,
      "katze: a defect of katze: a text; run again with DEBUG=katze and report what it prints\n",
    ],
  ])("%s has its exit code and one line", async (_, error, code, stderr) => {
    expect(await endOf(throwing(error))).toEqual({ code, stderr });
  });

  it("says where it went wrong with DEBUG=katze, and with no other", async () => {
    const error = new UsageError("no such flag");
    vi.stubEnv("DEBUG", "katze");
    expect(await endOf(throwing(error))).toEqual({ code: 2, stderr: `${error.stack}\n` });
    expect((await endOf(throwing("a text"))).stderr).toMatch(/^katze: .*a text.*\n$/u);
    vi.stubEnv("DEBUG", "*");
    expect(await endOf(throwing(error))).toEqual({ code: 2, stderr: "katze: no such flag\n" });
  });
});

/** Work that goes on until it is stopped, and then throws why. */
const work = (signal: AbortSignal): Promise<void> =>
  new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });

describe("work until a signal", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("is stopped by the first %s, with advice", async (name, code) => {
    const ended = endOf(() => untilSignal("go on with --resume", work));
    process.emit(name, name);
    expect(await Promise.race([ended, turn("still at work")])).toEqual({
      code,
      stderr: `katze: stopped by ${name}; go on with --resume\n`,
    });
  });

  it.each([
    ["SIGINT", "SIGINT", 130],
    ["SIGINT", "SIGTERM", 143],
    ["SIGTERM", "SIGINT", 130],
  ] as const)("is given up at once where %s is followed by %s", async (first, second, code) => {
    const exit = vi.spyOn(process, "exit").mockImplementation(() => {
      throw new Error("the process is gone");
    });
    let end = (): void => {};
    const done = untilSignal("", () => new Promise((resolve) => (end = resolve)));
    process.emit(first, first);
    expect(exit).not.toHaveBeenCalled();
    expect(() => process.emit(second, second)).toThrow("the process is gone");
    expect(exit.mock.calls).toEqual([[code]]);
    end();
    await done;
  });

  it("leaves signals to the process when it is over, however it ended", async () => {
    const listeners = (): number[] => [process.listenerCount("SIGINT"), process.listenerCount("SIGTERM")];
    const before = listeners();
    let during: number[] = [];
    await untilSignal("", async () => {
      during = listeners();
    });
    expect(during).toEqual(before.map((count) => count + 1));
    expect(listeners()).toEqual(before);
    await expect(untilSignal("", throwing(new Error("failed")))).rejects.toThrow("failed");
    expect(listeners()).toEqual(before);
  });
});
