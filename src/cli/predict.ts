import { printable } from "../corpus/quote.js";
import { UsageError } from "../errors.js";
import { Classifier, type Prediction } from "../model/classifier.js";
import { modelAt } from "./load.js";
import { bold, dim, print } from "./output.js";

export interface PredictOptions {
  readonly words?: readonly string[] | undefined;
  readonly model?: string | undefined;
  /** How many labels to show of each word. */
  readonly top?: number | undefined;
  readonly json?: boolean | undefined;
  readonly csv?: string | undefined;
  readonly wordColumn?: string | undefined;
}

/** Labels the words given, or those of a CSV, or one a line of standard input, in the order they come. */
export async function predict(options: PredictOptions): Promise<void> {
  const { words = [], csv, top = 1 } = options;
  if (words.length > 0 && csv !== undefined) throw new UsageError("give words or --csv, not both");
  if (!Number.isInteger(top) || top < 1) throw new UsageError(`--top is a whole number from 1; found ${top}`);
  const classifier = await Classifier.create(await modelAt(options.model));
  const format = options.json ? asJson : asText;
  const answer = async (block: readonly string[]): Promise<void> => {
    const width = Math.min(32, Math.max(...block.map((word) => printable(word).length)));
    const lines = (await classifier.predict(block)).map((prediction) => format(prediction, top, width));
    await print(`${lines.join("\n")}\n`);
  };
  if (words.length > 0) return answer(words);
  const { wordsOfCsv, wordsOfInput } = await import("./words.js");
  const source = csv === undefined ? wordsOfInput() : wordsOfCsv(csv, options.wordColumn);
  for await (const block of source) await answer(block);
}

function asJson({ word, label, probability, probabilities, unknown }: Prediction, top: number): string {
  const best = Object.entries(probabilities).slice(0, top === 1 ? undefined : top);
  return JSON.stringify({ word, label, probability, probabilities: Object.fromEntries(best), unknown });
}

function asText({ word, probabilities, unknown }: Prediction, top: number, width: number): string {
  const [best, ...others] = Object.entries(probabilities).slice(0, top);
  const share = (probability: number): string => `${(100 * probability).toFixed(1)} %`;
  const answers = [
    ...(best ? [`${bold(printable(best[0]))} ${share(best[1])}`] : []),
    ...others.map(([label, probability]) => `${printable(label)} ${share(probability)}`),
  ];
  const strange = unknown.length > 0 ? dim(`  (never seen: ${printable(unknown.join(" "))})`) : "";
  return `${printable(word).padEnd(width)}  ${answers.join("  ")}${strange}`;
}
