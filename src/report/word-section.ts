import { percent } from "../evaluation/figures.js";
import type { Model } from "../model/model.js";
import { printable } from "../quote.js";
import { rungOf } from "../recurrence/ladder.js";
import type { Make } from "./element.js";
import { figure } from "./figure.js";
import { keptAt } from "./gates.js";
import { letter } from "./letter.js";
import { signed } from "./signed.js";
import { stepsOf } from "./steps.js";
import { labelsShown } from "./votes.js";
import { influenceFigures, pathFigure, probabilitiesFigure, stripFigure } from "./word-figures.js";
import type { WordFindings } from "./word-findings.js";
import type { WordMap } from "./word-path.js";

const labelsListed = 4;

/** How a model reads a word, as a part of a page. `id` begins its pictures' ids. */
export const wordSection = (
  document: Document,
  make: Make,
  model: Model,
  findings: WordFindings,
  map: WordMap | undefined,
  id: string,
): HTMLElement =>
  make(
    "section",
    {},
    make("h2", {}, printable(findings.word) || "an empty word"),
    make("p", { class: "answer" }, answer(findings)),
    ...wordBody(document, make, model, findings, map, id),
  );

/** The same without the word and the answer. */
export function wordBody(
  document: Document,
  make: Make,
  model: Model,
  findings: WordFindings,
  map: WordMap | undefined,
  id: string,
): HTMLElement[] {
  const { trace, nearest } = findings;
  const letters = trace.steps.map(({ character }) => letter(character));
  const labels = labelsShown(model, findings.ranked, labelsListed);
  const pictures =
    letters.length === 0
      ? []
      : [
          stripFigure(document, model, findings, letters, labels, id),
          probabilitiesFigure(document, model, findings, letters, labels, id),
          ...influenceFigures(document, findings, letters, id),
          ...(map ? [pathFigure(document, make, model, findings, letters, map, id)] : []),
        ];
  const steps = stepsOf(model, trace);
  const near = nearest?.map(({ word, label }) => `${printable(word, 40)} (${printable(label, 40)})`).join(", ");
  return [
    ...(near ? [make("p", {}, `Its nearest words by h: ${near}.`)] : []),
    ...(steps.length > 0 ? [make("p", { class: "steps" }, steps.join("\n"))] : []),
    make("div", { class: "pictures" }, ...pictures.map((one) => figure(make, one))),
    table(make, findings, labels, model),
  ];
}

/** What the model says of the word, in a line. */
export const answer = ({ ranked, isKnown, trace }: WordFindings): string => {
  const strange = trace.unknown.length > 0 ? `never seen: ${trace.unknown.slice(0, 20).map(letter).join(" ")}` : "";
  if (!isKnown) return `No answer (${strange || "an empty word"}).`;
  const best = ranked
    .slice(0, labelsListed)
    .map(({ label, probability }) => `${printable(label, 40)} ${percent(probability)}`);
  return `${best.join(", ")}${strange ? ` (${strange})` : ""}`;
};

function table(make: Make, findings: WordFindings, labels: readonly string[], model: Model): HTMLElement {
  const { trace, influence, leftOut } = findings;
  const isGated = rungOf(model.rung).f === "gates";
  const kept = isGated ? ["of h kept"] : [];
  const head = ["letter", ...labels.map((label) => printable(label, 40)), ...kept, "speaks", "without it"];
  const rows = trace.steps.map((step, i) => [
    step.character === undefined ? "end mark" : letter(step.character),
    ...labels.map((label) => percent(step.probabilities[model.labels.indexOf(label)] ?? 0)),
    ...(isGated ? [keptAt(step)] : []),
    signed(influence[i] ?? 0, 2),
    leftOut ? signed(-100 * (leftOut[i] ?? 0), 1) : "",
  ]);
  return make(
    "details",
    {},
    make("summary", {}, "The figures"),
    make(
      "div",
      { class: "scroll", tabindex: "0", role: "group", "aria-label": "The figures" },
      make(
        "table",
        {},
        make("thead", {}, make("tr", {}, ...head.map((cell) => make("th", { scope: "col" }, cell)))),
        make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((cell) => make("td", {}, cell))))),
      ),
    ),
  );
}
