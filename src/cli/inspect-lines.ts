import { widthOf } from "../evaluation/display.js";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Text in lines of at most `columns`; lines after the first are set in. Broken at spaces, inside a word only where it must be. */
export function wrap(text: string, columns: number, indent = 0): string[] {
  const lines: string[] = [];
  let line = "";
  const end = (): void => {
    lines.push(line.trimEnd());
    line = " ".repeat(indent);
  };
  for (const [piece] of text.matchAll(/ *[^ ]+/gu)) {
    const isFirst = line.trim() === "";
    if (!isFirst && widthOf(line + piece) > columns) end();
    const fits = line.trim() === "" && lines.length > 0 ? piece.trimStart() : piece;
    for (const { segment } of graphemes.segment(fits)) {
      if (widthOf(line + segment) > columns) end();
      line += segment;
    }
  }
  if (line.trim() !== "") end();
  return lines;
}

const blue = "\u001b[34m";
const orange = "\u001b[33m";
const reset = "\u001b[0m";
const blocks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/** Numbers from −1 to 1 as a row of blocks: ▁ for −1, █ for 1. */
export const strip = (numbers: readonly number[]): string =>
  numbers.map((number) => blocks[Math.min(7, Math.max(0, Math.floor(((number + 1) / 2) * 8)))] ?? "▁").join("");

/** A line with its blocks blue below 0 and orange above; their heights say the same without. */
export const coloured = (line: string): string =>
  line.replace(/[▁▂▃▄]+/gu, `${blue}$&${reset}`).replace(/[▅▆▇█]+/gu, `${orange}$&${reset}`);

/** A bar of a share of `width` columns, in eighths of a column. */
export const bar = (share: number, width: number): string => {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * width * 8);
  return "█".repeat(eighths >> 3) + ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths & 7];
};

/** The means of `count` runs of neighbours. */
export const means = (numbers: readonly number[], count: number): number[] =>
  Array.from({ length: count }, (_, i) => {
    const run = numbers.slice(Math.floor((i * numbers.length) / count), Math.floor(((i + 1) * numbers.length) / count));
    return run.reduce((a, b) => a + b, 0) / (run.length || 1);
  });
