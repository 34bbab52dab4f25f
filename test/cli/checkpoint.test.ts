import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CheckpointFile } from "../../src/cli/checkpoint.js";
import { DataError, FileError, ModelError, UsageError } from "../../src/errors.js";
import { Disk, type Plan, PowerCut } from "../files/disk.js";
import { failure } from "../files/failure.js";
import { stateAfter } from "../training/states.js";

const model = "/models/words.safetensors";
const newest = "/models/words.checkpoint.safetensors";
const previous = "/models/words.checkpoint.previous.safetensors";
const data = "d".repeat(64);

let notes: string[] = [];
beforeEach(() => {
  notes = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => notes.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const fileOn = (disk: Disk, settings = { seed: 1 }, of = data): CheckpointFile =>
  new CheckpointFile(model, settings, of, disk);

/** A disk with what a training leaves that kept the states after these epochs. */
async function diskAfter(...epochs: readonly number[]): Promise<Disk> {
  const disk = new Disk();
  const file = fileOn(disk);
  for (const epoch of epochs) await file.keep(() => stateAfter(epoch), true);
  return disk;
}

const damaged = (text: string): string => text.slice(0, -1);
const epochOf = async (disk: Disk): Promise<number | undefined> => (await fileOn(disk).resume())?.epoch;

describe("K4: the newest checkpoint", () => {
  it("is gone on from where it is whole, without a word", async () => {
    const disk = await diskAfter(1, 2, 3);
    expect(disk.list("/models")).toEqual(["words.checkpoint.previous.safetensors", "words.checkpoint.safetensors"]);
    expect(await fileOn(disk).resume()).toStrictEqual(stateAfter(3));
    expect(notes).toEqual([]);
  });

  it.each([
    ["damaged", damaged],
    ["empty", () => ""],
    ["missing", undefined],
  ])("that is %s leaves the one before, with a warning that says which", async (_, damage) => {
    const disk = await diskAfter(1, 2, 3);
    const text = disk.read(newest) ?? "";
    if (damage) disk.put(newest, damage(text));
    else await disk.unlink(newest);
    expect(await fileOn(disk).resume()).toStrictEqual(stateAfter(2));
    expect(notes).toEqual([expect.stringMatching(/checkpoint\.safetensors.*; going on from the one before, \/models/)]);
  });

  it("that cannot be read leaves the one before, too", async () => {
    const disk = await diskAfter(1, 2);
    const failAt = disk.calls.length + 1; // lstat, then readFile
    disk.plan = { failAt };
    expect(await epochOf(disk)).toBe(1);
    expect(disk.calls[failAt]).toBe(`readFile ${newest}`);
    expect(notes).toEqual([expect.stringMatching(/the disk reports an error/)]);
  });

  it("that is damaged never takes the place of the one before", async () => {
    const disk = await diskAfter(1, 2);
    disk.put(newest, "damaged");
    const file = fileOn(disk);
    await file.resume();
    const calls = disk.calls.length;
    await file.keep(() => stateAfter(2), true);
    expect(disk.calls.slice(calls).filter((call) => call.endsWith(previous))).toEqual([]);
    expect(await epochOf(disk)).toBe(2);
    await file.keep(() => stateAfter(3), true);
    disk.put(newest, "damaged");
    expect(await epochOf(disk)).toBe(2);
  });

  it("is refused where the one before is damaged or missing as well", async () => {
    const disk = await diskAfter(1, 2);
    disk.put(newest, "damaged");
    disk.put(previous, "damaged");
    const error = await failure(epochOf(disk));
    expect(error).toBeInstanceOf(ModelError);
    expect(String(error)).toContain(`"${newest}"`);
    await disk.unlink(previous);
    expect(await failure(epochOf(disk))).toBeInstanceOf(ModelError);
    await disk.unlink(newest);
    expect(await epochOf(disk)).toBeUndefined();
    expect(notes.at(-1)).toMatch(/is not there; training from the beginning/);
  });
});

describe("K5: a checkpoint", () => {
  it("of other data or settings is refused, the one before too, and says which changed", async () => {
    const disk = await diskAfter(1, 2);
    for (const content of [disk.read(newest) ?? "", "damaged"]) {
      disk.put(newest, content);
      const other = await failure(fileOn(disk, { seed: 1 }, "e".repeat(64)).resume());
      expect(other).toBeInstanceOf(DataError);
      expect(String(other)).toMatch(/the data changed since; give the same, or remove it/);
      const seed = await failure(fileOn(disk, { seed: 2 }).resume());
      expect(seed).toBeInstanceOf(UsageError);
      expect(String(seed)).toMatch(/seed was 1 and is 2 now; give the same settings, or remove it/);
    }
  });

  it("is not lost by a training from the beginning, nor is the one before", async () => {
    const disk = await diskAfter(1, 2);
    for (const path of [newest, previous]) {
      const error = await failure(fileOn(disk).refuseToLose());
      expect(error).toBeInstanceOf(UsageError);
      expect(String(error)).toContain(`${path}: a stopped training stands there; go on with --resume`);
      await disk.unlink(path);
    }
    expect(await fileOn(disk).refuseToLose()).toBeUndefined();
  });

  it("is removed with the one before, once the model is there", async () => {
    const disk = await diskAfter(1, 2);
    await fileOn(disk).remove();
    expect(disk.list("/models")).toEqual([]);
    await fileOn(disk).remove();
  });
});

describe("keeping a checkpoint", () => {
  it("is left out where the last one is too short ago for what it cost, unless the training stops", async () => {
    vi.spyOn(performance, "now").mockImplementation(() => now);
    let now = 0;
    const disk = new Disk();
    disk.plan = {
      meanwhile: (call) => {
        if (call.startsWith("sync /models/.")) now += 10;
      },
    };
    const file = fileOn(disk);
    const keepAt = async (time: number, isStopping = false): Promise<number | undefined> => {
      now = time;
      await file.keep(() => stateAfter(time), isStopping);
      return epochOf(disk);
    };
    expect(await keepAt(5)).toBe(5);
    expect(await keepAt(15 + 199)).toBe(5);
    expect(await keepAt(15 + 200)).toBe(215);
    expect(await keepAt(226)).toBe(215);
    expect(await keepAt(227, true)).toBe(227);
  });

  it.each<[string, (call: number) => Plan]>([
    ["a call fails", (failAt) => ({ failAt, code: "ENOSPC" })],
    ["every call fails from one on", (failAt) => ({ failAt, andAfter: true })],
    ["the program is killed", (cutAfter) => ({ cutAfter })],
  ])("leaves one to go on from, the newest or the one before it, where %s", async (_, planOf) => {
    const trial = await diskAfter(1, 2);
    const before = trial.calls.length;
    const file = fileOn(trial);
    await file.resume();
    const resumed = trial.calls.length;
    await file.keep(() => stateAfter(3), true);
    for (let call = resumed; call < trial.calls.length; call++) {
      const disk = await diskAfter(1, 2);
      expect(disk.calls).toHaveLength(before);
      const again = fileOn(disk);
      await again.resume();
      disk.plan = planOf(call);
      const error = await failure(again.keep(() => stateAfter(3), true));
      expect(error instanceof FileError || error instanceof PowerCut, trial.calls[call]).toBe(true);
      disk.plan = {};
      expect([2, 3], trial.calls[call]).toContain(await epochOf(disk));
    }
  });
});
