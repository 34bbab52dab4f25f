import * as Plot from "@observablehq/plot";
import { type Description, draw, type Letters, widthFor } from "./chart.js";
import { labelColour, labelSymbol } from "./palette.js";

export interface Probabilities extends Description {
  readonly letters: Letters;
  readonly labels: readonly {
    readonly name: string;
    /** Decides colour and shape. */
    readonly number: number;
    /** Before the first letter, then after each, [letters + 1]. */
    readonly probabilities: readonly number[];
  }[];
  /** Letters after which another label leads. */
  readonly flips: readonly number[];
}

/** How probable each label is after each letter, as lines; a dashed line where another one takes the lead. */
export function probabilityLines(document: Document, chart: Probabilities): Element {
  const { letters, labels, flips } = chart;
  const points = labels.flatMap(({ number, probabilities }) => probabilities.map((p, t) => ({ t, p, number })));
  const names = apart(
    labels.map(({ name, number, probabilities }) => ({ name, number, p: probabilities.at(-1) ?? 0 })),
  );
  return draw(document, chart, {
    width: widthFor(letters, 18),
    height: 240,
    marginLeft: 44,
    marginRight: 78,
    marginTop: 14,
    marginBottom: 28,
    x: { domain: [0, Math.max(1, letters.length)], axis: null },
    y: { domain: [0, 1], axis: null },
    marks: [
      Plot.gridY([0, 0.25, 0.5, 0.75, 1], { stroke: "var(--line)", strokeOpacity: 1 }),
      Plot.axisY([0, 0.5, 1], { tickFormat: "%", tickSize: 0, label: null, fontSize: 12 }),
      Plot.axisX(
        Array.from({ length: letters.length + 1 }, (_, t) => t),
        {
          tickSize: 0,
          fontSize: 14,
          label: null,
          tickFormat: (t: number) => (t === 0 ? "·" : (letters[t - 1] ?? "")),
        },
      ),
      Plot.ruleX(
        flips.map((step) => step + 1),
        { stroke: "var(--ink)", strokeDasharray: "3 3" },
      ),
      Plot.line(points, { x: "t", y: "p", z: "number", stroke: (d) => labelColour(d.number), strokeWidth: 2 }),
      Plot.dot(points, {
        x: "t",
        y: "p",
        fill: (d) => labelColour(d.number),
        symbol: (d: { number: number }) => labelSymbol(d.number),
        r: 3.5,
      }),
      Plot.text(names, {
        x: letters.length,
        y: "at",
        text: "name",
        textAnchor: "start",
        dx: 9,
        fontSize: 12,
        fontWeight: 600,
        fill: (d) => labelColour(d.number),
      }),
    ],
  });
}

/** Names at the ends of their lines, pushed apart where lines end close to each other. */
function apart<T extends { readonly p: number }>(names: readonly T[]): (T & { readonly at: number })[] {
  const room = 0.07;
  let under = -room;
  return [...names]
    .sort((a, b) => a.p - b.p)
    .map((name) => {
      under = Math.max(name.p, under + room);
      return { ...name, at: under };
    });
}
