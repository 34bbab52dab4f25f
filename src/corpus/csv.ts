import { DataError } from "../errors.js";
import { printable } from "../quote.js";
import { type Block, cutBlocks } from "./blocks.js";
import { type ColumnOptions, type Columns, findColumns } from "./columns.js";
import { decodeText } from "./decode.js";
import { breaksWithin, headerLine, plainRecords, QuoteFault, quotedRecords } from "./fields.js";
import { type Row, RowFault, readRow } from "./row.js";

export interface SkippedRow {
  readonly line: number;
  readonly reason: string;
}

export interface ReadOptions extends ColumnOptions {
  /** Leave bad rows out instead of refusing the file. */
  readonly skipBadRows?: boolean | undefined;
  /** In code points, default 1,000; labels may be no longer either. */
  readonly maxWordLength?: number | undefined;
  /** Told of every row left out: bad ones under skipBadRows, and those with the count 0. */
  readonly onSkip?: ((row: SkippedRow) => void) | undefined;
}

/** Code units that a record may have beyond its word. */
const longestRest = 2 ** 22;

/**
 * The rows of a CSV, in batches: each row is either in a batch, or told to onSkip, or refused.
 *
 * @param name the file's name, for messages
 * @throws DataError with the line of the first row that cannot be used; misplaced quotes are never skipped, since one
 *   cannot tell the rows after them
 */
export async function* readRows(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  options: ReadOptions = {},
): AsyncGenerator<readonly Row[]> {
  const file = printable(name);
  const maxWordLength = options.maxWordLength ?? 1000;
  let columns: Columns | undefined;
  let line = 1;
  for await (const block of cutBlocks(decodeText(chunks, name), longestRest + 2 * maxWordLength)) {
    const isFirst = columns === undefined;
    columns ??= findColumns(headerLine(block), `${file}:1`, options);
    const rows: Row[] = [];
    for (const [i, fields] of recordsOf(block, columns.delimiter, file, line).entries()) {
      if (i > 0 || !isFirst) {
        const row = readRow(fields, line, columns, maxWordLength);
        if (!(row instanceof RowFault)) rows.push(row);
        else if (options.skipBadRows || row.isHarmless) options.onSkip?.({ line, reason: row.reason });
        else
          throw new DataError(`${file}:${line}: ${row.reason}; correct the row, or skip such rows (--skip-bad-rows)`);
      }
      line += 1 + (block.isQuoted ? breaksWithin(fields) : 0);
    }
    if (rows.length > 0) yield rows;
  }
  if (columns === undefined) throw new DataError(`${file}: the file is empty; it must have a header and rows`);
}

const recordsOf = (block: Block, delimiter: string, file: string, line: number): string[][] => {
  const { text, isQuoted, isTorn } = block;
  const records = isQuoted ? quotedRecords(text, delimiter) : plainRecords(text, delimiter);
  if (records instanceof QuoteFault) {
    const faults = {
      unclosed: `the quote opened here is ${isTorn ? `not closed within ${text.length} characters` : "never closed"}; close it`,
      closedEarly: "the quote opened here is closed in the middle of a field; close it at the end of the field",
      inside: "a quote stands inside a field that begins without one; quote the whole field",
    };
    const fault = faults[records.kind];
    throw new DataError(`${file}:${line + records.linesBefore}: ${fault}, and write "" for a quote inside quotes`);
  }
  if (isTorn) throw new DataError(`${file}:${line}: the row is longer than ${text.length} characters; shorten it`);
  return records;
};
