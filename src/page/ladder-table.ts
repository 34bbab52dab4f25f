import { printable } from "../quote.js";
import type { Make } from "../report/element.js";

/** A number for people. */
export const shortly = (number: number): string => `${Number(number.toPrecision(6))}`;

export interface LadderRow {
  readonly word: string;
  readonly characters: readonly string[];
  readonly x: readonly number[];
  readonly h: number;
  /** Words that have the same h, if any. */
  readonly twin: string;
}

/** A row a word: its letters' numbers, how often each counts, and h. */
export function ladderTable(make: Make, words: readonly LadderRow[], w: number): HTMLElement {
  const terms = ({ characters, x }: LadderRow): string =>
    characters
      .map((letter, i) => `${printable(letter)} ${x[i]}·${shortly(w ** (characters.length - 1 - i))}`)
      .join(" + ");
  return make(
    "table",
    { class: "words" },
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        ...["word", "h after each letter", "each letter’s number · how often it counts", "h", "same as"].map((head) =>
          make("th", { scope: "col" }, head),
        ),
      ),
    ),
    make(
      "tbody",
      {},
      ...words.map((row) =>
        make(
          "tr",
          row.twin === "" ? {} : { class: "twin" },
          make("th", { scope: "row" }, printable(row.word)),
          make("td", {}, pathOf(row.x, w).map(shortly).join(" → ")),
          make("td", {}, terms(row)),
          make("td", {}, shortly(row.h)),
          make("td", {}, row.twin === "" ? "" : `= ${printable(row.twin, 60)}`),
        ),
      ),
    ),
  );
}

/** h_0 … h_m. */
function pathOf(x: readonly number[], w: number): number[] {
  const path = [0];
  for (const number of x) path.push((path.at(-1) ?? 0) * w + number);
  return path;
}
