import { spawnSync } from "node:child_process";
import { chmod, chown, link, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FileError } from "../../src/errors.js";
import { checkWritable, writeFileDurably } from "../../src/files/write.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "katze-files-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const windows = process.platform === "win32";

describe("a durable write", () => {
  it("writes bytes and text, in folders that it makes", async () => {
    await writeFileDurably(join(folder, "a/b/bytes"), new Uint8Array([0, 255, 10]));
    await writeFileDurably(join(folder, "a/b/text"), "Kätzchen\n");
    await writeFileDurably(join(folder, "a/b/empty"), "");
    expect([...(await readFile(join(folder, "a/b/bytes")))]).toEqual([0, 255, 10]);
    expect(await readFile(join(folder, "a/b/text"), "utf8")).toBe("Kätzchen\n");
    expect(await readFile(join(folder, "a/b/empty"), "utf8")).toBe("");
    expect((await readdir(join(folder, "a/b"))).sort()).toEqual(["bytes", "empty", "text"]);
  });

  it("replaces the name and leaves the old file's other names alone", async () => {
    await writeFile(join(folder, "words"), "old");
    await link(join(folder, "words"), join(folder, "other"));
    await writeFileDurably(join(folder, "words"), "new");
    expect(await readFile(join(folder, "words"), "utf8")).toBe("new");
    expect(await readFile(join(folder, "other"), "utf8")).toBe("old");
  });

  it("writes a name as long as the system allows", async () => {
    const name = "ä".repeat(127);
    await writeFileDurably(join(folder, name), "new");
    expect(await readFile(join(folder, name), "utf8")).toBe("new");
  });

  it.skipIf(windows)("keeps the permissions of the file that was there, whatever the umask", async () => {
    const path = join(folder, "words");
    await writeFile(path, "old");
    for (const mode of [0o600, 0o666]) {
      await chmod(path, mode);
      await writeFileDurably(path, "new");
      expect((await stat(path)).mode & 0o777).toBe(mode);
    }
  });

  it.skipIf(windows)("follows symbolic links, also to a file that is not there yet", async () => {
    await mkdir(join(folder, "real"));
    await mkdir(join(folder, "links"));
    await symlink("../real", join(folder, "links/folder"));
    await symlink("../links/second", join(folder, "real/first"));
    await symlink("../real/words", join(folder, "links/second"));
    for (const content of ["one", "two"]) {
      await writeFileDurably(join(folder, "links/folder/first"), content);
      expect(await readFile(join(folder, "real/words"), "utf8")).toBe(content);
    }
    expect((await readdir(join(folder, "real"))).sort()).toEqual(["first", "words"]);
    expect((await readdir(join(folder, "links"))).sort()).toEqual(["folder", "second"]);
  });
});

