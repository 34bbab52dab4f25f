import { quote } from "../quote.js";
import type { Columns } from "./columns.js";

/** A row as the file has it. */
export interface Row {
  readonly line: number;
  readonly word: string;
  /** Empty where words alone are read. */
  readonly label: string;
  /** Undefined where the file has no counts. */
  readonly count: number | undefined;
}

/** Why a row cannot be used. */
export class RowFault {
  constructor(
    readonly reason: string,
    /** Nothing is wrong with the row; it counts nothing. */
    readonly isHarmless = false,
  ) {}
}

/** Beyond these, sums of counts would lose whole counts, and quotients of counts could vanish. */
const mostCount = 2 ** 53;
const leastCount = 2 ** -53;

const decimal = /^\+?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu;

/** Checks a record's fields against the header's columns; maxWordLength is in code points and bounds labels too. */
export const readRow = (
  fields: readonly string[],
  line: number,
  columns: Columns,
  maxWordLength: number,
): Row | RowFault => {
  const { length } = fields;
  if (length === 1 && isBlank(fields[0])) return new RowFault("the row is blank");
  if (length !== columns.width) {
    return new RowFault(
      `the row has ${length === 1 ? "1 field" : `${length} fields`} where the header has ${columns.width}`,
    );
  }
  const word = fields[columns.word] ?? "";
  const wordFault = textFault(word, "word", maxWordLength);
  if (wordFault !== undefined) return wordFault;
  const label = columns.label === undefined ? "" : (fields[columns.label] ?? "");
  const labelFault = columns.label === undefined ? undefined : textFault(label, "label", maxWordLength);
  if (labelFault !== undefined) return labelFault;
  if (columns.count === undefined) return { line, word, label, count: undefined };
  const count = readCount(fields[columns.count] ?? "");
  return count instanceof RowFault ? count : { line, word, label, count };
};

const isBlank = (field: string | undefined): boolean => field === undefined || field.trim() === "";

const textFault = (text: string, what: "word" | "label", longest: number): RowFault | undefined => {
  if (isBlank(text)) return new RowFault(`the ${what} is empty`);
  // No count of code points where even the code units are few enough.
  if (text.length <= longest || [...text].length <= longest) return undefined;
  return new RowFault(`the ${what} ${quote(text)} is longer than ${longest} characters (--max-word-length)`);
};

const readCount = (field: string): number | RowFault => {
  const text = field.trim();
  const count = decimal.test(text) ? Number(text) : Number.NaN;
  if (count === 0) return new RowFault("the count is 0", true);
  if (count >= leastCount && count <= mostCount) return count;
  return new RowFault(`the count ${quote(field)} is no number above 0, from 2^-53 to 2^53`);
};
