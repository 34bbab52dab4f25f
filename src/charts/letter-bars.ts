import * as Plot from "@observablehq/plot";
import { type Description, draw, type Letters, widthFor } from "./chart.js";

export interface LetterBars extends Description {
  readonly letters: Letters;
  readonly values: readonly number[];
  readonly format: (value: number) => string;
  readonly height?: number;
}

/** A bar for each letter, up in orange or down in blue, with its figure. */
export function letterBars(document: Document, chart: LetterBars): Element {
  const { letters, values, format } = chart;
  const bars = values.map((value, i) => ({ from: i + 0.14, to: i + 0.86, middle: i + 0.5, value }));
  const most = Math.max(...values.map(Math.abs), 1e-9);
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  return draw(document, chart, {
    width: widthFor(letters, 34),
    height: chart.height ?? 170,
    marginLeft: 10,
    marginRight: 10,
    marginTop: 20,
    marginBottom: 42,
    x: { domain: [0, Math.max(1, letters.length)], axis: null },
    y: { domain: [low === 0 ? 0 : low - most * 0.06, high === 0 ? 0 : high + most * 0.06], axis: null },
    marks: [
      Plot.rectY(bars, {
        x1: "from",
        x2: "to",
        y: "value",
        fill: (d) => (d.value < 0 ? "var(--shade-2)" : "var(--shade-8)"),
      }),
      Plot.ruleY([0], { stroke: "var(--ink)" }),
      Plot.text(bars, {
        x: "middle",
        y: "value",
        dy: -2,
        text: (d) => format(d.value),
        fontSize: 11,
        filter: (d) => d.value >= 0,
        lineAnchor: "bottom",
      }),
      Plot.text(bars, {
        x: "middle",
        y: "value",
        text: (d) => format(d.value),
        fontSize: 11,
        filter: (d) => d.value < 0,
        lineAnchor: "top",
        dy: 2,
      }),
      Plot.text(letters, { x: (_, i) => i + 0.5, text: (d) => d, frameAnchor: "bottom", dy: 36, fontSize: 14 }),
    ],
  });
}
