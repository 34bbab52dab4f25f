/** How fast words are told, one thread each as far as a program lets choose, in turns. */
import { katzeProgram } from "../bench/rows.js";
import { alternate, type Contender } from "../measurement/rounds.js";
import { rate } from "../peers/ask.js";
import { asItIs, taskOf } from "../peers/peer.js";
import type { Chosen } from "./judge.js";
import type { OwnModel } from "./katze.js";

/** [models and peers], words a second; undefined where it could not be measured. */
export async function wordsPerSecond(
  models: readonly OwnModel[],
  chosen: readonly Chosen[],
  lines: string,
  {
    rounds,
    seconds,
    tell,
  }: { readonly rounds: number; readonly seconds: number; readonly tell: (line: string) => void },
): Promise<(number | undefined)[]> {
  const limit = ["--seconds", String(seconds)];
  const contenders: Contender[] = [
    ...models.map(({ name, path }) => ({
      name,
      settings: asItIs,
      measure: () => rate(taskOf({ key: name, name, program: katzeProgram }, "bulk", lines, "--model", path, ...limit)),
    })),
    ...chosen.map(({ row, flags }) => ({
      name: row.name,
      settings: asItIs,
      measure: () => rate(taskOf(row, "bulk", lines, ...flags, ...limit)),
    })),
  ];
  const outcomes = await alternate(contenders, rounds, tell);
  return outcomes.map(({ best }) => best?.figure);
}
