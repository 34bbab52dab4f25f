import { memoryBars } from "../charts/memory.js";
import { spectrumPlane } from "../charts/spectrum.js";
import { wordMap } from "../charts/word-map.js";
import { grouped, percent } from "../evaluation/figures.js";
import { sayHidden } from "../model/groups.js";
import { printable } from "../quote.js";
import { rungOf } from "../recurrence/ladder.js";
import type { Make } from "./element.js";
import { type Figure, figure, key } from "./figure.js";
import { gatesInWords } from "./gates.js";
import type { ModelFindings } from "./model-findings.js";
import type { WordFindings } from "./word-findings.js";
import { pathOn, type WordMap } from "./word-path.js";

const wordsNamed = 12;

/** What a model has learned, as a part of a page. */
export function modelSection(
  document: Document,
  make: Make,
  findings: ModelFindings,
  words: readonly WordFindings[],
  map: WordMap | undefined,
): HTMLElement {
  const pictures = [
    spectrumFigure(document, findings),
    memoryFigure(document, findings),
    dictionary(document, make, findings, words, map),
  ];
  return make(
    "section",
    {},
    make("h2", {}, "The model"),
    facts(make, findings),
    make("div", { class: "pictures" }, ...pictures.flatMap((one) => (one ? [figure(make, one)] : []))),
  );
}

/** What a model is, and what was measured of it, as a list of names and values. */
export function facts(make: Make, { model, parameters, gates, saturation, neighbours }: ModelFindings): HTMLElement {
  const { rung, alphabet, labels, training } = model;
  const alike = [...(neighbours ?? [])]
    .sort(([, [a]], [, [b]]) => (b?.cosine ?? 0) - (a?.cosine ?? 0))
    .slice(0, 16)
    .map(([character, [near]]) => `${printable(character)} ~ ${printable(near?.character ?? "")}`);
  const rows: (readonly [string, string])[] = [
    ["rung", `${rung}: ${rungOf(rung).adds}`],
    ["labels", printable(labels.join(", "), 2000)],
    ["alphabet", `${grouped(alphabet.length)} characters: ${printable(alphabet.join(" "), 2000)}`],
    ["h", sayHidden(model)],
    ["learned", `${grouped(parameters)} numbers`],
    [
      "settings",
      printable(
        Object.entries(training)
          .map(([name, value]) => `${name} ${value}`)
          .join(", "),
        2000,
      ),
    ],
    ...(gates ? [["gates", gatesInWords(gates)] as const] : []),
    ...(saturation
      ? [
          [
            "tanh",
            `squeezes: ${percent(saturation.saturated)} of the numbers in h are beyond ±0.9, and a step lets ${percent(saturation.slope)} of a small change through`,
          ] as const,
        ]
      : []),
    ...(alike.length > 0
      ? [["alike", `characters whose rows of U point the same way: ${alike.join(", ")}`] as const]
      : []),
  ];
  return make("dl", {}, ...rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
}

/** What W does to h at each letter; undefined on rungs with gates. */
export function spectrumFigure(document: Document, { multiplier, spectrum: found }: ModelFindings): Figure | undefined {
  if (!found) return undefined;
  const { eigenvalues, radius } = found;
  const beyond = eigenvalues.filter(({ modulus }) => modulus > 1).length;
  const sentence =
    multiplier === undefined
      ? `The doubling multiplied h by 2; W multiplies each of its own directions of h by one of these ${eigenvalues.length} numbers. The ${beyond} beyond the circle grow, the others fade, and the largest is ${radius.toFixed(2)}.`
      : `At each letter h is multiplied by ${Number(multiplier.toPrecision(4))}. Beyond the circle old letters grow, within it they fade.`;
  return {
    title: "What became of the 2",
    sentence,
    picture: spectrumPlane(document, {
      id: "spectrum",
      title: "W's eigenvalues in the complex plane, with the unit circle",
      description: sentence,
      eigenvalues,
    }),
  };
}

/** How far back a letter is heard; undefined without words to measure it on. */
export function memoryFigure(document: Document, { memory: heard, model }: ModelFindings): Figure | undefined {
  if (!heard || heard.length === 0) return undefined;
  const far = heard[Math.min(6, heard.length - 1)];
  const last = model.reading.endMark ? "0 is the end mark" : "0 is the last letter";
  const sentence = `Change a letter a little: so much of it still reaches h at the word's end. ${far?.distance} before the end it is ${(far?.gain ?? 0).toPrecision(2)}, of the last ${(heard[0]?.gain ?? 0).toPrecision(2)}; a plain sum hears each with 1 (${last}).`;
  return {
    title: "How far back a letter is heard",
    sentence,
    picture: memoryBars(document, {
      id: "memory",
      title: "How far back a letter is heard",
      description: sentence,
      heard,
    }),
  };
}

function dictionary(
  document: Document,
  make: Make,
  { model }: ModelFindings,
  words: readonly WordFindings[],
  map: WordMap | undefined,
): Figure | undefined {
  if (!map) return undefined;
  const named = words.slice(0, wordsNamed).flatMap(({ word, trace }) => {
    const place = pathOn(map, trace).at(-1);
    return place ? [{ ...place, text: printable(word, 20) }] : [];
  });
  const sentence = `Each point is h after a whole word, for ${map.words.length} words of the dictionary, laid flat along the two directions that differ most (${percent(map.projection.variance[0] + map.projection.variance[1])} of all difference). Words that h takes for alike stand together.`;
  return {
    title: "A map of words",
    sentence,
    picture: wordMap(document, {
      id: "map",
      title: "A map of words by their hidden vectors",
      description: `${sentence} Named on it: ${named.map(({ text }) => text).join(", ") || "none"}.`,
      words: pointsOf(map, model.labels),
      named,
      path: [],
    }),
    more: [
      key(
        make,
        model.labels.map((label) => printable(label, 40)),
      ),
    ],
  };
}

/** The dictionary's words as points, each with the number of its label. */
export const pointsOf = (map: WordMap, labels: readonly string[]) =>
  map.words.map(({ x, y, word, label }) => ({ x, y, text: printable(word, 40), label: labels.indexOf(label) }));