describe.each([
  { name: "a durable write", attempt: (path: string) => writeFileDurably(path, "new") },
  { name: "a check before the write", attempt: (path: string) => checkWritable(path) },
])("$name refuses, with a line that says what is wrong and what to do,", ({ attempt }) => {
  async function refused(path: string, saying: RegExp): Promise<void> {
    const error = await attempt(path).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(FileError);
    expect(String(error)).toMatch(saying);
    expect(String(error)).not.toMatch(/[\n\p{Cc}]/u);
  }

  it("a folder", async () => {
    await mkdir(join(folder, "words"));
    await refused(join(folder, "words"), /cannot write ".*words": it is a folder.*; name a file/);
    await refused(join(folder, "new/"), /it is a folder/);
    await refused("", /it is a folder/);
    expect(await readdir(folder)).toEqual(["words"]);
  });

  it("a path through a file", async () => {
    await writeFile(join(folder, "words"), "old");
    await refused(join(folder, "words/model"), /a part of its path is a file, not a folder.*; check the path/);
    await refused(join(folder, "words/deeper/model"), /a part of its path is a file, not a folder/);
    expect(await readFile(join(folder, "words"), "utf8")).toBe("old");
  });

  it("a name that is too long, and shows it cut", async () => {
    await refused(join(folder, "n".repeat(5000)), /^.{1,400}…": its name is too long.*; choose a shorter one/);
  });

  it.skipIf(windows)("a name with escape sequences, and shows them escaped", async () => {
    await mkdir(join(folder, "\u001b[31m\u202e\n"));
    await refused(join(folder, "\u001b[31m\u202e\n"), /\\u\{1b\}\[31m\\u\{202e\}\\n": it is a folder/);
  });

  it.skipIf(windows)("a device, which a rename would replace", async () => {
    await refused("/dev/null", /"\/dev\/null": it is a device or a pipe; name an ordinary file/);
    expect((await stat("/dev/null")).isCharacterDevice()).toBe(true);
  });

  it.skipIf(windows)("symbolic links in a circle", async () => {
    await symlink("b", join(folder, "a"));
    await symlink("a", join(folder, "b"));
    await refused(join(folder, "a"), /its symbolic links lead in a circle/);
  });

  it.skipIf(process.platform !== "linux")("a folder that holds no files", () =>
    refused("/proc/katze", /cannot write "\/proc\/katze".*; /),
  );

  it.skipIf(windows)("a read-only folder and a write-protected file", async () => {
    await writeFile(join(folder, "words"), "old");
    await asOrdinaryUser(async () => {
      await chmod(folder, 0o555);
      await refused(join(folder, "new"), /permission is denied \(EACCES\); change the permissions/);
      await refused(join(folder, "words"), /permission is denied/);
      await refused(join(folder, "deeper/new"), /permission is denied/);
      await chmod(folder, 0o755);
      await chmod(join(folder, "words"), 0o444);
      await refused(join(folder, "words"), /permission is denied/);
    });
    expect(await readFile(join(folder, "words"), "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(["words"]);
  });

  /** Permissions do not bind root, so that root does this as nobody. */
  async function asOrdinaryUser(work: () => Promise<void>): Promise<void> {
    if (process.geteuid?.() !== 0) return work();
    const nobody = 65534;
    for (const path of [folder, join(folder, "words")]) await chown(path, nobody, nobody);
    process.seteuid?.(nobody);
    try {
      await work();
    } finally {
      process.seteuid?.(0);
    }
  }
});

describe("a check before the write", () => {
  it("leaves the file that is there as it is, and nothing beside it", async () => {
    await writeFile(join(folder, "words"), "old");
    await checkWritable(join(folder, "words"));
    await checkWritable(join(folder, "new"));
    expect(await readFile(join(folder, "words"), "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(["words"]);
  });
});

describe("a write that meets a real limit leaves the old file, no temporary one, and says so:", () => {
  function writeUnder(shell: readonly string[], setup: string): unknown {
    const child = fileURLToPath(new URL("child.ts", import.meta.url));
    const [command = "", ...options] = shell;
    const script = `${setup} && exec "$0" --import tsx "$1" "$2"`;
    const run = spawnSync(command, [...options, script, process.execPath, child, folder], {
      encoding: "utf8",
      env: { ...process.env, TSX_DISABLE_CACHE: "1" },
    });
    if (run.status !== 0) throw new Error(run.stderr);
    return JSON.parse(run.stdout);
  }

  const old = { exitCode: 5, content: "the old content", names: ["words"] };

  it.skipIf(windows)("the file size limit of the process", () => {
    const outcome = writeUnder(["bash", "-c"], "ulimit -f 100");
    expect(outcome).toMatchObject(old);
    expect(outcome).toHaveProperty(
      "message",
      expect.stringMatching(/the file would grow beyond the size limit \(EFBIG\)/),
    );
  });

  const ownDisk = ["unshare", "--user", "--map-root-user", "--mount", "bash", "-c"] as const;
  const mount = 'mount -t tmpfs -o size=128k none "$2"';
  const mayMount =
    process.platform === "linux" &&
    spawnSync(ownDisk[0], [...ownDisk.slice(1), mount, "", "", tmpdir()], { stdio: "ignore" }).status === 0;

  it.skipIf(!mayMount)("a full disk (where this user may mount one)", () => {
    const outcome = writeUnder(ownDisk, mount);
    expect(outcome).toMatchObject(old);
    expect(outcome).toHaveProperty("message", expect.stringMatching(/the disk is full \(ENOSPC\); free some space/));
  });

  it.skipIf(!mayMount)("a read-only disk (where this user may mount one)", async () => {
    const remount = `${mount} && mkdir "$2/disk" && mount -t tmpfs -o ro none "$2/disk" && set -- "$1" "$2/disk"`;
    expect(() => writeUnder(ownDisk, remount)).toThrow(/the disk is read-only \(EROFS\); choose another folder/);
  });
});
