import * as Plot from "@observablehq/plot";
import { chartWidth, type Description, draw, type Letters } from "./chart.js";

export interface LetterBars extends Description {
  readonly letters: Letters;
  readonly values: readonly number[];
  readonly format: (value: number) => string;
  readonly height?: number;
  /** A full bar is at least this much, so that next to nothing looks like it. */
  readonly least?: number;
}

/** A bar for each letter, up in orange or down in blue, with its figure. */
export function letterBars(document: Document, chart: LetterBars): Element {
  const { letters, values, format } = chart;
  const bars = values.map((value, i) => ({ from: i + 0.14, to: i + 0.86, middle: i + 0.5, value }));
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const least = Math.max(0, (chart.least ?? 1e-9) - Math.max(high, -low));
  const isUp = high >= -low;
  const fontSize = letters.length > 9 ? 9 : 11;
  return draw(document, chart, {
    width: Math.max(chartWidth, 20 + letters.length * 26),
    height: chart.height ?? 170,
    marginLeft: 10,
    marginRight: 10,
    marginTop: 24,
    marginBottom: 46,
    x: { domain: [0, Math.max(1, letters.length)], axis: null },
    y: { domain: [isUp ? low : low - least, isUp ? high + least : high], axis: null },
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
        fontSize,
        filter: (d) => d.value >= 0,
        lineAnchor: "bottom",
      }),
      Plot.text(bars, {
        x: "middle",
        y: "value",
        text: (d) => format(d.value),
        fontSize,
        filter: (d) => d.value < 0,
        lineAnchor: "top",
        dy: 2,
      }),
      Plot.text(letters, { x: (_, i) => i + 0.5, text: (d) => d, frameAnchor: "bottom", dy: 40, fontSize: 14 }),
    ],
  });
}
