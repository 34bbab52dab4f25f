import * as Plot from "@observablehq/plot";
import { type Description, draw } from "./chart.js";
import { labelColour } from "./palette.js";

export interface LossPoint {
  /** Epochs done, parts counted. */
  readonly epoch: number;
  readonly loss: number;
}

export interface LossCurve extends Description {
  readonly training: readonly LossPoint[];
  readonly validation: readonly LossPoint[];
  readonly epochs: number;
}

/** The loss over the epochs: of the training words as a line, of the validation words as a line with points. */
export function lossCurve(document: Document, { training, validation, epochs, ...chart }: LossCurve): Element {
  const most = Math.max(...[...training, ...validation].map(({ loss }) => loss), 0.01);
  return draw(document, chart, {
    height: 230,
    marginLeft: 44,
    marginRight: 16,
    marginTop: 22,
    marginBottom: 40,
    x: { domain: [0, epochs], label: "epochs", labelAnchor: "center", labelArrow: "none", ticks: 5, tickFormat: "d" },
    y: { domain: [0, most], label: "loss", labelArrow: "none", grid: true, ticks: 4 },
    marks: [
      Plot.ruleY([0], { stroke: "var(--ink)" }),
      Plot.line(training, { x: "epoch", y: "loss", stroke: labelColour(0), strokeWidth: 1.5, strokeDasharray: "4 2" }),
      Plot.line(validation, { x: "epoch", y: "loss", stroke: labelColour(1), strokeWidth: 2 }),
      Plot.dot(validation.length <= 30 ? validation : validation.slice(-1), {
        x: "epoch",
        y: "loss",
        fill: labelColour(1),
        symbol: "triangle",
        r: 3.5,
      }),
    ],
  });
}
