import { type Corpus, readCorpus } from "../../../src/corpus/corpus.js";

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/** A corpus of the rows `word,language,count`. */
export const corpusOf = (...rows: readonly string[]): Promise<Corpus> =>
  readCorpus(bytesOf(["word,language,count", ...rows, ""].join("\n")), "words.csv");

/** chat is three of four words of English, and one of four of French. */
export const cats = (): Promise<Corpus> =>
  corpusOf("cat,English,1", "chat,English,3", "chat,French,1", "été,French,3", "katze,German,5", "über,German,5");
