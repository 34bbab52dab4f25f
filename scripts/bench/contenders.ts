/** The ways of predicting, each as a row's contender. More is better: answers a second stand for the time to an answer. */
import { join } from "node:path";
import type { Contender, Outcome } from "../measurement/rounds.js";
import { rate } from "../peers/ask.js";
import { asItIs, taskOf } from "../peers/peer.js";
import { run } from "../peers/program.js";
import type { Row } from "./rows.js";
import { type Bench, katze, seconds } from "./tasks.js";

/** Words a second from words in memory to labels. */
export const inBulk = (bench: Bench, row: Row, model: string, lines: string): Contender => ({
  name: row.name,
  settings: row.predicts ?? asItIs,
  measure: (flags, isTrial) =>
    rate(taskOf(row, "bulk", lines, "--model", model, "--seconds", String(seconds(bench, isTrial)), ...flags)),
});

/** The flags that were best in bulk. */
const bestOf = (row: Row, bulk: Outcome | undefined): ReadonlyMap<string, readonly string[]> =>
  new Map([["", row.predicts?.get(bulk?.best?.setting ?? "") ?? []]]);

/** Lines a second from a file to a file, of as many distinct words as are labelled in a few seconds; starting counts. */
export async function fromFileToFile(
  bench: Bench,
  row: Row,
  model: string,
  bulk: Outcome | undefined,
): Promise<Contender> {
  const most = bench.options.quick ? 2_000 : 1_000_000;
  const lines = Math.max(1_000, Math.min(most, Math.round((bulk?.best?.figure ?? 0) * seconds(bench))));
  const input = await bench.words.toLabelOnce(lines);
  const output = join(bench.folder, `labelled-${row.key}.txt`);
  const labelled = (flags: readonly string[]) =>
    row.threads === undefined
      ? run(taskOf(row, "file", input, "--out", output, "--model", model, ...flags))
      : predictFile(row.threads, model, { input, output });
  return {
    name: row.name,
    settings: bestOf(row, bulk),
    measure: async (flags) => {
      const { seconds, peakMemory } = await labelled(flags);
      return { figure: lines / seconds, peakMemory };
    },
  };
}

/** `katze predict` from a file to a file. */
export const predictFile = (threads: number, model: string, files: { input: string; output: string }) =>
  run(katze("predict", "--model", model, "--threads", String(threads)), files);

/** Answers a second of a program that starts for each; katze's is the same for any number of threads, with the model it brings. */
export const toAnswer = (row: Row, model: string, bulk: Outcome | undefined): Contender => ({
  name: row.name,
  settings: bestOf(row, bulk),
  measure: async (flags) => {
    const isKatze = row.threads !== undefined;
    const command = isKatze ? katze("predict", "katze") : taskOf(row, "answer", "katze", "--model", model, ...flags);
    return { figure: 1 / (await run(command)).seconds };
  },
});

/** What starting Node takes, with nothing to answer. */
export const nothing: Contender = {
  name: "node -e 0",
  settings: asItIs,
  measure: async () => ({ figure: 1 / (await run({ program: process.execPath, args: ["-e", "0"] })).seconds }),
};
