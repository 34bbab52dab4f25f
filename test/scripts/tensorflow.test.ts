import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it, vi } from "vitest";
import { layOut } from "../../scripts/tensorflow/addon.js";
import { wheelFor } from "../../scripts/tensorflow/wheel.js";

const script = fileURLToPath(new URL("../../scripts/tensorflow.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "katze-tensorflow-"));
afterAll(() => rmSync(folder, { recursive: true }));

const glibc = { header: { glibcVersionRuntime: "2.36" } };
const musl = { header: {} };

/** Starts the script where no programs are but `programs`, shell scripts by name. */
function start(programs: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const path = mkdtempSync(join(folder, "path-"));
  for (const [name, lines] of Object.entries(programs)) {
    writeFileSync(join(path, name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  }
  const { CXX, ...rest } = process.env;
  const env = { ...rest, PATH: path, npm_execpath: join(path, "npm"), npm_config_node_gyp: join(path, "gyp") };
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), script, ...args], { env });
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]).then(
    ([stdout, stderr, [status]]) => ({ stdout, stderr, status }),
  );
  return { child, ended };
}

describe("the wheel for a machine", () => {
  it.each([
    ["x64", /^tensorflow-cpu==2\.\d+\.\d+$/u, "manylinux_2_27_x86_64"],
    ["arm64", /^tensorflow==2\.\d+\.\d+$/u, "manylinux_2_27_aarch64"],
  ])("is there for Linux on %s, with its hash", (arch, requirement, platform) => {
    const wheel = wheelFor("linux", arch, glibc);
    expect(wheel).toMatchObject({ platform, requirement: expect.stringMatching(requirement) });
    expect(wheel.sha256).toMatch(/^[0-9a-f]{64}$/u);
  });

  it.each<[NodeJS.Platform, string, object, RegExp]>([
    ["darwin", "arm64", {}, /here is darwin-arm64;/u],
    ["win32", "x64", {}, /here is win32-x64;/u],
    ["linux", "riscv64", glibc, /here is linux-riscv64;/u],
    ["linux", "x64", musl, /here is linux-x64 without glibc;/u],
  ])("is refused for %s on %s %o", (platform, arch, report, message) => {
    expect(() => wheelFor(platform, arch, report)).toThrow(message);
  });
});

it("lays out libraries and headers as binding.gyp looks for them, in place of older ones", async () => {
  const [tensorflow, tfjsNode] = [join(folder, "tensorflow"), join(folder, "tfjs-node")];
  mkdirSync(join(tensorflow, "include", "tensorflow", "c"), { recursive: true });
  mkdirSync(join(tfjsNode, "deps", "lib"), { recursive: true });
  writeFileSync(join(tensorflow, "include", "tensorflow", "c", "c_api.h"), "header");
  writeFileSync(join(tensorflow, "libtensorflow_cc.so.2"), "library");
  writeFileSync(join(tensorflow, "libtensorflow_framework.so.2"), "framework");
  writeFileSync(join(tfjsNode, "deps", "lib", "libtensorflow.so"), "older");
  await layOut(tensorflow, tfjsNode);
  const read = (...path: readonly string[]) => readFileSync(join(tfjsNode, "deps", ...path), "utf8");
  expect(read("include", "tensorflow", "c", "c_api.h")).toBe("header");
  expect(read("lib", "libtensorflow.so")).toBe("library");
  expect(read("lib", "libtensorflow_cc.so.2")).toBe("library");
  expect(read("lib", "libtensorflow_framework.so")).toBe("framework");
});

describe.runIf(process.platform === "linux")("scripts/tensorflow.ts", () => {
  const works = "exit 0";
  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ["Python", {}, /Python 3 is missing: install it \(apt-get install python3-pip/u],
    ["pip", { python: '[ "$1" = --version ]' }, /pip \(python -m pip\) is missing: .*python3-pip/u],
    ["a compiler", { python3: works }, /C\+\+ compiler \(g\+\+\) is missing: .*install g\+\+/u],
    ["make", { python3: works, "g++": works }, /make is missing: .*install make/u],
  ])("names %s when it is missing, in one line", async (_, programs, message) => {
    const { stdout, stderr, status } = await start(programs, "--force").ended;
    expect({ stdout, status }).toEqual({ stdout: "", status: 1 });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd()).not.toContain("\n");
  });

  /** A Python that notes where it is to download to, then does as told. */
  const python = (note: string, then: string) =>
    `case "$*" in *download*) echo "$TMPDIR" > ${note}.new; /bin/mv ${note}.new ${note}; ${then};; esac`;

  it("says when the download fails, and leaves nothing behind", async () => {
    const note = join(folder, "failed");
    const programs = { python3: python(note, "exit 7"), "g++": works, make: works };
    const { stderr, status } = await start(programs, "--force").ended;
    expect(status).toBe(1);
    expect(stderr).toMatch(/^tensorflow: downloading TensorFlow: python3 ended with 7/mu);
    const temporary = readFileSync(note, "utf8").trim();
    expect(temporary).toContain("node_modules");
    expect(existsSync(temporary)).toBe(false);
  });

  it("leaves nothing behind when it is stopped", async () => {
    const note = join(folder, "stopped");
    const programs = { python3: python(note, "exec /bin/sleep 60"), "g++": works, make: works };
    const { child, ended } = start(programs, "--force");
    const temporary = await vi.waitUntil(() => existsSync(note) && readFileSync(note, "utf8").trim(), 30_000);
    expect(existsSync(temporary)).toBe(true);
    child.kill("SIGTERM");
    const { stderr, status } = await ended;
    expect(status).toBe(143);
    expect(stderr).toMatch(/stopped by SIGTERM/u);
    expect(existsSync(temporary)).toBe(false);
  });

  it("refuses an unknown flag", async () => {
    const { stderr, status } = await start({}, "--fresh").ended;
    expect(status).toBe(1);
    expect(stderr).toMatch(/^tensorflow: .*--fresh/u);
  });

  const addon = fileURLToPath(new URL("../../node_modules/@tensorflow/tfjs-node/lib", import.meta.url));
  it.skipIf(!existsSync(addon) && process.env.CI !== "true")("says that TensorFlow is already there", async () => {
    const { stdout, status } = await start({}).ended;
    expect(stdout).toMatch(
      /^already there: TensorFlow \d+\.\d+\.\d+ through @tensorflow\/tfjs-node\S* \d+\.\d+\.\d+\n$/u,
    );
    expect(status).toBe(0);
  });
});
