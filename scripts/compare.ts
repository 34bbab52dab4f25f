/**
 * How accurate katze is on single words, and its peers, trained or restricted alike: all learn from the training words of
 * data/words.csv, choose their settings on its validation words and are measured on its test words, by src/evaluation.
 *
 *     npm run compare -- [--model FILE]… [--only ROW,…] [--quick] [--rounds 3] [--json FILE] [--markdown FILE]
 *                        [--skip-install] [--help]
 *
 * Peers are installed beside their programs, in scripts/peers; one that cannot be had is named as missing.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultModel, shipped } from "../src/cli/paths.js";
import { runCommand } from "../src/cli/run.js";
import { UsageError } from "../src/errors.js";
import { ceilingOf } from "./compare/ceiling.js";
import type { Figures } from "./compare/figures.js";
import { type Chosen, choose } from "./compare/judge.js";
import { type OwnModel, own, readModels } from "./compare/katze.js";
import { measureModel, measurePeer } from "./compare/measure.js";
import { peerRows, type Row } from "./compare/rows.js";
import { allSheets } from "./compare/sheets.js";
import { wordsPerSecond } from "./compare/speed.js";
import { type Task, taskIn } from "./compare/task.js";
import { describeMachine, machineLine } from "./measurement/machine.js";
import { type Options, readOptions } from "./measurement/options.js";
import { toMarkdown, toText } from "./measurement/sheet.js";
import { WordFiles } from "./measurement/words.js";
import { findPeers } from "./peers/presence.js";
import { Failure } from "./peers/program.js";

const usage =
  "npm run compare -- [--model FILE]… [--only ROW,…] [--quick] [--rounds 3] [--json FILE] [--markdown FILE] [--skip-install]";
const keys = [own, ...peerRows.map(({ key }) => key)];

/** Words of a split that a quick run takes. */
const few = 2_000;

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

await runCommand(async () => {
  const options = readOptions(usage, true);
  if (options.help) return console.log(`${usage}\nrows: ${keys.join(", ")}`);
  const { only, quick } = options;
  const unknown = only.find((name) => !keys.includes(name));
  if (unknown !== undefined) throw new UsageError(`--only names rows (${keys.join(", ")}); usage: ${usage}`);
  const isAsked = (key: string): boolean => only.length === 0 || only.includes(key);
  const models = isAsked(own) ? await readModels([shipped(defaultModel), ...options.models]) : [];
  const machine = describeMachine();
  tell(machineLine(machine));

  const folder = await mkdtemp(join(tmpdir(), "katze-compare-"));
  try {
    const words = await WordFiles.in(folder);
    const task = taskIn(folder, words.corpus, quick ? few : undefined);
    const asked = peerRows.filter(({ key }) => isAsked(key));
    const { here, versions, missing } = await findPeers(asked, usualFlags, options, tell);
    const faults = new Map(missing);
    const lines = await words.toLabel(quick ? few : words.corpus.words.length);
    const figures = await measureAll(task, options, models, here, lines, faults);
    const ceiling = ceilingOf(words.corpus.targets, task.words.test);
    const sheets = allSheets(figures, ceiling, task.words.test.length);
    for (const sheet of sheets) console.log(`\n${toText(sheet, Number.POSITIVE_INFINITY)}`);
    console.log(["", ...[...versions, ...faults].map((one) => one.join(": ")), machineLine(machine)].join("\n"));
    if (options.markdown) await writeFile(options.markdown, `${sheets.map(toMarkdown).join("\n\n")}\n`);
    if (options.json) {
      const missing = Object.fromEntries(faults);
      const record = { machine, options, versions: Object.fromEntries(versions), missing, ceiling, rows: figures };
      const text = JSON.stringify(record, (key, value: unknown) => (key === "right" ? undefined : value), 2);
      await writeFile(options.json, `${text}\n`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** The flags of the setting that is listed first. */
function usualFlags({ settings }: Row): readonly string[] {
  return [...settings.values()][0] ?? [];
}

/** @param faults takes why a row has no figures, by its name */
async function measureAll(
  task: Task,
  { quick, rounds }: Options,
  models: readonly OwnModel[],
  peers: readonly Row[],
  lines: string,
  faults: Map<string, string>,
): Promise<Figures[]> {
  if (quick)
    tell("quick: peers learn few words and katze's models all, so that figures say nothing about who is better");
  const measured: Omit<Figures, "wordsPerSecond">[] = [];
  for (const model of models) measured.push(await measureModel(task, model));
  const all: Chosen[] = [];
  for (const row of peers) {
    try {
      const chosen = await choose(task, row, quick ? new Map([...row.settings].slice(0, 1)) : row.settings, tell);
      measured.push(await measurePeer(task, chosen));
      all.push(chosen);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      faults.set(row.name, `missing, ${error.message}`);
      tell(`${row.name}: ${error.message}`);
    }
  }
  const rates = await wordsPerSecond(models, all, lines, { rounds, seconds: quick ? 0.3 : 2, tell });
  return measured.map((one, i) => ({ ...one, wordsPerSecond: rates[i] }));
}
