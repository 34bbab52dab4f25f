import { describe, expect, it } from "vitest";
import { FileError } from "../../src/errors.js";
import { removeFile } from "../../src/files/remove.js";
import { replaceFileDurably } from "../../src/files/write.js";
import { Disk, type Plan, PowerCut } from "./disk.js";
import { failure } from "./failure.js";

const path = "/models/newest";
const previous = "/models/previous";
const names = ["newest", "previous"] as const;

function diskFor(plan: Plan = {}): Disk {
  const disk = new Disk();
  disk.putFolder("/models");
  disk.put(path, "second");
  disk.put(previous, "first");
  disk.plan = plan;
  return disk;
}

const replace = (disk: Disk): Promise<void> => replaceFileDurably(path, previous, "third", disk);

async function calls(): Promise<readonly string[]> {
  const disk = diskFor();
  await replace(disk);
  return disk.calls;
}

/** What may be there: before, on the way, or after. Nothing written is ever lost but the oldest. */
const sound = [
  { newest: "second", previous: "first" },
  { newest: "second", previous: "second" },
  { newest: undefined, previous: "second" },
  { newest: "third", previous: "second" },
];

describe("K4: a write that keeps the file before", () => {
  it("leaves both, and nothing else", async () => {
    const disk = diskFor();
    await replace(disk);
    expect(disk.remains("/models", names)).toEqual([{ newest: "third", previous: "second" }]);
    expect(disk.list("/models")).toEqual([...names]);
  });

  it("keeps nothing where nothing is there", async () => {
    const disk = new Disk();
    await replace(disk);
    expect(disk.list("/models")).toEqual(["newest"]);
  });

  it("leaves the newest content whole under one of the names where any call fails", async () => {
    for (const [failAt, call] of (await calls()).entries()) {
      for (const more of [{}, { andAfter: true }, { effect: true }]) {
        const disk = diskFor({ failAt, ...more });
        expect(await failure(replace(disk)), call).toBeInstanceOf(FileError);
        expect(sound, call).toContainEqual({ newest: disk.read(path), previous: disk.read(previous) });
        // What an open that failed has opened all the same, nobody can close.
        expect(disk.handles, call).toBe("effect" in more && call.startsWith("open") ? 1 : 0);
      }
    }
  });

  it("leaves the newest content whole under one of the names where the power is cut after any call", async () => {
    for (const [cutAfter, call] of (await calls()).entries()) {
      const disk = diskFor({ cutAfter });
      expect(await failure(replace(disk)), call).toBeInstanceOf(PowerCut);
      for (const remains of disk.remains("/models", names)) expect(sound, call).toContainEqual(remains);
    }
  });
});

describe("a file's removal", () => {
  it("is done where the file is gone already, and told where it cannot be", async () => {
    const disk = diskFor();
    await removeFile(path, disk);
    await removeFile(path, disk);
    expect(disk.list("/models")).toEqual(["previous"]);
    disk.plan = { failAt: 2, code: "EACCES" };
    const error = await failure(removeFile(previous, disk));
    expect(error).toBeInstanceOf(FileError);
    expect(String(error)).toMatch(/cannot remove "\/models\/previous": permission is denied/);
  });
});
