/** Files of many lines through `katze predict`: as fast as bulk prediction, or nearly, and in how much memory. */
import { join } from "node:path";
import { alternate, type Contender } from "../measurement/rounds.js";
import type { Sheet } from "../measurement/sheet.js";
import { rate } from "../peers/ask.js";
import { asItIs, taskOf } from "../peers/peer.js";
import { run } from "../peers/program.js";
import { type Bench, katze, modelFor, modelIn, seconds } from "./tasks.js";

export async function lines(bench: Bench): Promise<Sheet[]> {
  const row = bench.rows.find(({ key }) => key === "katze");
  if (row === undefined) return [];
  const { options, folder, words, tell, cores } = bench;
  tell("long files");
  const model = modelIn(await modelFor(bench, row));
  const inBulk = await words.toLabel(options.quick ? 2_000 : words.corpus.words.length);
  const limit = ["--seconds", String(seconds(bench))];
  const bulk: Contender = {
    name: "in bulk",
    settings: asItIs,
    measure: () => rate(taskOf(row, "bulk", inBulk, "--model", model, "--threads", String(cores), ...limit)),
  };
  const counts = options.quick ? [2_000, 10_000] : [1_000_000, 5_000_000];
  const files = counts.map(
    (count): Contender => ({
      name: `${count.toLocaleString("en")} lines`,
      settings: asItIs,
      measure: async () => {
        const paths = { input: await words.toLabel(count), output: join(folder, "labelled.txt") };
        const { seconds, peakMemory } = await run(
          katze("predict", "--model", model, "--threads", String(cores)),
          paths,
        );
        return { figure: count / seconds, peakMemory };
      },
    }),
  );
  const outcomes = await alternate([bulk, ...files], options.rounds, tell);
  const whole = outcomes[0]?.best?.figure;
  return [
    {
      title: `katze predict, from file to file, ${cores} threads`,
      columns: [
        { name: "words/s", as: "count" },
        { name: "of bulk", as: "percent" },
        { name: "memory", as: "bytes" },
      ],
      rows: outcomes.map(({ name, best }) => ({
        name,
        values: [best?.figure, best && whole && best.figure / whole, best?.peakMemory],
      })),
      notes: outcomes.flatMap(({ notes }) => notes),
    },
  ];
}
