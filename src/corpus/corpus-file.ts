import { type Corpus, type CorpusOptions, readCorpus } from "./corpus.js";
import { openFile } from "./file.js";

/** Reads a word CSV from a path; `data` is the sha256 of its bytes. Throws what readCorpus throws, and a FileError where the file cannot be read. */
export async function readCorpusFile(
  path: string,
  options: CorpusOptions = {},
): Promise<{ readonly corpus: Corpus; readonly data: string }> {
  const file = openFile(path);
  const corpus = await readCorpus(file.chunks, path, options);
  return { corpus, data: file.sha256() };
}
