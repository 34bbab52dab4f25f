import { setTimeout as sleep } from "node:timers/promises";
import { type ReadOptions, readRows } from "../corpus/csv.js";
import { decodeText } from "../corpus/decode.js";
import { openFile } from "../corpus/file.js";
import { DataError, UsageError } from "../errors.js";
import { printable } from "../quote.js";
import { note } from "./output.js";

/** Code units of a line; a longer one is no word. */
const longestLine = 10_000;

/** Code units of a block. */
const mostCharacters = 2 ** 20;

/** Milliseconds without input after which what is there is answered. */
const patience = 10;

/** Words that came together; none where the source pauses after a full block. */
export interface Block {
  readonly words: string[];
  /** Whether it has as many as a block may have: another block follows at once, if only to say that no word does. */
  readonly isFull: boolean;
}

/** The word column of a CSV, in blocks. */
export const wordsOfCsv = (path: string, blockSize: number, options: ReadOptions): AsyncGenerator<Block> =>
  inBlocks(rowsOf(path, options), blockSize);

/** The lines of standard input, in blocks. An empty line is an empty word, so that answers stand beside their lines. */
export async function* wordsOfInput(blockSize: number): AsyncGenerator<Block> {
  if (process.stdin.isTTY) throw new UsageError("give words, --csv FILE, or words on standard input, one a line");
  try {
    yield* inBlocks(linesOfInput(), blockSize);
  } finally {
    // Nobody waits for what may still come.
    process.stdin.destroy();
  }
}

/** Words in blocks of at most so many, each full or all that there is until the source pauses or fails. */
async function* inBlocks(source: AsyncGenerator<readonly string[]>, blockSize: number): AsyncGenerator<Block> {
  let words: string[] = [];
  let characters = 0;
  let wasFull = false;
  const taken = (isFull: boolean): Block => {
    const block = { words, isFull };
    words = [];
    characters = 0;
    wasFull = isFull;
    return block;
  };
  try {
    for (;;) {
      const next = source.next();
      if ((words.length > 0 || wasFull) && !(await isSoon(next))) yield taken(false);
      const { done, value } = await next;
      if (done) break;
      for (const word of value) {
        words.push(word);
        characters += word.length;
        if (words.length >= blockSize || characters >= mostCharacters) yield taken(true);
      }
    }
  } catch (error) {
    if (words.length > 0) yield taken(false);
    throw error;
  } finally {
    // Not awaited: it would come after what the source still waits for.
    void source.return(undefined);
  }
  if (words.length > 0) yield taken(false);
}

/** Whether a promise settles before patience ends. */
const isSoon = (promise: Promise<unknown>): Promise<boolean> =>
  Promise.race([promise.then(() => true), sleep(patience, false, { ref: false })]);

async function* rowsOf(path: string, options: ReadOptions): AsyncGenerator<string[]> {
  const { wordColumn, maxWordLength } = options;
  let skipped = 0;
  const onSkip = (): void => {
    skipped++;
  };
  const reading = { wordColumn, maxWordLength, skipBadRows: options.skipBadRows, labelColumn: null, onSkip };
  for await (const rows of readRows(openFile(path).chunks, path, reading)) yield rows.map(({ word }) => word);
  if (skipped > 0) note(`katze: ${printable(path)}: ${skipped} bad rows left out`);
}

async function* linesOfInput(): AsyncGenerator<string[]> {
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
    const lines = linesIn(rest + text);
    rest = lines.pop() ?? "";
    if (rest.length > longestLine + 1) check([...lines, rest]);
    yield check(lines);
  }
  if (rest !== "") yield check([rest.replace(/\r$/u, "")]);
}

/** What line breaks set apart, LF, CR or CRLF; a CR at the very end may be half of one. */
const linesIn = (text: string): string[] => (text.includes("\r") ? text.split(/\r\n|\n|\r(?!$)/u) : text.split("\n"));
