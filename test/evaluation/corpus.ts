import { type Corpus, readCorpus } from "../../src/corpus/corpus.js";

/** A corpus of [word, label] or [word, label, count] rows; its words come sorted. */
export const corpusOf = (rows: readonly (readonly [string, string, number?])[]): Promise<Corpus> => {
  const counted = rows.some((row) => row.length === 3);
  const head = counted ? "word,language,count" : "word,language";
  const lines = rows.map((row) => row.map((field) => `"${String(field).replaceAll('"', '""')}"`).join());
  const bytes = new TextEncoder().encode([head, ...lines, ""].join("\n"));
  return readCorpus(
    (async function* () {
      yield bytes;
    })(),
    "words.csv",
    { keepCase: true },
  );
};

/** [n, C] from rows of probabilities. */
export const probabilitiesOf = (...rows: readonly (readonly number[])[]): Float32Array =>
  Float32Array.from(rows.flat());

/** The indices of all words. */
export const everyWord = (corpus: Corpus): Uint32Array =>
  Uint32Array.from({ length: corpus.words.length }, (_, i) => i);
