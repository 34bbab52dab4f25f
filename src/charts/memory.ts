import * as Plot from "@observablehq/plot";
import { type Description, draw } from "./chart.js";

export interface MemoryChart extends Description {
  readonly heard: readonly { readonly distance: number; readonly gain: number }[];
}

const mostShown = 16;

/** How much of a letter is heard, by its distance from the word's end. */
export function memoryBars(document: Document, chart: MemoryChart): Element {
  const heard = chart.heard.slice(0, mostShown);
  const gains = heard.map(({ gain }) => gain).filter((gain) => gain > 0);
  const isWide = Math.max(...gains) > 1000 * Math.min(...gains);
  return draw(document, chart, {
    height: 240,
    marginLeft: 46,
    marginTop: 22,
    marginBottom: 44,
    x: {
      type: "band",
      padding: 0.15,
      label: "letters before the word's end",
      labelAnchor: "center",
      labelArrow: "none",
      tickSize: 0,
    },
    y: { type: isWide ? "log" : "linear", label: null, grid: true, ticks: 4, ...(isWide ? {} : { zero: true }) },
    marks: [
      isWide
        ? Plot.dot(heard, { x: "distance", y: "gain", r: 4, fill: "var(--accent)" })
        : Plot.barY(heard, { x: "distance", y: "gain", fill: "var(--accent)" }),
      ...(isWide ? [] : [Plot.ruleY([0], { stroke: "var(--ink)" })]),
    ],
  });
}
