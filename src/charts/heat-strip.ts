import type { Markish } from "@observablehq/plot";
import { type Description, draw, type Letters, letterAxis, widthFor } from "./chart.js";
import { shadeColour, shadeOf, shades } from "./palette.js";

export interface HeatStrip extends Description {
  readonly letters: Letters;
  /** [letters][rows], from −1 to 1. */
  readonly columns: readonly (readonly number[])[];
  /** Runs of rows with their names, from the top. */
  readonly groups: readonly { readonly name: string; readonly rows: number }[];
  readonly width?: number;
  readonly height?: number;
}

/** h over the letters: a column a letter, a row a number, blue below 0 and orange above. */
export function heatStrip(document: Document, strip: HeatStrip): Element {
  const { letters, columns, groups } = strip;
  const rows = groups.reduce((sum, group) => sum + group.rows, 0);
  const gap = rows > 1 ? rows / 80 : 0;
  const starts: number[] = [];
  let total = 0;
  for (const group of groups) {
    starts.push(total);
    total += group.rows + gap;
  }
  const tops = groups.flatMap((group, i) => Array.from({ length: group.rows }, (_, row) => (starts[i] ?? 0) + row));
  return draw(document, strip, {
    width: strip.width ?? widthFor(letters, 18),
    height: strip.height ?? (rows === 1 ? 110 : Math.min(380, 80 + rows * 12)),
    marginLeft: 68,
    marginRight: 6,
    marginTop: 26,
    marginBottom: 26,
    x: { domain: [0, letters.length], axis: null },
    y: { domain: [0, Math.max(total - gap, 1)], reverse: true, axis: null },
    marks: [
      cells(columns, tops),
      groupNames(groups, starts),
      letterAxis(letters, "top"),
      letterAxis(letters, "bottom"),
    ],
  });
}

/** One path a shade: thousands of cells in few bytes. */
const cells =
  (columns: readonly (readonly number[])[], tops: readonly number[]): Markish =>
  (_index, { x, y }, _values, _dimensions, { document }) => {
    const paths = Array.from({ length: shades }, () => "");
    columns.forEach((column, i) => {
      const left = round(x?.(i));
      const width = round(round(x?.(i + 1)) - left - (columns.length > 40 ? 0 : 1));
      column.forEach((number, row) => {
        const top = round(y?.(tops[row] ?? 0));
        const height = round(round(y?.((tops[row] ?? 0) + 1)) - top);
        const shade = shadeOf(number);
        paths[shade] += `M${left} ${top}h${width}v${height}h${-width}z`;
      });
    });
    const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
    group.setAttribute("shape-rendering", "crispEdges");
    paths.forEach((d, shade) => {
      if (d === "") return;
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("d", d);
      path.setAttribute("fill", shadeColour(shade));
      group.append(path);
    });
    return group;
  };

const groupNames =
  (groups: HeatStrip["groups"], starts: readonly number[]): Markish =>
  (_index, { y }, _values, _dimensions, { document }) => {
    const all = document.createElementNS("http://www.w3.org/2000/svg", "g");
    all.setAttribute("text-anchor", "end");
    all.setAttribute("font-size", "12");
    groups.forEach(({ name, rows }, i) => {
      const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
      text.setAttribute("x", "62");
      text.setAttribute("y", `${round(y?.((starts[i] ?? 0) + rows / 2))}`);
      text.setAttribute("dy", "0.32em");
      text.textContent = name;
      all.append(text);
    });
    return all;
  };

const round = (number: unknown): number => Math.round(Number(number) * 10) / 10;
