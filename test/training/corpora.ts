import { type Corpus, readCorpus } from "../../src/corpus/corpus.js";

/** A corpus of distinct words under two labels, one in `every` even; 100 words and more are split. */
export function corpusOf(words: number, every = 2): Promise<Corpus> {
  const rows = Array.from(
    { length: words },
    (_, i) => `${i.toString(7).padStart(4, "x")},${i % every === 0 ? "even" : "odd"}`,
  );
  const csv = async function* (): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(`word,language\n${rows.join("\n")}\n`);
  };
  return readCorpus(csv(), "numbers.csv");
}
