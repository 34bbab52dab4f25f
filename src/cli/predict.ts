import { UsageError } from "../errors.js";
import { percent } from "../evaluation/figures.js";
import { Classifier, type Prediction } from "../model/classifier.js";
import { printable } from "../quote.js";
import { modelAt } from "./load.js";
import { checkWhole } from "./numbers.js";
import type { EngineName } from "./options.js";
import { bold, dim, print } from "./output.js";

export interface PredictOptions {
  readonly words?: readonly string[] | undefined;
  readonly model?: string | undefined;
  readonly engine?: EngineName | undefined;
  /** How many labels to show of each word. */
  readonly top?: number | undefined;
  readonly json?: boolean | undefined;
  readonly csv?: string | undefined;
  readonly wordColumn?: string | undefined;
  readonly skipBadRows?: boolean | undefined;
  readonly maxWordLength?: number | undefined;
}

/** Labels the words given, or those of a CSV, or one a line of standard input, in the order they come. */
export async function predict(options: PredictOptions): Promise<void> {
  const { words = [], csv, top } = options;
  if (words.length > 0 && csv !== undefined) throw new UsageError("give words or --csv, not both");
  checkWhole("top", top, 1, 1_000_000);
  checkWhole("max-word-length", options.maxWordLength, 1, 100_000);
  const model = await modelAt(options.model);
  const createEngine = options.engine === "tfjs" ? await (await import("./tensorflow.js")).useTensorFlow() : undefined;
  const classifier = await Classifier.create(model, createEngine);
  const format = options.json ? asJson : asText;
  const size = Math.min(most.words, Math.ceil(most.probabilities / classifier.model.labels.length));
  const answer = async (block: readonly string[]): Promise<void> => {
    const width = block.reduce((width, word) => Math.max(width, Math.min(32, printable(word).length)), 0);
    const lines = (await classifier.predict(block)).map((prediction) => format(prediction, width, top));
    await print(`${lines.join("\n")}\n`);
  };
  for (let from = 0; from < words.length; from += size) await answer(words.slice(from, from + size));
  if (words.length > 0) return;
  const { wordsOfCsv, wordsOfInput } = await import("./words.js");
  const source = csv === undefined ? wordsOfInput(size) : wordsOfCsv(csv, size, options);
  for await (const block of source) await answer(block);
}

/** What is labelled at once: enough words to share beginnings, few enough to answer soon and in little memory. */
const most = { words: 4096, probabilities: 2 ** 18 };

function asJson(
  { word, label, probability, ranked, unknown, isKnown }: Prediction,
  _width: number,
  top?: number,
): string {
  const best = ranked.slice(0, top).map((one) => [one.label, one.probability] as const);
  const probabilities = Object.fromEntries(best);
  return JSON.stringify({ word, label, probability, probabilities, unknown, ...(isKnown ? {} : { known: false }) });
}

function asText({ word, ranked, unknown, isKnown }: Prediction, width: number, top = 1): string {
  const answers = ranked.slice(0, top).map(({ label, probability }, rank) => {
    const shown = printable(label);
    return `${rank === 0 ? bold(shown) : shown} ${percent(probability)}`;
  });
  const strange = unknown.length > 0 ? `never seen: ${printable(unknown.join(" "))}` : "an empty word";
  const text = isKnown
    ? answers.join("  ") + (unknown.length > 0 ? dim(`  (${strange})`) : "")
    : dim(`no answer (${strange})`);
  return `${printable(word).padEnd(width)}  ${text}`;
}
