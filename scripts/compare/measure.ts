/** Every row's figures, from what it says of words. */
import { ask } from "../peers/ask.js";
import { sizeOf } from "../peers/installation.js";
import { taskOf } from "../peers/peer.js";
import { type Figures, told } from "./figures.js";
import { type Chosen, judge } from "./judge.js";
import { answersOf, type OwnModel, own } from "./katze.js";
import type { Task } from "./task.js";

type Measured = Omit<Figures, "wordsPerSecond">;

export async function measureModel(task: Task, { path, name, model }: OwnModel): Promise<Measured> {
  const { corpus, words } = task;
  return {
    key: own,
    name,
    setting: "",
    tried: {},
    areProbabilities: true,
    modelBytes: sizeOf(path),
    unseen: told(await answersOf(model, task, words.test), corpus, words.test),
    known: told(await answersOf(model, task, words.known), corpus, words.known),
  };
}

/** @throws Failure */
export async function measurePeer(task: Task, chosen: Chosen): Promise<Measured> {
  const { row, setting, flags, tried } = chosen;
  const { corpus, words } = task;
  const unseen = await judge(task, row, flags, "test", words.test);
  const known = await judge(task, row, flags, "known", words.known);
  return {
    key: row.key,
    name: row.name,
    setting,
    tried,
    areProbabilities: unseen.areProbabilities,
    modelBytes: await modelSize(chosen),
    unseen: told(unseen, corpus, words.test),
    known: told(known, corpus, words.known),
  };
}

/** Bytes of the model that a peer wrote or brings along. */
async function modelSize({ row, flags, model }: Chosen): Promise<number | undefined> {
  if (model !== undefined) return sizeOf(model);
  const { answer } = await ask(taskOf(row, "version", ...flags));
  return typeof answer.modelBytes === "number" ? answer.modelBytes : undefined;
}
