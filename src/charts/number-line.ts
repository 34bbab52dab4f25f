import * as Plot from "@observablehq/plot";
import { chartWidth, type Description, draw } from "./chart.js";

export interface NumberLine extends Description {
  /** Names that stand at a number; several where they share it. */
  readonly places: readonly { readonly at: number; readonly names: readonly string[] }[];
  readonly width?: number;
}

const levels = 5;

/** Room of a name in pixels. */
const characterWidth = 8;

/** Names along a line of numbers from 0 on, wide near 0; names that share a number stand together in orange, within a ring. */
export function numberLine(document: Document, chart: NumberLine): Element {
  const width = chart.width ?? chartWidth;
  const most = Math.max(10, ...chart.places.map(({ at }) => at));
  const pixel = (at: number): number => (Math.log1p(at) / Math.log1p(most)) * (width - 60);
  const ends: number[] = [];
  const places = [...chart.places]
    .sort((a, b) => a.at - b.at)
    .map(({ at, names }) => {
      const text = names.join(" = ");
      const half = (text.length * characterWidth) / 2;
      const free = ends.findIndex((end) => end < pixel(at) - half);
      const level = free >= 0 ? free : Math.min(ends.length, levels - 1);
      ends[level] = pixel(at) + half + 4;
      return { at, text, level, isShared: names.length > 1 };
    });
  const height = Math.max(...places.map(({ level }) => level)) + 2;
  const colour = ({ isShared }: { isShared: boolean }): string => (isShared ? "var(--shade-9)" : "var(--accent)");
  return draw(document, chart, {
    width,
    height: 50 + height * 20,
    marginLeft: 30,
    marginRight: 30,
    marginTop: 12,
    marginBottom: 26,
    x: { type: "symlog", domain: [0, most], axis: null },
    y: { domain: [0, height], axis: null },
    marks: [
      Plot.ruleY([0], { stroke: "var(--ink)" }),
      Plot.axisX(ticksTo(most), { label: null, fontSize: 12, tickSize: 4, tickFormat: (x: number) => `${x}` }),
      Plot.ruleX(places, { x: "at", y1: 0, y2: (d) => d.level + 0.7, stroke: "var(--line)" }),
      Plot.dot(places, { x: "at", y: 0, r: 5, fill: colour }),
      Plot.dot(places, { x: "at", y: 0, r: 9, stroke: colour, strokeWidth: 2, filter: (d) => d.isShared }),
      Plot.text(places, {
        x: "at",
        y: (d) => d.level + 1,
        text: "text",
        fontSize: 14,
        fontWeight: 600,
        fill: colour,
        stroke: "var(--card)",
        strokeWidth: 4,
      }),
    ],
  });
}

const ticksTo = (most: number): number[] => {
  const ticks = [0, 1, 3];
  for (let ten = 10; ten <= most; ten *= most > 10_000 ? 100 : 10) ticks.push(ten, ...(most > 1000 ? [] : [3 * ten]));
  return ticks.filter((tick) => tick <= most);
};
