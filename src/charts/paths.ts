import * as Plot from "@observablehq/plot";
import { chartWidth, type Description, draw } from "./chart.js";
import { labelColour, labelSymbol } from "./palette.js";
import type { MapPoint } from "./word-map.js";

export interface Paths extends Description {
  /** h_0 … h_m of each word, h having two numbers; a place's text is its letter. */
  readonly words: readonly { readonly word: string; readonly path: readonly MapPoint[] }[];
}

/** Ways of words through the plane, from 0 in the middle, on a grid of whole numbers; the word stands at the end of its way. */
export function wordPaths(document: Document, chart: Paths): Element {
  const { words } = chart;
  const edge =
    1.2 * Math.max(1.8, ...words.flatMap(({ path }) => path.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)])));
  const whole = Math.floor(edge);
  const grid = Array.from({ length: 2 * whole + 1 }, (_, i) => i - whole);
  const points = words.flatMap(({ path, word }, number) => path.slice(1).map((place) => ({ ...place, word, number })));
  const ends = words.flatMap(({ word, path }, number) => {
    const end = path.at(-1);
    return end ? [{ ...end, word, number }] : [];
  });
  return draw(document, chart, {
    height: chartWidth,
    margin: 10,
    x: { domain: [-edge, edge], axis: null },
    y: { domain: [-edge, edge], axis: null },
    marks: [
      Plot.ruleX(grid, { stroke: "var(--line)", strokeWidth: (d) => (d === 0 ? 2 : 0.5) }),
      Plot.ruleY(grid, { stroke: "var(--line)", strokeWidth: (d) => (d === 0 ? 2 : 0.5) }),
      words.map(({ path }, number) =>
        Plot.line(path, {
          x: "x",
          y: "y",
          stroke: labelColour(number),
          strokeWidth: 2,
          ...(number > 0 ? { strokeDasharray: "5 3" } : {}),
        }),
      ),
      Plot.dot(points, { x: "x", y: "y", r: 9, fill: "var(--card)", stroke: (d) => labelColour(d.number) }),
      Plot.text(points, { x: "x", y: "y", text: "text", fontSize: 12, fontWeight: 600 }),
      Plot.dot(ends, {
        x: "x",
        y: "y",
        r: 12,
        stroke: (d) => labelColour(d.number),
        strokeWidth: 2,
        symbol: (d: { number: number }) => labelSymbol(d.number),
      }),
      ends.map((end) =>
        Plot.text([end], {
          x: "x",
          y: "y",
          text: "word",
          dy: end.number === 0 ? -22 : 22,
          fontSize: 14,
          fontWeight: 600,
          fill: labelColour(end.number),
          stroke: "var(--card)",
          strokeWidth: 4,
        }),
      ),
    ],
  });
}
