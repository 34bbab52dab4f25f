/** What the second thread does to look at a model. */
import { readCorpus } from "../corpus/corpus.js";
import { decodeModel } from "../model/format.js";
import type { Model } from "../model/model.js";
import { type Dictionary, dictionaryOf } from "../report/dictionary.js";
import { inspectModel, type ModelFindings } from "../report/model-findings.js";
import { mapOf } from "../report/word-map.js";
import type { WordMap } from "../report/word-path.js";
import { type Csv, inOnePiece } from "./csv.js";

/** Words to compare with. */
const mostWords = 3000;

export interface Comparison {
  readonly dictionary: Dictionary;
  readonly map: WordMap | undefined;
}

/** A model of a file's bytes. @throws ModelError */
export const open = (bytes: Uint8Array, name: string): Promise<Model> => decodeModel(bytes, name);

/** Words of a CSV as the model sees them; undefined where it has none of their labels. @throws DataError */
export async function compare(model: Model, { name, bytes, options }: Csv): Promise<Comparison | undefined> {
  const corpus = await readCorpus(inOnePiece(bytes), name, { ...options, keepCase: model.reading.keepCase });
  if (!corpus.labels.some((label) => model.labels.includes(label))) return undefined;
  const dictionary = await dictionaryOf(model, corpus, mostWords);
  return { dictionary, map: mapOf(model, dictionary) };
}

/** What the model has learned. */
export const measure = (model: Model, dictionary: Dictionary | undefined): ModelFindings =>
  inspectModel(model, dictionary);
