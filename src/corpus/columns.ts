import { DataError, UsageError } from "../errors.js";
import { quote } from "../quote.js";
import { QuoteFault, quotedRecords } from "./fields.js";

export interface ColumnOptions {
  /** Default "word". */
  readonly wordColumn?: string | undefined;
  /** Default "language"; null reads words alone. */
  readonly labelColumn?: string | null | undefined;
  /** Left out, a column named "count" is read where there is one. Named, it must be there. */
  readonly countColumn?: string | undefined;
}

/** Where a CSV has what; places count from 0. */
export interface Columns {
  readonly delimiter: string;
  /** Fields that every row must have. */
  readonly width: number;
  readonly word: number;
  readonly label: number | undefined;
  readonly count: number | undefined;
}

const delimiters = [",", ";", "\t"];

/** Columns that a message lists. */
const mostListed = 20;

/**
 * Finds the columns in the header line, and the delimiter: the one that gives the word column, or else most columns.
 *
 * @param header the header's line, quotes included
 * @throws DataError that lists the columns found where one is missing or there twice
 */
export const findColumns = (header: string, place: string, options: ColumnOptions): Columns => {
  const wordColumn = options.wordColumn ?? "word";
  const labelColumn = options.labelColumn === undefined ? "language" : options.labelColumn;
  const wanted = [wordColumn, labelColumn, options.countColumn].filter((name) => typeof name === "string");
  if (new Set(wanted).size < wanted.length) {
    throw new UsageError(`the columns ${wanted.map((name) => quote(name)).join(", ")} must differ`);
  }

  const candidates = delimiters.flatMap((delimiter) => {
    const records = quotedRecords(header, delimiter);
    if (records instanceof QuoteFault) return [];
    return [{ delimiter, names: (records[0] ?? []).map((name) => name.trim()) }];
  });
  const score = ({ names }: { names: string[] }) => names.length + (names.includes(wordColumn) ? header.length + 1 : 0);
  const best = candidates.sort((a, b) => score(b) - score(a))[0];
  if (best === undefined) throw new DataError(`${place}: the quotes of the header do not pair up; correct the line`);

  const { delimiter, names } = best;
  const found = `columns found: ${listed(names) || "none"}`;
  const twice = names.find((name, i) => name !== "" && names.indexOf(name) < i);
  if (twice !== undefined)
    throw new DataError(`${place}: column ${quote(twice)} is there twice; rename one (${found})`);
  const find = (name: string, what: string): number => {
    const at = names.indexOf(name);
    if (at >= 0) return at;
    throw new DataError(
      `${place}: no column ${quote(name)} for the ${what}; the first line must name the columns, or name another with --${what}-column (${found})`,
    );
  };
  return {
    delimiter,
    width: names.length,
    word: find(wordColumn, "word"),
    label: labelColumn === null ? undefined : find(labelColumn, "label"),
    count: options.countColumn === undefined ? optional(names.indexOf("count")) : find(options.countColumn, "count"),
  };
};

const optional = (place: number): number | undefined => (place < 0 ? undefined : place);

const listed = (names: readonly string[]): string => {
  const shown = names.slice(0, mostListed).map((name) => quote(name));
  return names.length > mostListed ? `${shown.join(", ")} and ${names.length - mostListed} more` : shown.join(", ");
};
