/** The words that everybody learns and tells, as files. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Corpus, selectWords } from "../../src/corpus/corpus.js";
import { type Split, splits } from "../../src/corpus/split.js";
import { entriesOf } from "../../src/evaluation/outcomes.js";

export interface Task {
  readonly corpus: Corpus;
  /** [n] of each split, indices into the corpus; `known` are some of the training words, about as many as test words. */
  readonly words: Readonly<Record<Split | "known", Uint32Array>>;
  /** For files of the run; gone after it. */
  readonly folder: string;
}

/** @param most words of a split */
export function taskIn(folder: string, corpus: Corpus, most = Number.POSITIVE_INFINITY): Task {
  const [train, validation, test] = splits.map((name) => spread(selectWords(corpus, name), most));
  if (!train || !validation || !test) throw new RangeError("a corpus has three splits");
  return { corpus, words: { train, validation, test, known: spread(train, test.length) }, folder };
}

/** At most so many of the words, evenly spread. */
function spread(words: Uint32Array, most: number): Uint32Array {
  const { length } = words;
  if (length <= most) return words;
  return Uint32Array.from({ length: most }, (_, i) => words[Math.floor((i * length) / most)] ?? 0);
}

export const textOf = ({ words }: Corpus, some: Uint32Array): string[] => Array.from(some, (word) => words.get(word));

/** A CSV `word,language,share` of words, one row for each label that a word carries. */
export function sharesAsCsv({ words, labels, targets }: Corpus, some: Uint32Array): string {
  const rows = ["word,language,share\n"];
  for (const word of some) {
    const [from, to] = entriesOf(targets, word);
    for (let i = from; i < to; i++) {
      rows.push(`${words.get(word)},${labels[targets.label[i] ?? 0]},${targets.share[i]}\n`);
    }
  }
  return rows.join("");
}

/** A file of words to tell, one a line; returns its path. */
export async function writeWords({ corpus, folder }: Task, name: string, some: Uint32Array): Promise<string> {
  const path = join(folder, `${name}.txt`);
  await writeFile(path, `${textOf(corpus, some).join("\n")}\n`);
  return path;
}

/** The file to learn from; returns its path. */
export async function writeTraining({ corpus, words, folder }: Task): Promise<string> {
  const path = join(folder, "train.csv");
  await writeFile(path, sharesAsCsv(corpus, words.train));
  return path;
}
