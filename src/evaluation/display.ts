import stringWidth from "string-width";
import { printable } from "../quote.js";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Columns that the text takes on a terminal. */
export const widthOf = (text: string): number => stringWidth(text);

/** Text from outside as a table may show it: escaped and of a bounded length. */
export const shown = (text: string): string => printable(text, 200);

/** The text in at most `width` columns, cut at a character where it is too long. */
export const cutTo = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  let cut = "";
  let used = 1; // the ellipsis
  for (const { segment } of graphemes.segment(text)) {
    used += widthOf(segment);
    if (used > width) break;
    cut += segment;
  }
  return width > 0 ? `${cut}…` : "";
};

/** The text in exactly `width` columns: cut, or filled up with spaces. */
export const pad = (text: string, width: number, align: "left" | "right"): string => {
  const fitted = cutTo(text, width);
  const space = " ".repeat(Math.max(0, width - widthOf(fitted)));
  return align === "left" ? fitted + space : space + fitted;
};
