/** A table of figures: printed in a terminal, pasted into the README, written as JSON. */
import { formatTable } from "../../src/evaluation/table.js";

/** How a figure is shown; in JSON it stands as it is, in words, bytes, milliseconds or as a plain share. */
const formats = {
  count: (n: number) => n.toFixed(0).replace(/\B(?=(\d{3})+$)/gu, ","),
  bytes: (n: number) =>
    n < 1e6
      ? `${(n / 1e3).toFixed(0)} KB`
      : n < 1e9
        ? `${(n / 1e6).toFixed(n < 1e7 ? 1 : 0)} MB`
        : `${(n / 1e9).toFixed(1)} GB`,
  milliseconds: (n: number) => n.toFixed(n < 10 ? 1 : 0),
  decimal: (n: number) => n.toFixed(1),
  ratio: (n: number) => n.toFixed(n < 10 ? 2 : 1),
  percent: (n: number) => `${(100 * n).toFixed(1)} %`,
  /** For columns whose names say that they are percentages. */
  hundredths: (n: number) => (100 * n).toFixed(1),
  thousandths: (n: number) => n.toFixed(3),
} as const;

export interface Column {
  readonly name: string;
  readonly as: keyof typeof formats;
}

export interface Sheet {
  readonly title: string;
  readonly columns: readonly Column[];
  /** A figure that was not to be had is undefined, and null in JSON. */
  readonly rows: readonly { readonly name: string; readonly values: readonly (number | undefined)[] }[];
  /** What a reader needs to know: how figures came about, and what is missing and why. */
  readonly notes: readonly string[];
}

/** The table's cells; the first row is the head. */
const cellsOf = ({ columns, rows }: Sheet): string[][] => [
  ["", ...columns.map(({ name }) => name)],
  ...rows.map(({ name, values }) => [
    name,
    ...columns.map(({ as }, i) => {
      const value = values[i];
      return value === undefined ? "–" : formats[as](value);
    }),
  ]),
];

/** Lines for a terminal of so many columns; wider text is cut, but for the notes. */
export function toText(sheet: Sheet, columns = 80): string {
  const align = ["left" as const, ...sheet.columns.map(() => "right" as const)];
  return [
    sheet.title,
    "",
    ...formatTable(cellsOf(sheet), align, columns),
    ...sheet.notes.map((note) => `  ${note}`),
  ].join("\n");
}

/** A table in GitHub's Markdown. */
export function toMarkdown(sheet: Sheet): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const [head = [], ...rows] = cellsOf(sheet);
  const rule = ["---", ...sheet.columns.map(() => "---:")];
  const notes = sheet.notes.length > 0 ? ["", ...sheet.notes.map((note) => `${note}\n`)] : [];
  return [`**${sheet.title}**`, "", line(head), line(rule), ...rows.map(line), ...notes].join("\n");
}

/** What is written as JSON: each figure under its column's name. */
export const toRecord = ({ title, columns, rows, notes }: Sheet): object => ({
  title,
  rows: rows.map(({ name, values }) => ({
    name,
    ...Object.fromEntries(columns.map((column, i) => [column.name, values[i] ?? null])),
  })),
  notes,
});
