import { UsageError } from "../errors.js";
import { percent } from "../evaluation/figures.js";
import type { Answers, Choice } from "../model/answers.js";
import { Classifier } from "../model/classifier.js";
import { checkThreshold, unsure } from "../model/threshold.js";
import { printable } from "../quote.js";
import { modelAt } from "./load.js";
import { checkThreads, checkWhole } from "./numbers.js";
import type { EngineName } from "./options.js";
import { bold, dim, print } from "./output.js";
import type { Asked } from "./remembered.js";

export interface PredictOptions {
  readonly words?: readonly string[] | undefined;
  readonly model?: string | undefined;
  readonly engine?: EngineName | undefined;
  /** How many threads label many words; a few are labelled by one. */
  readonly threads?: number | undefined;
  /** How many labels to show of each word; where it is left out, text shows the best and whatever else is likely. */
  readonly top?: number | undefined;
  /** Words whose best label is less probable are "unsure". */
  readonly threshold?: number | undefined;
  readonly json?: boolean | undefined;
  readonly csv?: string | undefined;
  readonly wordColumn?: string | undefined;
  readonly skipBadRows?: boolean | undefined;
  readonly maxWordLength?: number | undefined;
}

/** Labels the words given, or those of a CSV, or one a line of standard input, in the order they come. */
export async function predict(options: PredictOptions): Promise<void> {
  const { words = [], csv, engine, threads } = options;
  if (words.length > 0 && csv !== undefined) throw new UsageError("give words or --csv, not both");
  checkWhole("top", options.top, 1, 1_000_000);
  checkWhole("max-word-length", options.maxWordLength, 1, 100_000);
  checkThreads(threads, engine);
  const model = await modelAt(options.model);
  if (options.threshold !== undefined) checkThreshold(options.threshold, model.labels);
  const createEngine = engine === "tfjs" ? await (await import("./tensorflow.js")).useTensorFlow() : undefined;
  let classifier = await Classifier.create(model, createEngine);
  const size = sizeOfBlock(model.labels);
  if (words.length > 0) {
    const width = words.reduce((width, word) => Math.max(width, Math.min(32, printable(word).length)), 0);
    for (let from = 0; from < words.length; from += size) {
      const answers = await classifier.answer(words.slice(from, from + size), options);
      await printLines(answers.words.length, linesOf(answers, width, options));
    }
    return;
  }
  const { wordsOfCsv, wordsOfInput } = await import("./words.js");
  const { Remembered } = await import("./remembered.js");
  const remembered = new Remembered();
  let mayHaveHelp = engine !== "tfjs";
  /** What is at work while the next block is read. */
  let begun: { asked: Asked; answers: () => Promise<Answers> } | undefined;
  const finish = async (): Promise<void> => {
    const block = begun;
    begun = undefined;
    if (!block) return;
    const lineOf = linesOf(await block.answers(), columnWidth, options);
    await printLines(block.asked.words.length, remembered.keep(block.asked, lineOf));
  };
  try {
    for await (const { words, isFull } of csv === undefined ? wordsOfInput(size) : wordsOfCsv(csv, size, options)) {
      const asked = remembered.recall(words);
      if (mayHaveHelp && asked.newWords.reduce((characters, word) => characters + word.length, 0) > fewCharacters) {
        mayHaveHelp = false;
        const { createThreadedEngine, defaultThreads } = await import("../engine/wasm/threads.js");
        const { joinVectors } = await import("../engine/wasm/vectors.js");
        const all = threads ?? defaultThreads();
        if (joinVectors() || all > 1) {
          classifier = await Classifier.create(model, (shape) => createThreadedEngine(shape, all));
        }
      }
      const answers = await classifier.begin(asked.newWords, options);
      await finish();
      begun = { asked, answers };
      if (!isFull) await finish();
    }
  } finally {
    await finish();
  }
}

/** What is labelled at once: enough words to share beginnings, few enough for little memory, where `characters` are those of the labels in their lines. */
const most = { words: 2 ** 16, probabilities: 2 ** 18, characters: 2 ** 22 };

