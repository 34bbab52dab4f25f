import { type ReadOptions, readRows } from "../corpus/csv.js";
import { decodeText } from "../corpus/decode.js";
import { openFile } from "../corpus/file.js";
import { DataError, UsageError } from "../errors.js";
import { printable } from "../quote.js";
import { note } from "./output.js";

/** Code units of a line; a longer one is no word. */
const longestLine = 10_000;

/** The word column of a CSV, in blocks. */
export async function* wordsOfCsv(path: string, blockSize: number, options: ReadOptions): AsyncGenerator<string[]> {
  const { wordColumn, maxWordLength } = options;
  let skipped = 0;
  const onSkip = (): void => {
    skipped++;
  };
  const reading = { wordColumn, maxWordLength, skipBadRows: options.skipBadRows, labelColumn: null, onSkip };
  for await (const rows of readRows(openFile(path).chunks, path, reading)) {
    for (let from = 0; from < rows.length; from += blockSize) {
      yield rows.slice(from, from + blockSize).map(({ word }) => word);
    }
  }
  if (skipped > 0) note(`katze: ${printable(path)}: ${skipped} bad rows left out`);
}

/** The lines of standard input, in blocks. An empty line is an empty word, so that answers stand beside their lines. */
export async function* wordsOfInput(blockSize: number): AsyncGenerator<string[]> {
  if (process.stdin.isTTY) throw new UsageError("give words, --csv FILE, or words on standard input, one a line");
  let rest = "";
  let line = 0;
  const check = (words: string[]): string[] => {
    for (const word of words) {
      line++;
      if (word.length > longestLine)
        throw new DataError(`standard input:${line}: longer than ${longestLine} characters; give one word a line`);
    }
    return words;
  };
  for await (const text of decodeText(process.stdin, "standard input")) {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/u);
    rest = lines.pop() ?? "";
    if (rest.length > longestLine + 1) check([...lines, rest]);
    for (let from = 0; from < lines.length; from += blockSize) yield check(lines.slice(from, from + blockSize));
  }
  if (rest !== "") yield check([rest.replace(/\r$/u, "")]);
}
