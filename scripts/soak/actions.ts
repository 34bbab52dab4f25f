/** What users and machines do to katze, one action at a time; each checks what it must come to. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../../src/corpus/random.js";
import { katze, type Run, root, start } from "./program.js";
import { ask, check, checkWhole, Finding, isThere, newest, previous, reset, type World } from "./world.js";

export interface Action {
  readonly name: string;
  /** Undefined where it does not apply to what is there; otherwise what came of it, in a word. */
  readonly act: (world: World, random: Random) => Promise<string | undefined>;
}

const hasCheckpoint = (world: World): boolean => isThere(world, newest) || isThere(world, previous);
const threads = (random: Random): string[] => ["--threads", `${1 + random.below(4)}`];
const trainArguments = (world: World, random: Random): string[] => [...world.train, "--resume", ...threads(random)];

function expectCode({ code, stderr }: Run, ...codes: readonly number[]): void {
  if (!codes.includes(code)) throw new Finding(`exit code ${code}, not ${codes.join(" or ")}: ${stderr}`);
  if (code !== 0 && code < 128 && stderr.split("\n").filter((line) => line.startsWith("katze: ")).length === 0) {
    throw new Finding(`exit code ${code} without a line that says why: ${stderr}`);
  }
}

/** After a training that came to its end all is in its place; a new one then begins with the old model. */
async function settle(world: World, { code }: Run): Promise<string> {
  if (code !== 0) {
    await check(world);
    return `exit code ${code}`;
  }
  await checkWhole(world);
  reset(world);
  return "done";
}

/** Trains or goes on until a signal, if one comes before the end. */
const trainUntil =
  (signal: "SIGKILL" | "SIGINT" | "SIGTERM", code: number): Action["act"] =>
  async (world, random) => {
    const had = hasCheckpoint(world);
    const running = start(trainArguments(world, random), world.folder);
    const timer = setTimeout(() => running.stop(signal), (world.milliseconds * random.below(1000)) / 1000);
    const run = await running.ended;
    clearTimeout(timer);
    // A signal before Node is up has the system's answer, which is the same code.
    expectCode(run, 0, code);
    if (had && run.code !== 0 && !(await check(world)) && !hasCheckpoint(world)) throw new Finding("checkpoint lost");
    return settle(world, run);
  };

const damage = (text: Buffer, random: Random): Buffer => {
  const kind = random.below(3);
  if (kind === 0) return text.subarray(0, random.below(text.length));
  if (kind === 1) return Buffer.concat([text, Buffer.alloc(1 + random.below(9))]);
  const flipped = Buffer.from(text);
  const at = random.below(text.length);
  flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << random.below(8)), at);
  return flipped;
};

export const actions: readonly Action[] = [
  {
    name: "train to the end",
    act: async (world, random) => {
      const run = await katze(trainArguments(world, random), world.folder);
      expectCode(run, 0);
      return settle(world, run);
    },
  },
  { name: "train, SIGKILL", act: trainUntil("SIGKILL", 137) },
  { name: "train, SIGINT", act: trainUntil("SIGINT", 130) },
  { name: "train, SIGTERM", act: trainUntil("SIGTERM", 143) },
  {
    name: "train from the beginning over a checkpoint",
    act: async (world) => {
      if (!hasCheckpoint(world)) return undefined;
      expectCode(await katze(world.train, world.folder), 2);
      await check(world);
      return "refused";
    },
  },
  {
    name: "go on with other data",
    act: async (world) => {
      if (!hasCheckpoint(world)) return undefined;
      const [command = "", , ...flags] = world.train;
      expectCode(await katze([command, join(root, "data", "cats.csv"), ...flags, "--resume"], world.folder), 3);
      await check(world);
      return "refused";
    },
  },
  {
    name: "two trainings at once",
    act: async (world, random) => {
      const both = [start(trainArguments(world, random), world.folder)];
      await sleep(random.below(400));
      both.push(start(trainArguments(world, random), world.folder));
      const runs = await Promise.all(both.map(({ ended }) => ended));
      for (const run of runs) expectCode(run, 0, 5);
      const done = runs.filter(({ code }) => code === 0).length;
      if (done === 0) throw new Finding("each of two trainings was refused for the other");
      const [one, other] = runs;
      if (one && other && one.spoke < other.silent && other.spoke < one.silent)
        throw new Finding("two trained at once");
      await checkWhole(world);
      reset(world);
      return done === 2 ? "one after the other" : "one refused";
    },
  },
  {
    name: "train where files may not grow",
    act: async (world, random) => {
      const run = await start(trainArguments(world, random), world.folder, 4 + random.below(200)).ended;
      expectCode(run, 0, 5);
      return settle(world, run);
    },
  },
  {
    name: "damage the newest checkpoint, go on",
    act: async (world, random) => {
      if (!isThere(world, newest) || !isThere(world, previous)) return undefined;
      const path = join(world.folder, newest);
      if (random.below(4) === 0) rmSync(path);
      else writeFileSync(path, damage(readFileSync(path), random));
      const run = await katze(trainArguments(world, random), world.folder);
      expectCode(run, 0);
      if (!run.stderr.includes("going on from the one before")) throw new Finding(`no warning: ${run.stderr}`);
      return settle(world, run);
    },
  },
  {
    name: "predict while training",
    act: async (world, random) => {
      const running = start(trainArguments(world, random), world.folder);
      for (let asked = 1 + random.below(4); asked > 0; asked--) {
        const { stdout, stderr } = await katze(ask, world.folder);
        if (!world.answers.includes(stdout)) throw new Finding(`neither model answers so: ${stdout}${stderr}`);
      }
      const run = await running.ended;
      expectCode(run, 0);
      return settle(world, run);
    },
  },
];
