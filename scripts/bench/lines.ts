/** Files of many lines through `katze predict`: as fast as bulk prediction, or nearly, and in how much memory. */
import { join } from "node:path";
import { alternate, type Contender } from "../measurement/rounds.js";
import type { Sheet } from "../measurement/sheet.js";
import { asItIs } from "../peers/peer.js";
import { inBulk, predictFile } from "./contenders.js";
import { type Bench, modelFor, modelIn } from "./tasks.js";

export async function lines(bench: Bench): Promise<Sheet[]> {
  const row = bench.rows.find(({ key }) => key === "katze");
  if (row === undefined) return [];
  const { options, folder, words, tell, cores } = bench;
  tell("long files");
  const model = modelIn(await modelFor(bench, row));
  const most = options.quick ? 2_000 : words.corpus.words.length;
  const counts = options.quick ? [2_000, 10_000] : [1_000_000, 5_000_000];
  const output = join(folder, "labelled.txt");
  const kinds: { of: string; input: (count: number) => Promise<string> }[] = [
    { of: "of the corpus's words, again and again", input: (count) => words.toLabel(count) },
    { of: "of made words, no two alike", input: (count) => words.toLabelOnce(count) },
  ];
  const contenders: Contender[] = [];
  for (const { of, input } of kinds) {
    const name = `${most.toLocaleString("en")} ${of}, in bulk`;
    contenders.push({ ...inBulk(bench, row, model, await input(most)), name });
    for (const count of counts) {
      const file = await input(count);
      contenders.push({
        name: `${count.toLocaleString("en")} lines ${of}`,
        settings: asItIs,
        measure: async () => {
          const { seconds, peakMemory } = await predictFile(cores, model, { input: file, output });
          return { figure: count / seconds, peakMemory };
        },
      });
    }
  }
  const outcomes = await alternate(contenders, options.rounds, tell);
  /** That in bulk of the same kind of words, which stands first of its kind. */
  const bulkOf = (i: number): number | undefined => outcomes[i - (i % (1 + counts.length))]?.best?.figure;
  return [
    {
      title: `katze predict, from file to file, ${cores} threads`,
      columns: [
        { name: "words/s", as: "count" },
        { name: "of bulk", as: "percent" },
        { name: "memory", as: "bytes" },
      ],
      rows: outcomes.map(({ name, best }, i) => {
        const whole = bulkOf(i);
        return { name, values: [best?.figure, best && whole && best.figure / whole, best?.peakMemory] };
      }),
      notes: outcomes.flatMap(({ notes }) => notes),
    },
  ];
}
