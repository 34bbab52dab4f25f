/** The words that everybody learns and labels, written as files. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Corpus } from "../../src/corpus/corpus.js";
import { readCorpusFile } from "../../src/corpus/corpus-file.js";
import { Random } from "../../src/corpus/random.js";
import { type Split, splits } from "../../src/corpus/split.js";
import { heaviestLabel } from "../../src/evaluation/outcomes.js";
import { madeWords, writeRows } from "./made-words.js";

const source = fileURLToPath(new URL("../../data/words.csv", import.meta.url));

export class WordFiles {
  private constructor(
    readonly folder: string,
    readonly corpus: Corpus,
  ) {}

  static async in(folder: string): Promise<WordFiles> {
    return new WordFiles(folder, (await readCorpusFile(source)).corpus);
  }

  /** A CSV of so many distinct words, drawn at random, each with its heaviest label; returns its path. */
  async toLearn(words: number): Promise<string> {
    return this.#csv(`learn-${words}`, this.#shuffled(1).subarray(0, words));
  }

  /** CSVs of words of which about so many are training words: of all, of the training words, of the validation words; returns their paths. */
  async toRun(words: number): Promise<{ whole: string; train: string; validation: string }> {
    const all = this.#shuffled(1).subarray(0, Math.round(words / 0.8));
    const only = (split: Split) => all.filter((word) => this.corpus.split[word] === splits.indexOf(split));
    return {
      whole: await this.#csv(`run-${words}`, all),
      train: await this.#csv(`run-${words}-train`, only("train")),
      validation: await this.#csv(`run-${words}-validation`, only("validation")),
    };
  }

  /** A CSV of words, each with its heaviest label. */
  #csv(name: string, words: Uint32Array): Promise<string> {
    const { targets, labels } = this.corpus;
    const rowOf = (word: number) => `${this.corpus.words.get(word)},${labels[heaviestLabel(targets, word)]}\n`;
    return this.#file(`${name}.csv`, "word,language\n", words, rowOf);
  }

  /** Lines of words in random order: every distinct word before any comes again, in another order. */
  toLabel(lines: number): Promise<string> {
    return this.#file(`label-${lines}.txt`, "", this.#again(lines), (word) => `${word}\n`);
  }

  /** Lines of distinct words that look like the corpus's. */
  toLabelOnce(lines: number): Promise<string> {
    return this.#file(`label-once-${lines}.txt`, "", madeWords(this.corpus, lines), ({ word }) => `${word}\n`);
  }

  /** A file of rows, written once; returns its path. */
  async #file<Word>(
    name: string,
    first: string,
    words: Iterable<Word>,
    rowOf: (word: Word) => string,
  ): Promise<string> {
    const path = join(this.folder, name);
    if (!existsSync(path)) await writeRows(path, first, words, rowOf);
    return path;
  }

  *#again(words: number): Generator<string> {
    for (let left = words, pass = 2; left > 0; pass++) {
      for (const word of this.#shuffled(pass).subarray(0, left)) yield this.corpus.words.get(word);
      left -= this.corpus.words.length;
    }
  }

  #shuffled(key: number): Uint32Array {
    const words = Uint32Array.from({ length: this.corpus.words.length }, (_, i) => i);
    new Random(key).shuffle(words);
    return words;
  }
}
