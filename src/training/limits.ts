import { classWeights } from "../corpus/weights.js";
import { UsageError } from "../errors.js";
import { mostGroups, problemOfGroups } from "../model/groups.js";
import { quote } from "../quote.js";
import { findRung } from "../recurrence/ladder.js";
import type { Settings } from "./settings.js";

/** The least and the greatest value of each setting that is a whole number. */
export const wholeLimits = {
  // Before h, whose default they multiply.
  groups: [1, mostGroups],
  hidden: [1, 4096],
  batch: [1, 65_536],
  epochs: [1, 1_000_000],
  seed: [0, 2 ** 32 - 1],
  run: [1, 65_536],
  patience: [1, 1_000_000],
} as const satisfies { readonly [Name in keyof Settings]?: readonly [low: number, high: number] };

/** What holds for the settings that are any number. */
const numbers = {
  learningRate: [(x) => x > 0, "a finite number above 0"],
  weightDecay: [(x) => x >= 0, "a finite number from 0"],
  clip: [(x) => x > 0, "a finite number above 0"],
  dropCharacters: [(x) => x >= 0 && x < 1, "a number from 0 to below 1"],
  dropHidden: [(x) => x >= 0 && x < 1, "a number from 0 to below 1"],
  prefixLoss: [(x) => x >= 0, "a finite number from 0"],
  nextLoss: [(x) => x >= 0, "a finite number from 0"],
  inputRange: [(x) => x > 0, "a finite number above 0"],
} as const satisfies { readonly [Name in keyof Settings]?: readonly [holds: (x: number) => boolean, what: string] };

const names = <Table extends object>(table: Table): (keyof Table & string)[] =>
  Object.keys(table).filter((name): name is keyof Table & string => name in table);

/** Whether the ladder has the rung; callers without types may name any. @throws UsageError */
export function checkRung(name: string): void {
  if (findRung(name) === undefined) throw new UsageError(`the setting rung names none of the ladder: ${quote(name)}`);
}

/** @throws UsageError that names the first setting that no training can have */
export function checkSettings(settings: Settings): void {
  const refuse = (name: keyof Settings, what: string): UsageError =>
    new UsageError(`the setting ${name} is ${what}; found ${quote(String(settings[name]))}`);
  for (const name of names(wholeLimits)) {
    const [low, high] = wholeLimits[name];
    const value = settings[name];
    if (!(Number.isInteger(value) && value >= low && value <= high))
      throw refuse(name, `a whole number from ${low} to ${high}`);
  }
  const problem = problemOfGroups(settings);
  if (problem !== undefined) throw new UsageError(`the setting groups is ${settings.groups}: ${problem}`);
  for (const name of names(numbers)) {
    const [holds, what] = numbers[name];
    if (!(Number.isFinite(settings[name]) && holds(settings[name]))) throw refuse(name, what);
  }
  if (!classWeights.includes(settings.classWeights)) throw refuse("classWeights", `one of ${classWeights.join(", ")}`);
  for (const name of ["keepCase", "endMark", "half"] as const) {
    if (typeof settings[name] !== "boolean") throw refuse(name, "true or false");
  }
}
