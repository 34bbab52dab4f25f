/**
 * How fast katze is, and its peers on the same machine in the same run.
 *
 *     npm run bench -- [--quick] [--only PART or ROW,…] [--rounds 3] [--json FILE] [--markdown FILE] [--skip-install]
 *
 * Parts: training, runs, prediction, lines, sizes, growth, product, profile. Peers are installed beside their programs, in
 * scripts/peers; one that cannot be had is named as missing.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../src/cli/run.js";
import { UsageError } from "../src/errors.js";
import { growth } from "./bench/growth.js";
import { lines } from "./bench/lines.js";
import { prediction } from "./bench/prediction.js";
import { product } from "./bench/product.js";
import { profile } from "./bench/profile.js";
import { allRows, katzeProgram, type Row, usualFlags } from "./bench/rows.js";
import { runs } from "./bench/runs.js";
import { sizes } from "./bench/sizes.js";
import type { Bench } from "./bench/tasks.js";
import { training } from "./bench/training.js";
import { describeMachine, machineLine } from "./measurement/machine.js";
import { type Options, readOptions } from "./measurement/options.js";
import { type Sheet, toMarkdown, toRecord, toText } from "./measurement/sheet.js";
import { WordFiles } from "./measurement/words.js";
import { findPeers } from "./peers/presence.js";

const usage =
  "npm run bench -- [--quick] [--only PART or ROW,…] [--rounds 3] [--json FILE] [--markdown FILE] [--skip-install]";

const parts: Readonly<Record<string, (bench: Bench) => Promise<Sheet[]>>> = {
  training,
  runs,
  prediction,
  lines,
  sizes,
  growth,
  product,
  profile,
};
/** Parts that measure katze alone. */
const alone = new Set(["lines", "growth", "product", "profile"]);

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

await runCommand(async () => {
  const options = readOptions(usage);
  const cores = availableParallelism();
  if (options.help) return console.log(usage);
  const { chosen, rows } = choose(options, allRows(cores));
  const machine = describeMachine();
  tell(machineLine(machine));
  const folder = await mkdtemp(join(tmpdir(), "katze-bench-"));
  try {
    const comparing = chosen.some((part) => !alone.has(part));
    const peers = comparing ? rows.filter((row) => !isOwn(row)) : [];
    const { here, versions, missing } = await findPeers(peers, usualFlags, options, tell);
    const shown = rows.filter((row) => isOwn(row) || here.includes(row));
    const words = await WordFiles.in(folder);
    const sheets = new Map<string, Sheet[]>();
    for (const part of chosen) {
      const found = (await parts[part]?.({ options, folder, words, rows: shown, cores, tell })) ?? [];
      sheets.set(part, found);
      for (const sheet of found) console.log(`\n${toText(sheet)}`);
    }
    const known = [...versions, ...missing].map(([name, version]) => `${name}: ${version}`);
    console.log(["", ...known, machineLine(machine)].join("\n"));
    const all = [...sheets.values()].flat();
    if (options.markdown) await writeFile(options.markdown, `${all.map(toMarkdown).join("\n\n")}\n`);
    if (options.json) {
      const results = Object.fromEntries([...sheets].map(([part, found]) => [part, found.map(toRecord)]));
      const record = {
        machine,
        options,
        versions: Object.fromEntries(versions),
        missing: Object.fromEntries(missing),
        results,
      };
      await writeFile(options.json, `${JSON.stringify(record, null, 2)}\n`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

function isOwn({ program }: Row): boolean {
  return program === katzeProgram;
}

/** The parts and rows that --only names; where it names parts alone all rows, and the other way round. */
function choose({ only }: Options, rows: readonly Row[]): { chosen: string[]; rows: Row[] } {
  const names = Object.keys(parts);
  const keys = rows.map(({ key }) => key);
  const unknown = only.find((name) => !names.includes(name) && !keys.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`--only names parts (${names.join(", ")}) and rows (${keys.join(", ")}); usage: ${usage}`);
  }
  const chosen = names.filter((name) => only.includes(name));
  const some = rows.filter(({ key }) => only.includes(key));
  return { chosen: chosen.length > 0 ? chosen : names, rows: some.length > 0 ? some : [...rows] };
}
