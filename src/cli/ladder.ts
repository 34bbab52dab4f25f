import { completeBudget } from "../comparison/budget.js";
import { compare, type Row } from "../comparison/compare.js";
import { selectWords } from "../corpus/corpus.js";
import { readCorpusFile } from "../corpus/corpus-file.js";
import type { Engine, Shape } from "../engine/engine.js";
import { createThreadedEngine, defaultThreads } from "../engine/wasm/threads.js";
import { joinVectors } from "../engine/wasm/vectors.js";
import { LadderDisplay } from "./ladder-display.js";
import { formatLadder } from "./ladder-table.js";
import type { CsvOptions } from "./options.js";
import { note, print } from "./output.js";
import { defaultData, shipped } from "./paths.js";
import { untilSignal } from "./signals.js";

export interface LadderOptions extends CsvOptions {
  readonly csv?: string | undefined;
  readonly hidden?: number | undefined;
  readonly epochs?: number | undefined;
  readonly seed?: number | undefined;
  readonly threads?: number | undefined;
  readonly json?: boolean | undefined;
}

/** Trains every rung on a CSV and prints how they compare. */
export async function climb(options: LadderOptions): Promise<void> {
  const { corpus, data } = await readCorpusFile(options.csv ?? shipped(defaultData), options);
  for (const warning of corpus.warnings) note(`katze: ${warning}`);
  const budget = completeBudget(options, selectWords(corpus, "train").length);
  joinVectors();
  const createEngine = (shape: Shape): Promise<Engine> =>
    createThreadedEngine(shape, options.threads ?? defaultThreads());
  const display = new LadderDisplay(budget.epochs, options.json ?? false);
  const rows: Row[] = [];
  try {
    await untilSignal("run it again for all rungs", async (signal) => {
      for await (const event of compare(corpus, budget, { data, signal, createEngine })) {
        display.show(event);
        if (event.event !== "row") continue;
        rows.push(event.row);
        if (options.json) await print(`${JSON.stringify(event.row)}\n`);
      }
    });
  } finally {
    display.clear();
  }
  if (!options.json) await print(`${formatLadder(rows, corpus, budget, process.stdout.columns || 80)}\n`);
}
