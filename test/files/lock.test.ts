import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FileError } from "../../src/errors.js";
import { describeHolder, newHolder } from "../../src/files/holder.js";
import { lock } from "../../src/files/lock.js";
import { Disk } from "./disk.js";
import { failure } from "./failure.js";

let folder = "";
let path = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "katze-lock-"));
  path = join(folder, "words.lock");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The lock file of a process that was killed. */
const dead = async (): Promise<string> => describeHolder({ ...(await newHolder()), pid: await gone() });

/** The number of a process that has ended. */
async function gone(): Promise<number> {
  const child = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await once(child, "exit");
  if (child.pid === undefined) throw new Error("no process was started");
  return child.pid;
}

const refused = async (work: Promise<unknown>, saying: RegExp): Promise<void> => {
  const error = await failure(work);
  expect(error).toBeInstanceOf(FileError);
  expect(String(error)).toMatch(saying);
};

describe("K6: a lock", () => {
  it("is had by one, then by the next, and leaves no file", async () => {
    for (let i = 0; i < 3; i++) {
      const { release } = await lock(path);
      await refused(lock(path), new RegExp(`words\\.lock": process ${process.pid} works on it; wait until it is done`));
      expect(await readdir(folder)).toEqual(["words.lock"]);
      await release();
      await release();
      expect(await readdir(folder)).toEqual([]);
    }
  });

  it("is had by one of many that ask at once, also where a dead one must be taken over", async () => {
    for (let i = 0; i < 20; i++) {
      if (i % 2 === 1) await writeFile(path, await dead());
      if (i % 4 === 3) await writeFile(`${path}.next`, await dead());
      const asked = await Promise.allSettled(Array.from({ length: 8 }, () => lock(path)));
      const had = asked.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
      expect(had).toHaveLength(1);
      for (const { release } of had) await release();
      expect(await readdir(folder)).toEqual([]);
    }
  });

  it("is not given while the process that holds it lives, and is once it was killed", async () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
    await once(child, "spawn");
    const own = await newHolder();
    await writeFile(path, describeHolder({ ...own, pid: child.pid ?? 0, born: "" }));
    await refused(lock(path), new RegExp(`process ${child.pid} works on it`));
    child.kill("SIGKILL");
    await once(child, "exit");
    await (await lock(path)).release();
  });

  it("of an earlier process with a number that is used again is taken over", async () => {
    const own = await newHolder();
    await writeFile(path, describeHolder(own));
    await (await lock(path)).release();
    await writeFile(path, describeHolder({ ...own, pid: process.ppid, born: "0000-0000 1" }));
    if (own.born === "") await refused(lock(path), /works on it/);
    else await (await lock(path)).release();
  });

  it("of another machine is left alone, and the message says what to do", async () => {
    const text = describeHolder({ ...(await newHolder()), host: `${hostname()}\u001b[2J`, pid: await gone() });
    await writeFile(path, text);
    await refused(lock(path), /on ".*\\u\{1b\}\[2J" works on it; .*; if that process is gone, remove the lock$/);
    expect(await readFile(path, "utf8")).toBe(text);
  });

  it.each(["", "{}", "left-pad@^1.0.0:\n", "katze: process 0 on a () \n"])(
    "never takes the place of %j",
    async (text) => {
      await writeFile(path, text);
      await refused(lock(path), /words\.lock" is no lock that katze wrote; remove it/);
      expect(await readFile(path, "utf8")).toBe(text);
      expect(await readdir(folder)).toEqual(["words.lock"]);
    },
  );

  it("is not removed by who lost it", async () => {
    const { release } = await lock(path);
    await writeFile(path, await dead());
    await release();
    expect(await readdir(folder)).toEqual(["words.lock"]);
  });
});

describe("a lock on a disk that fails", () => {
  const found = "/models/words.lock";

  async function diskFor(content: string | undefined): Promise<Disk> {
    const disk = new Disk();
    disk.putFolder("/models");
    if (content !== undefined) disk.put(found, content);
    return disk;
  }

  it.each(["new", "taken over"])("is had, or told that it cannot be, whichever call fails: %s", async (what) => {
    const before = what === "new" ? undefined : await dead();
    const trial = await diskFor(before);
    await lock(found, trial);
    for (const failAt of trial.calls.keys()) {
      for (const effect of [false, true]) {
        const disk = await diskFor(before);
        disk.plan = { failAt, effect };
        const error = await lock(found, disk).then(
          ({ release }) => release(),
          (reason: unknown) => reason,
        );
        if (error !== undefined) expect(error, trial.calls[failAt]).toBeInstanceOf(FileError);
        // What an open that failed has opened all the same, nobody can close.
        expect(disk.handles, trial.calls[failAt]).toBe(effect && trial.calls[failAt]?.startsWith("open") ? 1 : 0);
        // Whatever is left there keeps nobody out.
        disk.plan = {};
        await (await lock(found, disk)).release();
        expect(disk.read(found), trial.calls[failAt]).toBeUndefined();
      }
    }
  });

  it("is had by one where the disk knows no links", async () => {
    const disk = await diskFor(undefined);
    const noLinks = Object.assign(disk, { link: () => Promise.reject(Object.assign(new Error(), { code: "EPERM" })) });
    const { release } = await lock(found, noLinks);
    await refused(lock(found, noLinks), /works on it/);
    await release();
    expect(disk.list("/models")).toEqual([]);
  });

  it("that is taken over while another takes it over is had by that one alone", async () => {
    const disk = await diskFor(await dead());
    const trial = await diskFor(await dead());
    await lock(found, trial);
    for (const call of trial.calls.keys()) {
      disk.put(found, await dead());
      let rival: Promise<unknown> | undefined;
      const at = disk.calls.length + call;
      disk.plan = {
        meanwhile: async () => {
          if (rival !== undefined || disk.calls.length < at) return;
          rival = failure(lock(found, disk).then(({ release }) => held.push(release)));
          await rival;
        },
      };
      const held: (() => Promise<void>)[] = [];
      await failure(lock(found, disk).then(({ release }) => held.push(release)));
      expect(held, trial.calls[call]).toHaveLength(1);
      for (const release of held) await release();
      expect(disk.list("/models"), trial.calls[call]).toEqual([]);
    }
  });
});
