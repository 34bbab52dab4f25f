import { describe, expect, it } from "vitest";
import { FileError } from "../../src/errors.js";
import { checkWritable, writeFileDurably } from "../../src/files/write.js";
import { Disk, type Plan, PowerCut } from "./disk.js";
import { failure } from "./failure.js";

const before = "the old content";
const after = "something new, and longer";

interface Situation {
  readonly what: string;
  readonly path: string;
  readonly before: string | undefined;
  readonly mode?: number;
  readonly plan?: Plan;
}

const situations: readonly Situation[] = [
  { what: "over a file", path: "/models/words", before },
  { what: "over a file, by short writes", path: "/models/words", before, plan: { longestWrite: 10 } },
  { what: "over a file with permissions of its own", path: "/models/words", before, mode: 0o622 },
  { what: "to a new name", path: "/models/new", before: undefined },
  { what: "to a new name in new folders", path: "/models/a/b/new", before: undefined },
];

function diskFor({ path, before, mode, plan }: Situation, fault: Plan = {}): Disk {
  const disk = new Disk();
  disk.putFolder("/models");
  if (before !== undefined) disk.put(path, before, mode);
  disk.plan = { ...plan, ...fault };
  return disk;
}

/** The calls of a write that succeeds. */
async function callsOf(situation: Situation): Promise<readonly string[]> {
  const disk = diskFor(situation);
  await writeFileDurably(situation.path, after, disk);
  return disk.calls;
}

const temporaries = (disk: Disk): string[] =>
  ["/", "/models", "/models/a", "/models/a/b"].flatMap((folder) =>
    disk.list(folder).filter((name) => name.endsWith(".tmp")),
  );

describe.each(situations)("a write $what", (situation) => {
  const { path } = situation;

  it("puts the new content in place, with the permissions of the old, and leaves nothing else", async () => {
    const disk = diskFor(situation);
    await writeFileDurably(path, after, disk);
    expect(disk.read(path)).toBe(after);
    expect(temporaries(disk)).toEqual([]);
    expect(disk.handles).toBe(0);
    if (situation.mode !== undefined) expect((await disk.lstat(path)).mode).toBe(situation.mode);
  });

  it.each(["EIO", "ENOSPC"])(
    "leaves the old content or the new and no temporary file where any call fails with %s",
    async (code) => {
      const calls = await callsOf(situation);
      const renamed = calls.findIndex((call) => call.startsWith("rename"));
      for (const failAt of calls.keys()) {
        const disk = diskFor(situation, { failAt, code });
        const error = await failure(writeFileDurably(path, after, disk));
        expect(error, calls[failAt]).toBeInstanceOf(FileError);
        expect(disk.read(path), calls[failAt]).toBe(failAt <= renamed ? situation.before : after);
        expect(temporaries(disk), calls[failAt]).toEqual([]);
        expect(disk.handles, calls[failAt]).toBe(0);
      }
    },
  );

  it("leaves the old content or the new and no temporary file where any call does its work and fails", async () => {
    const calls = await callsOf(situation);
    for (const [failAt, call] of calls.entries()) {
      // Not the exclusive open: whose file is there after it failed, nobody can tell.
      if (!/^(mkdir|write|chmod|sync|close|rename)/.test(call)) continue;
      const disk = diskFor(situation, { failAt, effect: true });
      expect(await failure(writeFileDurably(path, after, disk)), call).toBeInstanceOf(FileError);
      expect([situation.before, after], call).toContain(disk.read(path));
      expect(temporaries(disk), call).toEqual([]);
    }
  });

  it("names the temporary file that it could not remove, where every call fails from some call on", async () => {
    const calls = await callsOf(situation);
    for (const failAt of calls.keys()) {
      const disk = diskFor(situation, { failAt, andAfter: true });
      const error = await failure(writeFileDurably(path, after, disk));
      expect(error).toBeInstanceOf(FileError);
      expect([situation.before, after], calls[failAt]).toContain(disk.read(path));
      for (const name of temporaries(disk)) {
        expect(String(error)).toContain(name);
        expect(String(error)).toContain("remove that temporary file");
      }
    }
  });

  it("leaves the old content or the new, whole, where the power is cut after any call", async () => {
    const calls = await callsOf(situation);
    for (const cutAfter of calls.keys()) {
      const disk = diskFor(situation, { cutAfter });
      expect(await failure(writeFileDurably(path, after, disk)), calls[cutAfter]).toBeInstanceOf(PowerCut);
      const left = [...disk.afterPowerCut(path)].filter((content) => content !== situation.before && content !== after);
      expect(left, calls[cutAfter]).toEqual([]);
    }
  });

  it("is safe from a power cut once it is done", async () => {
    const disk = diskFor(situation);
    await writeFileDurably(path, after, disk);
    expect([...disk.afterPowerCut(path)]).toEqual([after]);
  });
});

describe("a check whether a file can be written", () => {
  const path = "/models/words";

  it("leaves the folder as it was, also where any call fails", async () => {
    const disk = diskFor({ what: "", path, before });
    await checkWritable(path, disk);
    expect(disk.list("/models")).toEqual(["words"]);
    for (const failAt of disk.calls.keys()) {
      const failing = diskFor({ what: "", path, before }, { failAt, code: "EACCES" });
      expect(await failure(checkWritable(path, failing)), disk.calls[failAt]).toBeInstanceOf(FileError);
      expect(failing.list("/models"), disk.calls[failAt]).toEqual(["words"]);
      expect(failing.read(path)).toBe(before);
    }
  });
});

describe("the disk in memory", () => {
  const path = "/models/words";

  async function replace(disk: Disk, calls: readonly ("write" | "sync" | "rename" | "sync folder")[]): Promise<void> {
    const file = await disk.open("/models/temporary", "wx");
    const folder = await disk.open("/models", "r");
    const doing: Record<string, () => Promise<unknown>> = {
      write: () => file.write(new TextEncoder().encode(after), 0, after.length, 0),
      sync: () => file.sync(),
      rename: () => disk.rename("/models/temporary", path),
      "sync folder": () => folder.sync(),
    };
    for (const call of calls) await doing[call]?.();
  }

  it.each([
    { calls: ["write", "rename"], may: ["", "\0".repeat(after.length), after, before] },
    { calls: ["rename", "write", "sync"], may: [after, before] },
    { calls: ["write", "sync", "rename"], may: [after, before] },
    { calls: ["write", "sync", "rename", "sync folder"], may: [after] },
  ] as const)("may hold after $calls and a power cut: $may", async ({ calls, may }) => {
    const disk = diskFor({ what: "", path, before });
    await replace(disk, calls);
    expect([...disk.afterPowerCut(path)].sort()).toEqual([...may].sort());
  });
});
