import * as Plot from "@observablehq/plot";
import { chartWidth, type Description, draw } from "./chart.js";
import { labelColour, labelSymbol } from "./palette.js";

export interface MapPoint {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export interface WordMapChart extends Description {
  /** Words of the dictionary, with the number of their label. */
  readonly words: readonly (MapPoint & { readonly label: number })[];
  /** Words to name. */
  readonly named: readonly MapPoint[];
  /** h_0 … h_m of a word, with its letters; empty where none is asked for. */
  readonly path: readonly MapPoint[];
}

/** Hidden vectors in the plane: words of the dictionary as points by label, a word's way through it letter by letter. */
export function wordMap(document: Document, chart: WordMapChart): Element {
  const { words, named, path } = chart;
  const halo = { stroke: "var(--card)", strokeWidth: 4, strokeOpacity: 0.9 };
  return draw(document, chart, {
    height: chartWidth,
    margin: 14,
    x: { axis: null, inset: 8 },
    y: { axis: null, inset: 8 },
    marks: [
      Plot.frame({ stroke: "var(--line)" }),
      Plot.dot(words, {
        x: "x",
        y: "y",
        r: 2.6,
        fill: (d) => labelColour(d.label),
        symbol: (d: { label: number }) => labelSymbol(d.label),
        fillOpacity: path.length > 0 ? 0.4 : 0.6,
        title: "text",
      }),
      Plot.line(path, { x: "x", y: "y", stroke: "var(--ink)", strokeWidth: 1.5 }),
      Plot.dot(path, { x: "x", y: "y", r: 8, fill: "var(--card)", stroke: "var(--ink)" }),
      Plot.text(path, { x: "x", y: "y", text: "text", fontSize: 12, fontWeight: 600 }),
      Plot.dot(named, { x: "x", y: "y", r: 4.5, fill: "var(--ink)" }),
      Plot.text(named, {
        x: "x",
        y: "y",
        text: "text",
        dy: -11,
        fontSize: 13,
        fontWeight: 600,
        fill: "var(--ink)",
        ...halo,
      }),
    ],
  });
}
