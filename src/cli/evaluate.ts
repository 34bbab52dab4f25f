import { selectWords } from "../corpus/corpus.js";
import { readCorpusFile } from "../corpus/corpus-file.js";
import type { SplitName } from "../corpus/split.js";
import { DataError } from "../errors.js";
import { evaluate as evaluation } from "../evaluation/metrics.js";
import { formatEvaluation } from "../evaluation/report.js";
import { probabilitiesOf } from "../model/classifier.js";
import { printable } from "../quote.js";
import { modelAt } from "./load.js";
import { type CsvOptions, checkWordLength, type EngineName } from "./options.js";
import { note, print } from "./output.js";
import { defaultData, shipped } from "./paths.js";
import { useTensorFlow } from "./tensorflow.js";

export interface EvaluateOptions extends CsvOptions {
  readonly csv?: string | undefined;
  readonly model?: string | undefined;
  readonly engine: EngineName;
  readonly split: SplitName;
  readonly json?: boolean | undefined;
}

/** Scores a model on a split of a CSV. */
export async function evaluate(options: EvaluateOptions): Promise<void> {
  checkWordLength(options.maxWordLength);
  const path = options.csv ?? shipped(defaultData);
  const model = await modelAt(options.model);
  const { corpus } = await readCorpusFile(path, { ...options, keepCase: model.reading.keepCase });
  for (const warning of corpus.warnings) note(`katze: ${warning}`);
  const known = corpus.labels.filter((label) => model.labels.includes(label));
  if (known.length === 0) {
    throw new DataError(
      `${printable(path)}: none of its labels (${printable(corpus.labels.join(", "))}) is one of the model's (${printable(model.labels.join(", "))})`,
    );
  }
  const words = selectWords(corpus, options.split);
  const createEngine = options.engine === "tfjs" ? await useTensorFlow() : undefined;
  const result = evaluation(await probabilitiesOf(model, corpus, words, createEngine), corpus, words, model.labels);
  if (options.json) return print(`${JSON.stringify(result)}\n`);
  const title = `${printable(path)}, ${corpus.whole || options.split === "all" ? "all words" : `${options.split} words`}`;
  await print(`${formatEvaluation(result, { columns: process.stdout.columns || 80, title })}\n`);
}
