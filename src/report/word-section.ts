import { heatStrip } from "../charts/heat-strip.js";
import { letterBars } from "../charts/letter-bars.js";
import { probabilityLines } from "../charts/probabilities.js";
import { wordMap } from "../charts/word-map.js";
import { percent } from "../evaluation/figures.js";
import type { Model } from "../model/model.js";
import { printable } from "../quote.js";
import { rungOf } from "../recurrence/ladder.js";
import type { Make } from "./element.js";
import { type Figure, figure, key } from "./figure.js";
import { endMark, letter } from "./letter.js";
import { pointsOf } from "./model-section.js";
import { signed } from "./signed.js";
import { stepsOf } from "./steps.js";
import { labelsShown, votesOf } from "./votes.js";
import type { WordFindings } from "./word-findings.js";
import type { WordMap } from "./word-map.js";

const labelsListed = 4;

/** How a model reads a word, as a part of a page. `id` begins its pictures' ids. */
export function wordSection(
  document: Document,
  make: Make,
  model: Model,
  findings: WordFindings,
  map: WordMap | undefined,
  id: string,
): HTMLElement {
  const { trace, nearest } = findings;
  const letters = trace.steps.map(({ character }) => letter(character));
  const labels = labelsShown(model, findings.ranked, labelsListed);
  const pictures =
    letters.length === 0
      ? []
      : [
          strip(document, model, findings, letters, labels, id),
          probabilities(document, model, findings, letters, labels, id),
          ...influences(document, findings, letters, id),
          ...(map ? [path(document, make, model, findings, letters, map, id)] : []),
        ];
  const steps = stepsOf(model, trace);
  const near = nearest?.map(({ word, label }) => `${printable(word, 40)} (${printable(label, 40)})`).join(", ");
  return make(
    "section",
    {},
    make("h2", {}, printable(findings.word) || "an empty word"),
    make("p", { class: "answer" }, answer(findings)),
    ...(near ? [make("p", {}, `Its nearest words by h: ${near}.`)] : []),
    ...(steps.length > 0 ? [make("p", { class: "steps" }, steps.join("\n"))] : []),
    make("div", { class: "pictures" }, ...pictures.map((one) => figure(make, one))),
    table(make, findings, labels, model),
  );
}

const answer = ({ ranked, isKnown, trace }: WordFindings): string => {
  const strange = trace.unknown.length > 0 ? `never seen: ${trace.unknown.slice(0, 20).map(letter).join(" ")}` : "";
  if (!isKnown) return `No answer (${strange || "an empty word"}).`;
  const best = ranked
    .slice(0, labelsListed)
    .map(({ label, probability }) => `${printable(label, 40)} ${percent(probability)}`);
  return `${best.join(", ")}${strange ? ` (${strange})` : ""}`;
};

function strip(
  document: Document,
  model: Model,
  { trace, word }: WordFindings,
  letters: readonly string[],
  labels: readonly string[],
  id: string,
): Figure {
  const votes = votesOf(model, labels);
  const isTanh = rungOf(model.rung).f === "tanh";
  const most = trace.steps.reduce((a, { hidden }) => hidden.reduce((b, h) => Math.max(b, Math.abs(h)), a), 1e-12);
  const order = votes.flatMap(({ numbers }) => numbers);
  const sentence =
    model.hidden === 1
      ? "h is one number: the bluer, the lower, the more orange, the higher."
      : "A column is h after that letter, a row one of its numbers: orange above 0, blue below. Rows stand under the label that they speak for when they are orange, so the answer is the block that turns orange.";
  return {
    title: "h, letter by letter",
    sentence,
    picture: heatStrip(document, {
      id: `${id}-strip`,
      title: `h after each letter of ${printable(word, 40)}`,
      description: sentence,
      letters,
      columns: trace.steps.map(({ hidden }) => order.map((number) => (hidden[number] ?? 0) / (isTanh ? 1 : most))),
      groups: votes.map(({ label, numbers }) => ({
        name: model.hidden === 1 ? "h" : label === undefined ? "other" : printable(label, 9),
        rows: numbers.length,
      })),
    }),
  };
}

