/** A folder with a model in it, and all that a training into it may leave there. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { KatzeError } from "../../src/errors.js";
import { decodeCheckpoint } from "../../src/training/checkpoint.js";
import { katze, root } from "./program.js";

/** Something that must never be. */
export class Finding extends Error {}

export const model = "words.safetensors";
const card = "words.card.md";
export const newest = "words.checkpoint.safetensors";
export const previous = "words.checkpoint.previous.safetensors";

/** What a run that was killed may leave besides. */
const leftover = /^(words\.lock(\.next)*|\.words\..*\.\d+\.[0-9a-f]{8}\.tmp)$/u;

export interface World {
  readonly folder: string;
  /** `train …`, always the same but for what does not decide the bytes. */
  readonly train: readonly string[];
  readonly old: Readonly<Record<string, Buffer>>;
  /** What a training that nobody disturbs writes, and how long it takes. */
  readonly whole: Readonly<Record<string, Buffer>>;
  readonly milliseconds: number;
  /** What `ask` is answered by the old model and by the new one. */
  readonly answers: readonly string[];
}

/** A question to the model. */
export const ask = ["predict", "--model", model, "--json", "katze", "chat"] as const;

/** Makes a world: its words, an old model with its card, and the model that training gives. */
export async function createWorld(folder: string): Promise<World> {
  mkdirSync(folder, { recursive: true });
  const [header = "", ...rows] = readFileSync(join(root, "data", "words.csv"), "utf8").split("\n");
  const csv = join(folder, "words.csv");
  writeFileSync(csv, `${header}\n${rows.filter((_, i) => i % 29 === 0).join("\n")}\n`);
  const train = ["train", csv, "--hidden", "48", "--batch", "32", "--epochs", "16", "--json"];
  const trained = async (name: string, ...flags: readonly string[]): Promise<Record<string, Buffer>> => {
    const home = join(folder, name);
    mkdirSync(home);
    const { code, stderr } = await katze([...train, "--model", model, ...flags], home);
    if (code !== 0) throw new Error(`an undisturbed training failed: ${stderr}`);
    return { [model]: readFileSync(join(home, model)), [card]: readFileSync(join(home, card)) };
  };
  const old = await trained("old", "--seed", "2");
  const began = performance.now();
  const whole = await trained("whole");
  const milliseconds = performance.now() - began;
  const answers = await Promise.all(["old", "whole"].map((name) => katze(ask, join(folder, name))));
  const home = join(folder, "home");
  mkdirSync(home);
  return {
    folder: home,
    train: [...train, "--model", model],
    old,
    whole,
    answers: answers.map(({ stdout }) => stdout),
    milliseconds,
  };
}

/** The old model and its card, and nothing else. */
export function reset({ folder, old }: World): void {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  for (const [name, bytes] of Object.entries(old)) writeFileSync(join(folder, name), bytes);
}

export const isThere = ({ folder }: World, name: string): boolean => existsSync(join(folder, name));

/** Copies everything for whoever looks into a finding. */
export function keep({ folder }: World, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(to, name));
}

/** Whether the model is the one that training gives. Every file must be the old one or the new one, whole. */
export async function check(world: World): Promise<boolean> {
  for (const name of readdirSync(world.folder)) {
    if (leftover.test(name)) continue;
    const bytes = readFileSync(join(world.folder, name));
    if (name === newest || name === previous) await checkCheckpoint(bytes, name);
    else if (!isOneOf(bytes, world.old[name], world.whole[name])) throw new Finding(`${name} is neither old nor new`);
  }
  for (const name of [model, card]) if (!isThere(world, name)) throw new Finding(`${name} is lost`);
  return isOneOf(readFileSync(join(world.folder, model)), world.whole[model]);
}

/** Nothing is there but the model that training gives, and its card. */
export async function checkWhole(world: World): Promise<void> {
  if (!(await check(world))) throw new Finding("the model is not that of an undisturbed training");
  const names = readdirSync(world.folder).sort();
  if (names.join() !== [card, model].sort().join()) throw new Finding(`left behind: ${names.join(" ")}`);
}

async function checkCheckpoint(bytes: Buffer, name: string): Promise<void> {
  try {
    await decodeCheckpoint(bytes, name);
  } catch (error) {
    if (error instanceof KatzeError) throw new Finding(error.message);
    throw error;
  }
}

const isOneOf = (bytes: Buffer, ...others: readonly (Buffer | undefined)[]): boolean =>
  others.some((other) => other?.equals(bytes));
