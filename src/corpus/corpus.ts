import { DataError } from "../errors.js";
import { printable, quote } from "../quote.js";
import { type ReadOptions, readRows, type SkippedRow } from "./csv.js";
import { LabelTable } from "./labels.js";
import { normalise } from "./normalise.js";
import { reordered, sortedOrder } from "./sort.js";
import { type SplitName, splitOfUnits, splits } from "./split.js";
import { buildTargets, Entries, type Targets } from "./targets.js";
import { labelWarnings, rowWarnings, wordWarnings } from "./warnings.js";
import { type PackedWords, WordTable } from "./words.js";

/** Fewer distinct words are not split. */
const fewestToSplit = 100;

export interface CorpusOptions extends ReadOptions {
  /** Default "language". */
  readonly labelColumn?: string | undefined;
  /** Keep the case of letters; otherwise words are lower-cased. */
  readonly keepCase?: boolean | undefined;
}

/** Words with what to learn of them; the same for every order of the rows. */
export interface Corpus {
  /** The file's name, for messages. */
  readonly name: string;
  /** [C], sorted by UTF-16 code units. */
  readonly labels: readonly string[];
  /** Distinct and normalised, sorted by UTF-16 code units. */
  readonly words: PackedWords;
  readonly targets: Targets;
  /** [words]: 0 train, 1 validation, 2 test. */
  readonly split: Uint8Array;
  /** Too small to split: every word is a training word, and figures are on those. */
  readonly whole: boolean;
  readonly rows: RowCounts;
  readonly warnings: readonly string[];
}

export interface RowCounts {
  /** Rows used. */
  readonly read: number;
  /** Rows left out: bad ones under skipBadRows, and those that count nothing. */
  readonly skipped: number;
  /** Rows whose word and label other rows had before, after normalisation; merged. */
  readonly duplicate: number;
}

/**
 * Reads a word CSV into a corpus. The file's name stands in messages.
 *
 * @throws DataError for anything in the file that cannot be used, and where nothing can be learned from it
 */
export const readCorpus = async (
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  options: CorpusOptions = {},
): Promise<Corpus> => {
  const file = printable(name);
  const labelTable = new LabelTable(file, options.labelColumn ?? "language");
  const wordTable = new WordTable();
  const entries = new Entries();
  let skipped = 0;
  const firstSkipped: string[] = [];
  const onSkip = (row: SkippedRow) => {
    skipped++;
    if (firstSkipped.length < 3) firstSkipped.push(`line ${row.line} (${row.reason})`);
    options.onSkip?.(row);
  };
  for await (const rows of readRows(chunks, name, { ...options, onSkip })) {
    for (const { word, label, count } of rows) {
      entries.add(wordTable.add(normalise(word, options.keepCase ?? false)), labelTable.add(label), count);
    }
  }

  const { labels, place: labelPlace } = labelTable.sorted();
  checkLearnable(file, wordTable.length, labels);
  const order = sortedOrder(wordTable.pack());
  const words = reordered(wordTable.pack(), order);
  const wordPlace = new Uint32Array(order.length);
  order.forEach((word, place) => {
    wordPlace[word] = place;
  });
  const targets = buildTargets(entries, wordPlace, labelPlace);
  const { split, whole } = splitWords(words);
  const duplicate = entries.length - targets.label.length;
  const warnings = [
    ...labelWarnings(labels),
    ...wordWarnings(labels, words, targets, split),
    ...rowWarnings(duplicate, skipped, firstSkipped),
  ];
  if (whole) warnings.push(`${words.length} words are too few to set some aside; figures are on the training words`);
  return { name, labels, words, targets, split, whole, rows: { read: entries.length, skipped, duplicate }, warnings };
};

/** The indices of the split's words, ascending; every word where the corpus is whole. */
export const selectWords = (corpus: Corpus, name: SplitName): Uint32Array => {
  const { split, whole } = corpus;
  const wanted = whole || name === "all" ? undefined : splits.indexOf(name);
  const selected = new Uint32Array(split.length);
  let length = 0;
  split.forEach((of, word) => {
    if (wanted === undefined || of === wanted) selected[length++] = word;
  });
  return selected.slice(0, length);
};

const checkLearnable = (file: string, words: number, labels: readonly string[]): void => {
  if (words === 0) throw new DataError(`${file}: no row to learn from; the file needs words of two labels or more`);
  if (words === 1) throw new DataError(`${file}: one word only; nothing can be learned from it, add others`);
  if (labels.length === 1) {
    throw new DataError(
      `${file}: every word has the label ${quote(labels[0] ?? "")}; add words of another label to tell apart`,
    );
  }
};

const splitWords = ({ units, starts, length }: PackedWords): { split: Uint8Array; whole: boolean } => {
  const split = new Uint8Array(length);
  const sizes = [0, 0, 0];
  for (let word = 0; word < length; word++) {
    const part = splitOfUnits(units, starts[word] ?? 0, starts[word + 1] ?? 0);
    split[word] = part;
    sizes[part] = (sizes[part] ?? 0) + 1;
  }
  const whole = length < fewestToSplit || sizes.includes(0);
  return { split: whole ? split.fill(0) : split, whole };
};