function probabilities(
  document: Document,
  model: Model,
  { trace, flips, word }: WordFindings,
  letters: readonly string[],
  labels: readonly string[],
  id: string,
): Figure {
  const change = flips
    .slice(0, 4)
    .map(({ step, to }) => `after ${letters[step]} to ${printable(to, 40)}`)
    .join(", ");
  const sentence = `The answer if the word ended there; at · nothing has been read${trace.steps.at(-1)?.character === undefined ? `, ${endMark} is the end mark` : ""}. ${change ? `The decision changes ${change} (dashed).` : "The first letter's decision stands to the end."}`;
  return {
    title: "What it believes after each letter",
    sentence,
    picture: probabilityLines(document, {
      id: `${id}-probabilities`,
      title: `Probabilities after each letter of ${printable(word, 40)}`,
      description: sentence,
      letters,
      labels: labels.map((label) => {
        const number = model.labels.indexOf(label);
        const states = [trace.start, ...trace.steps];
        return {
          name: printable(label, 11),
          number,
          probabilities: states.map((state) => state.probabilities[number] ?? 0),
        };
      }),
      flips: flips.map(({ step }) => step),
    }),
  };
}

function influences(
  document: Document,
  { influence, leftOut, ranked, word }: WordFindings,
  letters: readonly string[],
  id: string,
): Figure[] {
  const label = printable(ranked[0]?.label ?? "", 40);
  const without = `How many points more or less probable ${label} is when the letter is left out of the word. Long and blue: the answer rests on that letter.`;
  const speaks = `How the odds of ${label} (their logarithm) move when the letter speaks up a little. Orange letters speak for it, blue ones against.`;
  const chart = { letters, height: 170 };
  return [
    ...(leftOut
      ? [
          {
            title: "Without the letter",
            sentence: without,
            picture: letterBars(document, {
              ...chart,
              id: `${id}-left-out`,
              title: `${label} for ${printable(word, 40)} without each letter`,
              description: without,
              values: leftOut.map((change) => -100 * change),
              least: 2,
              format: (value: number) => signed(value, 1),
            }),
          },
        ]
      : []),
    {
      title: "Whom the letter speaks for",
      sentence: speaks,
      picture: letterBars(document, {
        ...chart,
        id: `${id}-influence`,
        title: `Influence of each letter of ${printable(word, 40)} on ${label}`,
        description: speaks,
        values: influence,
        least: 0.2,
        format: (value: number) => signed(value, 2),
      }),
    },
  ];
}

function path(
  document: Document,
  make: Make,
  model: Model,
  { trace, word }: WordFindings,
  letters: readonly string[],
  map: WordMap,
  id: string,
): Figure {
  const sentence =
    "The same map of the dictionary: from 0, where h is nothing yet, the word walks to another place with each letter.";
  return {
    title: "Its way over the map",
    sentence,
    picture: wordMap(document, {
      id: `${id}-map`,
      title: `The way of ${printable(word, 40)} over the map of words`,
      description: sentence,
      words: pointsOf(map, model.labels),
      named: [],
      path: map.pathOf(trace).map((place, i) => ({ ...place, text: i === 0 ? "0" : (letters[i - 1] ?? "") })),
    }),
    more: [
      key(
        make,
        model.labels.map((label) => printable(label, 40)),
      ),
    ],
  };
}

function table(make: Make, findings: WordFindings, labels: readonly string[], model: Model): HTMLElement {
  const { trace, influence, leftOut } = findings;
  const head = ["letter", ...labels.map((label) => printable(label, 40)), "speaks", "without it"];
  const rows = trace.steps.map(({ character, probabilities }, i) => [
    character === undefined ? "end mark" : letter(character),
    ...labels.map((label) => percent(probabilities[model.labels.indexOf(label)] ?? 0)),
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
