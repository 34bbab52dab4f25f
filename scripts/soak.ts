/**
 * Trains, kills, resumes, damages and predicts by chance, for as long as asked, and stops at the first thing that must
 * not be. The same seed repeats the same actions; when a kill strikes is up to the machine.
 *
 *     npm run soak -- --minutes 10 --seed 7
 *     npm run soak -- --kills 200 --seed 7
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import yargs from "yargs";
import { derive, Random } from "../src/corpus/random.js";
import { actions } from "./soak/actions.js";
import { killTrainings } from "./soak/kills.js";
import { root } from "./soak/program.js";
import { createWorld, Finding, keep, reset, type World } from "./soak/world.js";

/** Acts until the time is over; gives how often each action was done, and what came of it. */
async function soak(world: World, seed: number, minutes: number): Promise<ReadonlyMap<string, number>> {
  const outcomes = new Map<string, number>();
  const end = performance.now() + minutes * 60_000;
  reset(world);
  for (let i = 0; performance.now() < end; i++) {
    const random = new Random(derive(seed, i));
    const action = actions[random.below(actions.length)];
    if (action === undefined) throw new RangeError("no action");
    process.stderr.write(`\r\u001b[K${i}: ${action.name}`);
    const outcome = await action.act(world, random);
    if (outcome === undefined) continue;
    const told = `${action.name}: ${outcome}`;
    outcomes.set(told, (outcomes.get(told) ?? 0) + 1);
  }
  process.stderr.write("\r\u001b[K");
  return outcomes;
}

const { minutes, kills, seed } = await yargs(process.argv.slice(2))
  .options({
    minutes: { type: "number", default: 10, describe: "How long to go on" },
    kills: { type: "number", describe: "Instead, kill trainings so many times, and resume each" },
    seed: { type: "number", default: Date.now() % 2 ** 32, describe: "Repeats the actions of an earlier run" },
  })
  .strict()
  .parseAsync();

if (!existsSync(join(root, "dist", "cli", "katze.js"))) throw new Error("build first: npm run build");
const folder = mkdtempSync(join(tmpdir(), "katze-soak-"));
const world = await createWorld(folder);
console.log(`seed ${seed}, a training takes ${Math.round(world.milliseconds)} ms`);
try {
  if (kills === undefined) {
    const outcomes = await soak(world, seed, minutes);
    for (const [told, times] of [...outcomes].sort()) console.log(`${String(times).padStart(5)}  ${told}`);
    console.log(`${[...outcomes.values()].reduce((a, b) => a + b, 0)} actions, nothing found`);
  } else {
    const done = await killTrainings(world, seed, kills, (so) => process.stderr.write(`\r\u001b[K${so.kills} kills`));
    process.stderr.write("\r\u001b[K");
    console.log(`${done.kills} kills, ${done.writing} of them while a file was written; 0 files lost or mixed;`);
    console.log(`${done.resumed} trainings resumed, all to the bytes of one that nobody disturbed`);
  }
  rmSync(folder, { recursive: true });
} catch (error) {
  if (!(error instanceof Finding)) throw error;
  const kept = join(folder, "found");
  keep(world, kept);
  console.error(`\nfound with --seed ${seed}: ${error.message}\nthe files: ${kept}`);
  process.exitCode = 1;
}
