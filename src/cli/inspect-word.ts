import { cutTo, pad, shown } from "../evaluation/display.js";
import { percent } from "../evaluation/figures.js";
import type { Model } from "../model/model.js";
import { printable } from "../quote.js";
import { rungOf } from "../recurrence/ladder.js";
import { keptAt } from "../report/gates.js";
import { endMark, letter } from "../report/letter.js";
import { signed } from "../report/signed.js";
import { stepsOf } from "../report/steps.js";
import { labelsShown, type Votes, votesOf } from "../report/votes.js";
import type { WordFindings } from "../report/word-findings.js";
import { coloured, means, strip, wrap } from "./inspect-lines.js";
import { bold, dim } from "./output.js";

const labelsListed = 3;
const stripWidth = 27;
const labelWidth = 8;
const letterWidth = 3;

/** How a model reads a word, as text for a terminal, in lines of at most `columns`. */
export function formatWord(model: Model, findings: WordFindings, columns: number, inColour: boolean): string {
  const { ranked, isKnown, trace, nearest } = findings;
  const best = ranked.slice(0, labelsListed).map(({ label, probability }) => `${shown(label)} ${percent(probability)}`);
  const strange = trace.unknown.length > 0 ? `never seen: ${printable(trace.unknown.map(letter).join(" "))}` : "";
  const answer = isKnown ? best.join("  ") : `no answer (${strange || "an empty word"})`;
  const near = nearest?.map(({ word, label }) => `${printable(word, 40)} (${shown(label)})`).join(", ");
  return [
    ...wrap(`${printable(findings.word)}  ${answer}`, columns, 2).map((line, i) => (i === 0 ? bold(line) : line)),
    ...(isKnown && strange ? [cutTo(dim(strange), columns)] : []),
    "",
    ...table(model, findings, columns).map(inColour ? coloured : (line) => line),
    ...wrap(flips(findings), columns, 2),
    ...(near ? wrap(`nearest words by h: ${near}`, columns, 2) : []),
    ...(rungOf(model.rung).h === "number"
      ? ["", ...stepsOf(model, trace).flatMap((line) => wrap(line, columns, 2))]
      : []),
  ].join("\n");
}

function flips({ flips: found, trace }: WordFindings): string {
  if (found.length === 0) return "the decision never changes";
  const read = (step: number): string =>
    trace.steps[step]?.character === undefined
      ? "at the end"
      : `after ${printable(
          trace.steps
            .slice(0, step + 1)
            .map((one) => one.character)
            .join(""),
          40,
        )}`;
  return `the decision changes ${found.map(({ step, to }) => `${read(step)}: ${shown(to)}`).join("; ")}`;
}

function table(model: Model, findings: WordFindings, columns: number): string[] {
  const { trace, ranked, influence, leftOut } = findings;
  const labels = labelsShown(model, ranked, labelsListed);
  const votes = votesOf(model, labels);
  const scale = scaleOf(model, findings);
  const isGated = rungOf(model.rung).f === "gates";
  const widths = widthsOf(votes, model.hidden, stripWidth - (isGated ? labelWidth + 1 : 0));
  const groups = votes.map(({ label }, i) => pad(label === undefined ? "other" : shown(label), widths[i] ?? 0, "left"));
  const isNumber = model.hidden === 1;
  const head = [
    " ".repeat(letterWidth),
    isNumber ? pad("h", 12, "right") : groups.join(" "),
    ...labels.map((label) => pad(shown(label), labelWidth, "right")),
    ...(isGated ? ["    kept"] : []),
    "  speaks",
    "left out",
  ];
  const flipped = new Set(findings.flips.map(({ step }) => step));
  const rows = trace.steps.map((step, i) => {
    const { character, hidden, probabilities } = step;
    const strips = votes.map(({ numbers }, group) =>
      strip(
        means(
          numbers.map((number) => (hidden[number] ?? 0) / scale),
          widths[group] ?? 1,
        ),
      ),
    );
    return [
      pad(letter(character), letterWidth, "left"),
      isNumber ? pad(`${Number((hidden[0] ?? 0).toPrecision(7))}`, 12, "right") : strips.join(" "),
      ...labels.map((label) => pad(percent(probabilities[model.labels.indexOf(label)] ?? 0), labelWidth, "right")),
      ...(isGated ? [pad(keptAt(step), labelWidth, "right")] : []),
      pad(signed(influence[i] ?? 0, 2), labelWidth, "right"),
      pad(leftOut ? signed(-100 * (leftOut[i] ?? 0), 1) : "", labelWidth, "right"),
      flipped.has(i) ? "◄" : "",
    ];
  });
  return [head, ...rows].map((cells) => cutTo(cells.join(" ").trimEnd(), columns));
}

/** h runs from −1 to 1 under tanh and gates; elsewhere it is shown in parts of the word's largest. */
const scaleOf = ({ rung }: Model, { trace }: WordFindings): number =>
  rungOf(rung).f !== "identity"
    ? 1
    : trace.steps.reduce((most, { hidden }) => hidden.reduce((a, b) => Math.max(a, Math.abs(b)), most), 1e-12);

/** Columns for each group, by its share of h, of `all` columns. */
function widthsOf(votes: readonly Votes[], hidden: number, all: number): number[] {
  const room = Math.min(hidden, all - votes.length + 1);
  return votes.map(({ numbers }) =>
    Math.max(1, Math.min(numbers.length, Math.round((room * numbers.length) / hidden))),
  );
}

/** How the tables are to be read. */
export const legend = (model: Model, columns: number): string =>
  [
    ...(model.hidden === 1
      ? []
      : [
          "▁▂▃▄▅▆▇█: numbers of h, low to high, in the middle 0; under a label those that speak for it when they are high.",
        ]),
    "speaks: how the log-odds of the answer change as the letter speaks up. left out: how its probability changes without the letter, in points. ◄: another label leads from here on.",
    ...(rungOf(model.rung).f === "gates" ? ["kept: how much of h the letter leaves as it was, on average."] : []),
    ...(model.reading.endMark ? [`${endMark}: the end mark, read after the last letter.`] : []),
  ]
    .flatMap((line) => wrap(line, columns, 2))
    .map(dim)
    .join("\n");
