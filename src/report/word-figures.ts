import { heatStrip } from "../charts/heat-strip.js";
import { letterBars } from "../charts/letter-bars.js";
import { probabilityLines } from "../charts/probabilities.js";
import { wordMap } from "../charts/word-map.js";
import type { Model } from "../model/model.js";
import { printable } from "../quote.js";
import { rungOf } from "../recurrence/ladder.js";
import type { Make } from "./element.js";
import { type Figure, key } from "./figure.js";
import { endMark } from "./letter.js";
import { pointsOf } from "./model-section.js";
import { signed } from "./signed.js";
import { votesOf } from "./votes.js";
import type { WordFindings } from "./word-findings.js";
import { pathOn, type WordMap } from "./word-path.js";

/** h over the letters, its numbers in the order of their votes. */
export function stripFigure(
  document: Document,
  model: Model,
  { trace, word }: WordFindings,
  letters: readonly string[],
  labels: readonly string[],
  id: string,
): Figure {
  const votes = votesOf(model, labels);
  const isBounded = rungOf(model.rung).f !== "identity";
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
      columns: trace.steps.map(({ hidden }) => order.map((number) => (hidden[number] ?? 0) / (isBounded ? 1 : most))),
      groups: votes.map(({ label, numbers }) => ({
        name: model.hidden === 1 ? "h" : label === undefined ? "other" : printable(label, 9),
        rows: numbers.length,
      })),
    }),
  };
}

/** What the answer would be after each letter. */
export function probabilitiesFigure(
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

/** What each letter does to the answer: left out, and by gradient. */
export function influenceFigures(
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

/** The word letter by letter on the map of the dictionary. */
export function pathFigure(
  document: Document,
  make: Make,
  model: Model,
  { trace, word }: WordFindings,
  letters: readonly string[],
  map: WordMap,
  id: string,
): Figure {
  const sentence =
    "Each point is a word of the dictionary, placed by its h; words that h takes for alike stand together. From 0, where h is nothing yet, the word walks to another place with each letter.";
  return {
    title: "Its way over the map",
    sentence,
    picture: wordMap(document, {
      id: `${id}-map`,
      title: `The way of ${printable(word, 40)} over the map of words`,
      description: sentence,
      words: pointsOf(map, model.labels),
      named: [],
      path: pathOn(map, trace).map((place, i) => ({ ...place, text: i === 0 ? "0" : (letters[i - 1] ?? "") })),
    }),
    more: [
      key(
        make,
        model.labels.map((label) => printable(label, 40)),
      ),
    ],
  };
}
