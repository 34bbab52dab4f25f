/** What every part of the bench has at hand. */
import { existsSync } from "node:fs";
import { mkdtemp, rename } from "node:fs/promises";
import { join } from "node:path";
import type { Options } from "../measurement/options.js";
import type { WordFiles } from "../measurement/words.js";
import { taskOf } from "../peers/peer.js";
import { type Command, run } from "../peers/program.js";
import { katzeCommand, type Row, usualFlags } from "./rows.js";

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

/** Passes over them in a whole run: as many as `katze train` takes of so many words by default. */
export const epochs = ({ options }: Bench): number => (options.quick ? 1 : 30);

/** Seconds that one measurement of training or of bulk prediction takes at most, apart from starting. */
export const seconds = ({ options }: Bench, isTrial = false): number => (options.quick ? 0.3 : isTrial ? 1 : 2.5);

/** Numbers in h of the networks that predict, and words a batch of theirs. */
export const predicting = 128;

export const katze = (...args: readonly string[]): Command => ({
  program: process.execPath,
  args: [katzeCommand, ...args],
});

/** Has a row train what it predicts with, as far as a model file needs; returns the folder of its model. */
export async function modelFor(bench: Bench, row: Row): Promise<string> {
  const folder = join(bench.folder, `model-${row.key}`);
  if (existsSync(folder)) return folder;
  const unfinished = await mkdtemp(`${folder}-`);
  const csv = await bench.words.toLearn(learned(bench));
  const shape = ["--hidden", String(predicting), "--batch", String(predicting)];
  if (row.threads !== undefined) {
    await run(taskOf(row, "run", csv, "--model", modelIn(unfinished), ...shape));
  } else if (!row.isTrained) {
    await run(taskOf(row, "train", csv, "--model", unfinished, ...shape, "--seconds", "1", ...usualFlags(row)));
  }
  await rename(unfinished, folder);
  return folder;
}

/** katze's model in such a folder. */
export const modelIn = (folder: string): string => join(folder, "words.safetensors");
