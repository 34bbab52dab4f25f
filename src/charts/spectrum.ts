import * as Plot from "@observablehq/plot";
import { chartWidth, type Description, draw } from "./chart.js";

export interface SpectrumChart extends Description {
  readonly eigenvalues: readonly { readonly re: number; readonly im: number; readonly modulus: number }[];
}

const circle = Array.from({ length: 97 }, (_, i) => {
  const angle = (i / 48) * Math.PI;
  return { x: Math.cos(angle), y: Math.sin(angle) };
});

/** So many are drawn large. */
const fewEigenvalues = 4;

/** Eigenvalues as points of the plane, with the unit circle: within it a direction of h fades, beyond it grows. */
export function spectrumPlane(document: Document, chart: SpectrumChart): Element {
  const { eigenvalues } = chart;
  const [largest] = eigenvalues;
  const edge = 1.1 * Math.max(1.1, largest?.modulus ?? 0);
  const isFew = eigenvalues.length <= fewEigenvalues;
  const isOne = new Set(eigenvalues.map(({ re, im }) => `${re} ${im}`)).size === 1;
  return draw(document, chart, {
    height: chartWidth,
    margin: 12,
    x: { domain: [-edge, edge], axis: null },
    y: { domain: [-edge, edge], axis: null },
    marks: [
      Plot.ruleX([0], { stroke: "var(--line)" }),
      Plot.ruleY([0], { stroke: "var(--line)" }),
      Plot.line(circle, { x: "x", y: "y", stroke: "var(--ink)", strokeDasharray: "4 3" }),
      Plot.dot(isOne ? eigenvalues.slice(0, 1) : eigenvalues, {
        x: "re",
        y: "im",
        r: isOne || isFew ? 6 : 3,
        fill: (d) => (d.modulus > 1 ? "var(--shade-8)" : "var(--shade-2)"),
        fillOpacity: 0.85,
      }),
      Plot.text([{ x: 1, y: 0 }], {
        x: "x",
        y: "y",
        text: ["1"],
        dx: 4,
        dy: 12,
        textAnchor: "start",
        fontSize: 12,
        fontWeight: 600,
        fill: "var(--ink)",
        stroke: "var(--card)",
        strokeWidth: 4,
      }),
      ...(largest
        ? [
            Plot.text([largest], {
              x: "re",
              y: "im",
              text: (d) => `${Number(d.modulus.toPrecision(3))}`,
              dy: -12,
              fontSize: 13,
              fontWeight: 600,
            }),
          ]
        : []),
    ],
  });
}
