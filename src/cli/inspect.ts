import { existsSync } from "node:fs";
import { basename } from "node:path";
import { readCorpusFile } from "../corpus/corpus-file.js";
import { UsageError } from "../errors.js";
import { checkWritable, writeFileDurably } from "../files/write.js";
import type { Model } from "../model/model.js";
import { printable, quote } from "../quote.js";
import { isWhole, type WholeRung } from "../recurrence/exact.js";
import { type RungName, rungOf } from "../recurrence/ladder.js";
import { type Dictionary, dictionaryOf } from "../report/dictionary.js";
import { inspectExactly } from "../report/exact-findings.js";
import { inspectModel } from "../report/model-findings.js";
import { inspectWord } from "../report/word-findings.js";
import { mapOf } from "../report/word-map.js";
import { formatExactly } from "./inspect-exact.js";
import { exactWordAsJson, modelAsJson, rungAsJson, wordAsJson } from "./inspect-json.js";
import { formatModel } from "./inspect-model.js";
import { formatWord, legend } from "./inspect-word.js";
import { modelAt } from "./load.js";
import type { CsvOptions } from "./options.js";
import { note, print } from "./output.js";
import { defaultData, defaultModel, shipped } from "./paths.js";

export interface InspectOptions extends CsvOptions {
  readonly words?: readonly string[] | undefined;
  readonly model?: string | undefined;
  readonly rung?: RungName | undefined;
  readonly json?: boolean | undefined;
  readonly html?: string | undefined;
  readonly csv?: string | undefined;
}

const longestWord = 1000;

/** Shows what a model has learned, and how it reads words. */
export async function inspect(options: InspectOptions): Promise<void> {
  const words = options.words ?? [];
  for (const word of words) {
    if ([...word].length > longestWord) {
      throw new UsageError(`${quote(word)}: a word of more than ${longestWord} characters is too long to show`);
    }
  }
  if (options.html !== undefined) await checkWritable(options.html);
  const rung = options.rung === undefined ? undefined : rungOf(options.rung);
  if (rung && isWhole(rung) && options.model === undefined) await showExactly(rung, words, options);
  else await showModel(await modelOf(options), words, options);
}

async function showExactly(rung: WholeRung, given: readonly string[], { json, html }: InspectOptions): Promise<void> {
  const findings = inspectExactly(rung, given);
  if (html !== undefined) {
    const { exactReport } = await import("../report/html.js");
    await writeReport(html, exactReport(findings));
  }
  if (json) await printJson([rungAsJson(findings), ...findings.words.map(exactWordAsJson)]);
  else if (html === undefined) await print(`${formatExactly(findings, columns())}\n`);
}

async function showModel(model: Model, given: readonly string[], options: InspectOptions): Promise<void> {
  const { json, html } = options;
  const path = options.model ?? defaultModel;
  const dictionary = await dictionaryFor(model, options);
  const words = given.map((word) => inspectWord(model, word, dictionary));
  const isWhole = json || html !== undefined || words.length === 0;
  const findings = isWhole ? inspectModel(model, dictionary) : undefined;
  if (findings && html !== undefined) {
    const { modelReport } = await import("../report/html.js");
    await writeReport(html, modelReport({ name: basename(path), findings, words, map: mapOf(model, dictionary) }));
  }
  if (findings && json) {
    return printJson([modelAsJson(findings), ...words.map((word) => wordAsJson(model.labels, word))]);
  }
  if (html !== undefined) return;
  if (findings) return print(`${formatModel(findings, path, columns())}\n`);
  for (const word of words) await print(`${formatWord(model, word, columns(), hasColours())}\n\n`);
  await print(`${legend(model, columns())}\n`);
}

async function writeReport(path: string, html: string): Promise<void> {
  await writeFileDurably(path, html);
  note(`wrote ${printable(path)}`);
}

/** The model to look at; throws a UsageError where it is not of the rung that was asked for. */
async function modelOf({ model: path, rung }: InspectOptions): Promise<Model> {
  const model = await modelAt(path);
  if (rung !== undefined && model.rung !== rung) {
    throw new UsageError(
      `${printable(path ?? defaultModel)} is a model of rung ${model.rung}, not ${rung}; train one with katze train --rung ${rung} --model FILE and name it with --model FILE`,
    );
  }
  return model;
}

/** The words to compare with; undefined, with one line that says why, where there are none for this model. */
async function dictionaryFor(model: Model, options: InspectOptions): Promise<Dictionary | undefined> {
  const path = options.csv ?? shipped(defaultData);
  if (options.csv === undefined && !existsSync(path)) {
    note(`katze: no ${defaultData} here, so no words to compare with; name others with --csv FILE`);
    return undefined;
  }
  const { corpus } = await readCorpusFile(path, { ...options, keepCase: model.reading.keepCase });
  if (options.csv === undefined && !corpus.labels.some((label) => model.labels.includes(label))) {
    note(
      `katze: the model has other labels than ${defaultData}, so no words to compare with; name others with --csv FILE`,
    );
    return undefined;
  }
  return dictionaryOf(model, corpus);
}

const columns = (): number => process.stdout.columns || 80;

const hasColours = (): boolean => process.stdout.isTTY === true && !process.env.NO_COLOR && process.stdout.hasColors();

async function printJson(objects: readonly object[]): Promise<void> {
  for (const object of objects) await print(`${JSON.stringify(object)}\n`);
}
