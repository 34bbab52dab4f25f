import { CsvError, parse } from "csv-parse/browser/esm/sync";
import type { Block } from "./blocks.js";

/** A quote stands where none can, or is not closed. */
export class QuoteFault {
  constructor(
    /** Records before the faulty one, and line breaks within the fields before the faulty field. */
    readonly linesBefore: number,
    /** Never closed; closed before its field ends; or standing in a field that does not begin with one. */
    readonly kind: "unclosed" | "closedEarly" | "inside",
  ) {}
}

const lineBreak = /\r\n?|\n/gu;

/** The fields of each record of a text without quotes. */
export const plainRecords = (text: string, delimiter: string): string[][] => {
  const lines = (text.includes("\r") ? text.replace(lineBreak, "\n") : text).split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => line.split(delimiter));
};

/** Line breaks inside a record's quoted fields. */
export const breaksWithin = (fields: readonly string[]): number =>
  fields.reduce((breaks, field) => breaks + (field.match(lineBreak)?.length ?? 0), 0);

const kindOf = ({ code, message }: CsvError): QuoteFault["kind"] => {
  if (code === "CSV_QUOTE_NOT_CLOSED") return "unclosed";
  if (code === "CSV_INVALID_CLOSING_QUOTE") return "closedEarly";
  if (code === "INVALID_OPENING_QUOTE") return "inside";
  throw new Error(`unexpected fault of the CSV parser: ${message}`);
};

const recordBreaks = ["\r\n", "\n", "\r"];

/** The fields of each record of a text with quotes, or where its quotes fail. */
export const quotedRecords = (text: string, delimiter: string): string[][] | QuoteFault => {
  try {
    return parse(text, { delimiter, record_delimiter: recordBreaks, relax_column_count: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return new QuoteFault(linesBeforeFault(text, delimiter), kindOf(error));
  }
};

/** Reads a text that fails once more, counting the lines on the way. */
const linesBeforeFault = (text: string, delimiter: string): number => {
  let lines = 0;
  try {
    parse(text, {
      delimiter,
      record_delimiter: recordBreaks,
      relax_column_count: true,
      cast: (field) => {
        lines += breaksWithin([field]);
        return field;
      },
      on_record: (record) => {
        lines++;
        return record;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  return lines;
};

/** A block's first record as text. */
export const headerLine = ({ text, isQuoted }: Block): string => {
  let within = false;
  for (let i = 0; i < text.length; i++) {
    if (isQuoted && text[i] === '"') within = !within;
    else if (!within && (text[i] === "\n" || text[i] === "\r")) return text.slice(0, i);
  }
  return text;
};
