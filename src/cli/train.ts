import { basename } from "node:path";
import { selectWords } from "../corpus/corpus.js";
import { readCorpusFile } from "../corpus/corpus-file.js";
import type { Shape } from "../engine/engine.js";
import { createRelaxedEngine, createThreadedEngine, defaultThreads } from "../engine/wasm/threads.js";
import { joinVectors } from "../engine/wasm/vectors.js";
import { checkWritable } from "../files/write.js";
import { saveModel } from "../model/file.js";
import { printable } from "../quote.js";
import { commandOf } from "../training/command.js";
import { completeSettings, type GivenSettings } from "../training/settings.js";
import { train as training } from "../training/trainer.js";
import { alone } from "./alone.js";
import { cardPath, writeCard } from "./card.js";
import { CheckpointFile } from "./checkpoint.js";
import type { CsvOptions, EngineName } from "./options.js";
import { goOnWithoutReader, note, print } from "./output.js";
import { defaultData, shipped } from "./paths.js";
import { TrainingDisplay } from "./progress.js";
import { untilSignal } from "./signals.js";
import { checkTarget } from "./target.js";
import { useTensorFlow } from "./tensorflow.js";

export interface TrainOptions extends CsvOptions {
  readonly csv?: string | undefined;
  readonly model: string;
  readonly engine: EngineName;
  readonly threads?: number | undefined;
  /** Multiply-adds that round as the processor likes. */
  readonly relaxed?: boolean | undefined;
  readonly resume?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly settings: GivenSettings;
}

/** Trains on a CSV and writes the model, with its card beside it. */
export async function train(options: TrainOptions): Promise<void> {
  await checkTarget(options.model);
  await checkWritable(cardPath(options.model));
  await alone(options.model, () => trainAlone(options));
}

async function trainAlone(options: TrainOptions): Promise<void> {
  const path = options.csv ?? shipped(defaultData);
  const { corpus, data } = await readCorpusFile(path, { ...options, keepCase: options.settings.keepCase });
  for (const warning of corpus.warnings) note(`katze: ${warning}`);
  const json = async (event: object): Promise<void> => {
    if (options.json) await print(`${JSON.stringify(event)}\n`);
  };
  const settings = completeSettings(options.settings, selectWords(corpus, "train").length);
  const checkpoint = new CheckpointFile(options.model, { ...settings, ...columnsOf(options) }, data);
  const from = options.resume ? await checkpoint.resume() : await checkpoint.refuseToLose();
  goOnWithoutReader();
  const threads = options.threads ?? defaultThreads();
  joinVectors();
  const createOnThreads = options.relaxed ? createRelaxedEngine : createThreadedEngine;
  const createEngine =
    options.engine === "tfjs" ? await useTensorFlow() : (shape: Shape) => createOnThreads(shape, threads);
  const display = new TrainingDisplay(printable(path), corpus.whole, options.json ?? false);
  try {
    await untilSignal("go on with --resume", async (signal) => {
      const { keep } = checkpoint;
      for await (const event of training(corpus, settings, { data, signal, createEngine, from, keep })) {
        display.show(event);
        if (event.event === "start") {
          const { settings, ...told } = event;
          await json({ ...told, whole: corpus.whole });
        } else if (event.event === "epoch") await json(event);
        else if (event.event === "done") {
          const { model, temperature, epochs, seconds, test } = event;
          const sha256 = await saveModel(options.model, model);
          await writeCard(
            options.model,
            model,
            corpus,
            commandOf({ ...options, csv: options.csv === undefined ? undefined : basename(options.csv) }),
          );
          await checkpoint.remove();
          await json({ event: "done", model: options.model, sha256, temperature, epochs, seconds, test });
          if (!options.json) await print(display.summary(event, options.model, sha256));
        }
      }
    });
  } finally {
    display.clear();
  }
}

/** How the CSV was read, defaults filled in: the same file read otherwise is other data. */
const columnsOf = ({ wordColumn = "word", labelColumn = "language", ...options }: TrainOptions) => ({
  wordColumn,
  labelColumn,
  countColumn: options.countColumn ?? "count",
  skipBadRows: options.skipBadRows ?? false,
  maxWordLength: options.maxWordLength ?? 1000,
});
