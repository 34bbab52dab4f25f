/** Kills trainings at moments that chance decides, and has each resumed to its end. */
import { watch } from "node:fs";
import { readdir } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { derive, Random } from "../../src/corpus/random.js";
import { start } from "./program.js";
import { check, checkWhole, Finding, isThere, newest, previous, reset, type World } from "./world.js";

export interface Kills {
  /** Trainings killed. */
  kills: number;
  /** Of those, in the middle of writing a file. */
  writing: number;
  /** Trainings that were resumed to the end, to the same bytes as one that nobody disturbs. */
  resumed: number;
}

/** A training is killed so many times at most before it may end. */
const mostInARow = 4;

/**
 * Kills trainings `most` times; every training is resumed until it ends.
 * @throws Finding where a file is lost or mixed, or a resumed training comes to other bytes
 */
export async function killTrainings(
  world: World,
  seed: number,
  most: number,
  tell: (kills: Kills) => void = () => {},
): Promise<Kills> {
  const done: Kills = { kills: 0, writing: 0, resumed: 0 };
  for (let training = 0; done.kills < most; training++) {
    const random = new Random(derive(seed, training));
    reset(world);
    let isDone = false;
    for (let kill = 1 + random.below(mostInARow); kill > 0 && !isDone && done.kills < most; kill--) {
      isDone = await killOnce(world, random, done);
    }
    if (!isDone) await resume(world, random);
    await checkWhole(world);
    done.resumed++;
    tell(done);
  }
  return done;
}

/** Trains, or goes on, and kills it; whether it came to its end before. */
async function killOnce(world: World, random: Random, done: Kills): Promise<boolean> {
  const hadCheckpoint = hasCheckpoint(world);
  const running = start(argumentsFor(world, random), world.folder);
  const moment = new AbortController();
  const untilKill = momentOf(world, random, moment.signal).then(() => running.stop("SIGKILL"));
  const { code, stderr } = await running.ended;
  moment.abort();
  await untilKill;
  if (code !== 0 && code !== 128 + 9) throw new Finding(`training exits with ${code}: ${stderr}`);
  if (code === 0) return true;
  done.kills++;
  if ((await readdir(world.folder)).some((name) => name.endsWith(".tmp"))) done.writing++;
  const isNew = await check(world);
  if (hadCheckpoint && !isNew && !hasCheckpoint(world)) throw new Finding("the checkpoint is lost");
  return false;
}

async function resume(world: World, random: Random): Promise<void> {
  const { code, stderr } = await start(argumentsFor(world, random), world.folder).ended;
  if (code !== 0) throw new Finding(`resuming exits with ${code}: ${stderr}`);
}

const hasCheckpoint = (world: World): boolean => isThere(world, newest) || isThere(world, previous);

const argumentsFor = (world: World, random: Random): string[] => [
  ...world.train,
  "--resume",
  "--threads",
  `${1 + random.below(3)}`,
];

/** Half of the moments are any; the others are while a file changes, or just after. */
async function momentOf({ folder, milliseconds }: World, random: Random, signal: AbortSignal): Promise<void> {
  const wait = async (time: number): Promise<void> => {
    await sleep(time, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  };
  await wait((milliseconds * random.below(1000)) / 1000);
  if (random.below(2) === 0) return;
  await changes(folder, 1 + random.below(20), signal);
  if (random.below(2) === 0) await wait(random.below(80) / 10);
}

/** Waits for so many changes to the files of a training, locks apart. */
async function changes(folder: string, count: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const watcher = watch(folder);
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve());
    let left = count;
    watcher.on("change", (_, name) => {
      if (!String(name).includes(".lock") && --left <= 0) resolve();
    });
  });
  watcher.close();
}
