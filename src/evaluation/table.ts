import { cutTo, pad, widthOf } from "./display.js";

const gap = "  ";

/** Columns of text shrink where a table is too wide, down to this. */
const narrowest = 6;

export type Align = "left" | "right";

/**
 * Lines of a table for a terminal, none wider than `columns`. Left-aligned columns are cut where it would be wider.
 *
 * @param rows cells, escaped; the header is the first row
 * @param align one a column: text to the left, numbers to the right
 */
export const formatTable = (
  rows: readonly (readonly string[])[],
  align: readonly Align[],
  columns: number,
): string[] => {
  const widths = align.map((_, column) => Math.max(0, ...rows.map((row) => widthOf(row[column] ?? ""))));
  shrink(widths, align, columns - gap.length * (align.length - 1));
  return rows.map((row) => {
    const cells = align.map((side, column) => pad(row[column] ?? "", widths[column] ?? 0, side));
    return cutTo(cells.join(gap).trimEnd(), columns);
  });
};

/** Takes from the widest column of text, one column of the terminal at a time, until all fit. */
const shrink = (widths: number[], align: readonly Align[], columns: number): void => {
  for (let over = widths.reduce((sum, width) => sum + width, 0) - columns; over > 0; over--) {
    let widest = -1;
    widths.forEach((width, column) => {
      if (align[column] === "left" && width > (widths[widest] ?? narrowest)) widest = column;
    });
    if (widest < 0) return;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
};
