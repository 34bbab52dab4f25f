/** What every part of the bench has at hand. */
import { existsSync } from "node:fs";
import { mkdtemp, rename } from "node:fs/promises";
import { join } from "node:path";
import { isRecord } from "../../src/model/json.js";
import type { Options } from "./options.js";
import { type Command, Failure, type Run, type RunOptions, run } from "./program.js";
import type { Measured } from "./rounds.js";
import { katzeCommand, type Row, usualFlags } from "./rows.js";
import type { WordFiles } from "./words.js";

export interface Bench {
  readonly options: Options;
  /** For files of the run; gone after it. */
  readonly folder: string;
  readonly words: WordFiles;
  /** Those that are here and were asked for. */
  readonly rows: readonly Row[];
  readonly cores: number;
  /** Shows how it goes. */
  readonly tell: (line: string) => void;
}

/** Words that everybody learns. */
export const learned = ({ options }: Bench): number => (options.quick ? 3_000 : 60_000);

/** Seconds that one measurement of training or of bulk prediction takes at most, apart from starting. */
export const seconds = ({ options }: Bench, isTrial = false): number => (options.quick ? 0.3 : isTrial ? 1 : 2.5);

/** Numbers in h of the networks that predict, and words a batch of theirs. */
export const predicting = 128;

/** A row's program with a task and its arguments. */
export const taskOf = ({ program: { program, args } }: Row, ...task: readonly string[]): Command => ({
  program,
  args: [...args, ...task],
});

export const katze = (...args: readonly string[]): Command => ({
  program: process.execPath,
  args: [katzeCommand, ...args],
});

/** Runs a task that prints one JSON object. Throws Failure. */
export async function ask(
  command: Command,
  options?: RunOptions,
): Promise<{ answer: Record<string, unknown>; run: Run }> {
  const done = await run(command, options);
  const answer: unknown = JSON.parse(done.stdout.trim().split("\n").at(-1) || "null");
  if (!isRecord(answer)) throw new Failure(`${command.args.at(-1)} printed no figures`);
  return { answer, run: done };
}

/** Runs a task that prints words a second. Throws Failure. */
export async function rate(command: Command): Promise<Measured> {
  const { answer, run } = await ask(command);
  const figure = answer.wordsPerSecond;
  if (typeof figure !== "number" || !(figure > 0)) throw new Failure("it printed no words a second");
  return { figure, peakMemory: run.peakMemory };
}

/** Has a row train what it predicts with, as far as a model file needs; returns the folder of its model. */
export async function modelFor(bench: Bench, row: Row): Promise<string> {
  const folder = join(bench.folder, `model-${row.key}`);
  if (existsSync(folder)) return folder;
  const unfinished = await mkdtemp(`${folder}-`);
  const csv = await bench.words.toLearn(learned(bench));
  const hidden = String(predicting);
  if (row.threads !== undefined) {
    await run(katze("train", csv, "--hidden", hidden, "--epochs", "1", "--model", modelIn(unfinished)));
  } else if (!row.isTrained) {
    const limits = ["--hidden", hidden, "--batch", hidden, "--seconds", "1", ...usualFlags(row)];
    await run(taskOf(row, "train", csv, "--model", unfinished, ...limits));
  }
  await rename(unfinished, folder);
  return folder;
}

/** katze's model in such a folder. */
export const modelIn = (folder: string): string => join(folder, "words.safetensors");