function sizeOfBlock(labels: readonly string[]): number {
  const characters = JSON.stringify(labels).length;
  return Math.min(most.words, Math.ceil(most.probabilities / labels.length), Math.ceil(most.characters / characters));
}

/** Characters of a block that are labelled before other threads have started. */
const fewCharacters = 2 ** 15;

/** The column of words that are read as they come: the widest of them is not known before the end. */
const columnWidth = 16;

/** What a label beside the best one must reach to be shown unasked: that of *chat*, French and English, does. */
const likely = 0.2;

/** Characters written at once: enough to write seldom, few enough for little memory where answers are long. */
const pieceLength = 2 ** 16;

/** What is printed of each word, by its place among those answered. */
const linesOf = (answers: Answers, width: number, { json, top }: PredictOptions): ((i: number) => string) =>
  json ? jsonLines(answers, top) : textLines(answers, width, top);

async function printLines(count: number, lineOf: (i: number) => string): Promise<void> {
  let text = "";
  for (let i = 0; i < count; i++) {
    text += lineOf(i);
    if (text.length > pieceLength) {
      await print(text);
      text = "";
    }
  }
  if (text !== "") await print(text);
}

function jsonLines(answers: Answers, top?: number): (i: number) => string {
  const quoted = new Map(answers.labels.map((label) => [label, JSON.stringify(label)]));
  return (i) => {
    const word = JSON.stringify(answers.words[i]);
    const { label: best, probability } = answers.best(i);
    const label = answers.isUnsure(i) ? `"${unsure}"` : quoted.get(best);
    const choices = answers.ranked(i).slice(0, top);
    const probabilities = choices.map((choice) => `${quoted.get(choice.label)}:${choice.probability}`).join();
    const unknown = answers.unknown(i).map((character) => JSON.stringify(character));
    const known = answers.isKnown(i) ? "" : ',"known":false';
    return `{"word":${word},"label":${label},"probability":${probability},"probabilities":{${probabilities}},"unknown":[${unknown}]${known}}\n`;
  };
}

function textLines(answers: Answers, width: number, top?: number): (i: number) => string {
  const answerOf = (i: number): string => {
    const unknown = answers.unknown(i);
    const strange = unknown.length > 0 ? `never seen: ${printable(unknown.join(" "))}` : "an empty word";
    if (!answers.isKnown(i)) return dim(`no answer (${strange})`);
    const best = answers.best(i);
    const isUnsure = answers.isUnsure(i);
    const choices = [isUnsure ? asText(best) : bestAsText(best), ...othersOf(answers, i, top).map(asText)];
    const shown = (isUnsure ? [bold(unsure), ...choices] : choices).join("  ");
    return unknown.length > 0 ? shown + dim(`  (${strange})`) : shown;
  };
  return (i) => `${printable(answers.words[i] ?? "").padEnd(width)}  ${answerOf(i)}\n`;
}

/** What is shown beside the best label: as many as are asked for, else those that are likely as well. */
function othersOf(answers: Answers, i: number, top: number | undefined): Choice[] {
  if (top !== undefined) return top === 1 ? [] : answers.ranked(i).slice(1, top);
  if (answers.best(i).probability > 1 - likely) return [];
  return answers
    .ranked(i)
    .slice(1)
    .filter(({ probability }) => probability >= likely);
}

const asText = ({ label, probability }: Choice): string => `${printable(label)} ${percent(probability)}`;

/** By label and thousandths, which are all that is shown of a probability. */
const bestTexts = new Map<string, string[]>();

function bestAsText({ label, probability }: Choice): string {
  const texts = bestTexts.get(label) ?? [];
  if (texts.length === 0) bestTexts.set(label, texts);
  const thousandths = Math.round(1000 * probability);
  texts[thousandths] ??= `${bold(printable(label))} ${percent(thousandths / 1000)}`;
  return texts[thousandths];
}
