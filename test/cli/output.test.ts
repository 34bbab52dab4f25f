/** Standard output and standard error whose reader is gone, or that cannot be written. */
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FileError } from "../../src/errors.js";
import { fakeStream } from "./fake-stream.js";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const path = fileURLToPath(new URL("../../src/cli/output.ts", import.meta.url));
let times = 0;

/** The module as a new process loads it, with outputs that the test reads. */
async function load(options?: Parameters<typeof fakeStream>[1]) {
  const outputs = { stdout: fakeStream("stdout", options), stderr: fakeStream("stderr", options) };
  const output: typeof import("../../src/cli/output.js") = await import(/* @vite-ignore */ `${path}?load=${times++}`);
  return { ...outputs, ...output };
}

describe("a reader of standard output that is gone", () => {
  it("ends the command, as one that is done", async () => {
    const exit = vi.spyOn(process, "exit").mockImplementation(() => {
      throw new Error("the process is gone");
    });
    const { stdout } = await load();
    expect(() => stdout.fail("EPIPE")).toThrow("the process is gone");
    expect(exit.mock.calls).toEqual([[0]]);
  });

  it("is not missed by a command that has more to do", async () => {
    const exit = vi.spyOn(process, "exit").mockImplementation(() => {
      throw new Error("the process is gone");
    });
    const { stdout, print, goOnWithoutReader } = await load();
    goOnWithoutReader();
    await print("one\n");
    stdout.fail("EPIPE");
    await print("two\n");
    expect(stdout.read()).toBe("one\n");
    expect(exit).not.toHaveBeenCalled();
  });
});

describe("standard output that cannot be written", () => {
  it("is an error of the command", async () => {
    const exit = vi.spyOn(process, "exit").mockImplementation(() => {
      throw new Error("the process is gone");
    });
    const { stdout, print } = await load();
    await print("one\n");
    stdout.fail("ENOSPC");
    await expect(print("two\n")).rejects.toThrow(FileError);
    await expect(print("two\n")).rejects.toThrow(/^cannot write "standard output": .*ENOSPC/u);
    expect(exit).not.toHaveBeenCalled();
  });
});

describe("a reader of standard error that is gone", () => {
  it("is not missed, any other fault is thrown", async () => {
    const { stderr, note } = await load();
    expect(() => stderr.fail("EPIPE")).not.toThrow();
    expect(() => stderr.fail("EIO")).toThrow("write failed");
    note("one");
    expect(stderr.read()).toBe("one\n");
  });
});

describe("colours", () => {
  beforeEach(() => {
    vi.stubEnv("NO_COLOR", "");
  });

  it("are for a terminal", async () => {
    const { bold, dim } = await load({ isTTY: true });
    expect([bold("a"), dim("b")]).toEqual(["\u001b[1ma\u001b[0m", "\u001b[2mb\u001b[0m"]);
  });

  it("are left out where there is none, or where NO_COLOR is set", async () => {
    const plain = await load();
    expect([plain.bold("a"), plain.dim("b")]).toEqual(["a", "b"]);
    vi.stubEnv("NO_COLOR", "1");
    const terminal = await load({ isTTY: true });
    expect([terminal.bold("a"), terminal.dim("b")]).toEqual(["a", "b"]);
  });
});
