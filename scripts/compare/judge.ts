/** Peers that learn the words and tell them. */
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isStrings } from "../../src/model/json.js";
import { ask } from "../peers/ask.js";
import { taskOf } from "../peers/peer.js";
import { Failure } from "../peers/program.js";
import { type Answers, evaluateAnswers } from "./answers.js";
import type { Row } from "./rows.js";
import { type Task, writeTraining, writeWords } from "./task.js";

/** A peer with the setting that is best for it. */
export interface Chosen {
  readonly row: Row;
  readonly setting: string;
  readonly flags: readonly string[];
  /** The folder of what it learned. */
  readonly model: string | undefined;
  /** Accuracy on validation words, by setting. */
  readonly tried: Readonly<Record<string, number>>;
}

/**
 * Has a peer try its settings and takes the one with the best accuracy on validation words; of equals the first.
 *
 * @throws Failure
 */
export async function choose(
  task: Task,
  row: Row,
  settings: Row["settings"],
  tell: (line: string) => void,
): Promise<Chosen> {
  const tried: Record<string, number> = {};
  let best: (Pick<Chosen, "setting" | "flags" | "model"> & { readonly accuracy: number }) | undefined;
  for (const [setting, given] of settings) {
    const model = row.learns ? await train(task, row, given, Object.keys(tried).length) : undefined;
    const flags = model === undefined ? given : [...given, "--model", model];
    const { validation } = task.words;
    const answers = await judge(task, row, flags, "validation", validation);
    const { accuracy } = evaluateAnswers(answers, task.corpus, validation);
    tell(`${row.name}${setting && `, ${setting}`}: ${(100 * accuracy).toFixed(2)} % of validation words`);
    tried[setting] = accuracy;
    if (best === undefined || accuracy > best.accuracy) best = { setting, flags, model, accuracy };
  }
  if (best === undefined) throw new Failure("it has no settings");
  const { setting, flags, model } = best;
  return { row, setting, flags, model, tried };
}

/** Has a peer learn; returns the folder of its model. */
async function train(task: Task, row: Row, flags: readonly string[], number: number): Promise<string> {
  const model = join(task.folder, `${row.key}-${number}`);
  await mkdir(model);
  await ask(taskOf(row, "fit", await writeTraining(task), "--model", model, ...flags));
  return model;
}

/** What a peer says of words. Throws Failure. */
export async function judge(
  task: Task,
  row: Row,
  flags: readonly string[],
  name: string,
  words: Uint32Array,
): Promise<Answers> {
  const out = join(task.folder, `${row.key}.float32`);
  const { answer } = await ask(taskOf(row, "judge", await writeWords(task, name, words), "--out", out, ...flags));
  const { labels, probabilities } = answer;
  if (!isStrings(labels) || typeof probabilities !== "boolean") throw new Failure("it named no labels");
  const bytes = await readFile(out);
  const said = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  if (said.length !== words.length * labels.length) {
    throw new Failure(`it gave ${said.length} numbers for ${words.length} words of ${labels.length} labels`);
  }
  return { labels, said, areProbabilities: probabilities };
}
