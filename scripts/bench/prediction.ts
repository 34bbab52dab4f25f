/** Words a second in prediction, in bulk and from file to file, and the time from a word to its answer. */

import { alternate, type Outcome } from "../measurement/rounds.js";
import type { Sheet } from "../measurement/sheet.js";
import { Failure } from "../peers/program.js";
import { fromFileToFile, inBulk, nothing, toAnswer } from "./contenders.js";
import type { Row } from "./rows.js";
import { type Bench, modelFor, modelIn, predicting } from "./tasks.js";

export async function prediction(bench: Bench): Promise<Sheet[]> {
  const { options, words, tell } = bench;
  const { rows, models, faults } = await trainModels(bench);
  if (rows.length === 0) return [];

  tell("prediction in bulk");
  const lines = await words.toLabel(options.quick ? 2_000 : words.corpus.words.length);
  const ofBulk = rows.map((row, i) => inBulk(bench, row, models[i] ?? "", lines));
  const bulk = await alternate(ofBulk, options.rounds, tell);

  tell("prediction from file to file");
  const ofFiles = await Promise.all(rows.map((row, i) => fromFileToFile(bench, row, models[i] ?? "", bulk[i])));
  const files = await alternate(ofFiles, options.rounds, tell);

  tell("from a word to its answer, in answers a second");
  const ofAnswers = [...rows.map((row, i) => toAnswer(row, models[i] ?? "", bulk[i])), nothing];
  const answers = await alternate(ofAnswers, options.quick ? 1 : 3 * options.rounds, tell);

  const sheet: Sheet = {
    title: `Prediction, networks with H = ${predicting}: words a second; ms from a word to its answer`,
    columns: [
      { name: "in bulk", as: "count" },
      { name: "file to file", as: "count" },
      { name: "answer, ms", as: "milliseconds" },
      { name: "memory", as: "bytes" },
    ],
    rows: answers.map(({ name, best }, i) => ({
      name,
      values: [bulk[i]?.best?.figure, files[i]?.best?.figure, best && 1000 / best.figure, files[i]?.best?.peakMemory],
    })),
    notes: [
      "in bulk: the corpus's words; file to file: as many words as take some seconds, made of the corpus's letters, no two alike",
      ...new Set([bulk, files, answers].flatMap((all) => all.flatMap(({ notes }) => notes))),
      ...faults,
    ],
  };
  return [sheet, ...ratios(rows, bulk)];
}

/** The rows whose models can be had, and where those stand. */
async function trainModels(bench: Bench): Promise<{ rows: Row[]; models: string[]; faults: string[] }> {
  const rows: Row[] = [];
  const models: string[] = [];
  const faults: string[] = [];
  for (const row of bench.rows.filter(({ predicts }) => predicts !== undefined)) {
    bench.tell(`a model for ${row.name}`);
    try {
      const folder = await modelFor(bench, row);
      models.push(row.threads === undefined ? folder : modelIn(folder));
      rows.push(row);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      faults.push(`${row.name}: missing, ${error.message}`);
    }
  }
  return { rows, models, faults };
}

/** How many times as fast katze is in bulk. */
function ratios(rows: readonly Row[], bulk: readonly Outcome[]): Sheet[] {
  const figure = (i: number): number => bulk[i]?.best?.figure ?? 0;
  const own = rows.flatMap((row, i) => (row.threads === undefined ? [] : [{ name: row.name, figure: figure(i) }]));
  const others = rows.flatMap(({ threads, name }, i) => (threads === undefined && figure(i) > 0 ? [{ name, i }] : []));
  if (own.length === 0 || others.length === 0) return [];
  return [
    {
      title: "Prediction in bulk: times as fast",
      columns: own.map(({ name }) => ({ name, as: "ratio" as const })),
      rows: others.map(({ name, i }) => ({ name, values: own.map((one) => one.figure / figure(i)) })),
      notes: [],
    },
  ];
}
