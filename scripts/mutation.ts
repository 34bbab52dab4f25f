/**
 * Changes the sources of corpus, model, training and the command line, one place at a time, runs the tests that reach
 * the place, and prints how many of the changes they noticed:
 *
 *     npm run mutation -- --only model --concurrency 2
 */
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import yargs from "yargs";
import { isRecord } from "../src/model/json.js";
import { folders } from "./mutation/folders.js";

const root = fileURLToPath(new URL("..", import.meta.url));

const { only, files, concurrency, force } = await yargs(process.argv.slice(2))
  .options({
    only: { choices: Object.keys(folders), describe: "One folder alone" },
    files: { type: "string", describe: "Of that folder, the files to change (a glob)" },
    concurrency: { type: "number", default: 1, describe: "Test runners at once" },
    force: { type: "boolean", default: false, describe: "Judge anew what has not changed since the last run, too" },
  })
  .implies("files", "only")
  .strict()
  .parseAsync();

/** How many mutants of a report ended so: Killed, Survived, NoCoverage, Timeout, Ignored, … */
function countIn(report: unknown, ...ends: readonly string[]): number {
  const all = Object.values(isRecord(report) && isRecord(report.files) ? report.files : {});
  const mutants: unknown[] = all.flatMap((file) => (isRecord(file) && Array.isArray(file.mutants) ? file.mutants : []));
  return mutants.filter((mutant) => isRecord(mutant) && ends.includes(String(mutant.status))).length;
}

const told = (name: string, noticed: number, all: number): string =>
  `${name}: ${noticed} of ${all} noticed, ${((100 * noticed) / all).toFixed(1)} %`;

const lines: string[] = [];
let [noticed, all] = [0, 0];
for (const folder of Object.keys(folders)) {
  if (only !== undefined && only !== folder) continue;
  const report = new URL(`../reports/mutation/${folder}.json`, import.meta.url);
  rmSync(report, { force: true });
  const stryker = ["stryker", "run", "scripts/mutation/stryker.config.mjs", "--concurrency", `${concurrency}`];
  if (force) stryker.push("--force");
  const env = { ...process.env, KATZE_MUTATE: folder, ...(files === undefined ? {} : { KATZE_MUTATE_FILES: files }) };
  const { status } = spawnSync("npx", stryker, { cwd: root, env, stdio: "inherit" });
  if (status !== 0) throw new Error(`Stryker failed on ${folder}`);
  const read: unknown = JSON.parse(readFileSync(report, "utf8"));
  const killed = countIn(read, "Killed", "Timeout");
  const judged = killed + countIn(read, "Survived", "NoCoverage");
  noticed += killed;
  all += judged;
  lines.push(told(folder, killed, judged));
}
console.log([...lines, told("together", noticed, all)].join("\n"));
