import { mostMistaken } from "./confusion.js";
import { cutTo, shown, widthOf } from "./display.js";
import { grouped, percent } from "./figures.js";
import { poolLongest } from "./lengths.js";
import type { Evaluation } from "./metrics.js";
import { formatTable } from "./table.js";

/** A confusion matrix of more labels is read as a list. */
const mostInMatrix = 8;
const mostLabels = 50;
const mostConfusions = 15;
const mostLengths = 20;
const barWidth = 20;

export interface ReportOptions {
  /** Width of the terminal. */
  readonly columns: number;
  /** What was evaluated, on what. */
  readonly title: string;
}

/** The evaluation as text for a terminal, in lines of at most `columns`; colourless, and without a newline at the end. */
export const formatEvaluation = (evaluation: Evaluation, { columns, title }: ReportOptions): string =>
  [
    [shown(title)],
    summary(evaluation, columns),
    labelTable(evaluation, columns),
    confusionMatrix(evaluation, columns) ?? confusionList(evaluation, columns),
    mistakeList(evaluation, columns),
    lengthBars(evaluation, columns),
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => cutTo(line, columns)).join("\n"))
    .join("\n\n");

const summary = (evaluation: Evaluation, columns: number): string[] => {
  const { from, to } = evaluation.accuracyInterval;
  const rows = [
    ["words", grouped(evaluation.words)],
    ["accuracy", percent(evaluation.accuracy), `95 % interval ${percent(from)} to ${percent(to)}`],
    ["any label", percent(evaluation.accuracyAnyLabel), "predicted label is one of the word's"],
    ["macro F1", percent(evaluation.macroF1)],
    ["cross-entropy", evaluation.crossEntropy.toFixed(3), "nats a word"],
    ["calibration", percent(evaluation.calibration.ece), "expected error of the probabilities"],
  ];
  return formatTable(rows, ["left", "right", "left"], columns);
};

const labelTable = ({ labels, confusion }: Evaluation, columns: number): string[] => {
  const rows = confusion.labels.flatMap((label) => {
    const one = labels[label];
    return one === undefined ? [] : [{ label, ...one }];
  });
  const listed = rows.length > mostLabels ? rows.sort((a, b) => b.support - a.support).slice(0, mostLabels) : rows;
  const table = listed.map(({ label, precision, recall, f1, support }) => [
    shown(label),
    percent(precision),
    percent(recall),
    percent(f1),
    grouped(support),
  ]);
  const head = ["label", "precision", "recall", "F1", "words"];
  const lines = formatTable([head, ...table], ["left", "right", "right", "right", "right"], columns);
  const left = confusion.labels.length - listed.length;
  return left === 0 ? lines : [...lines, `and ${grouped(left)} more labels, none of more words`];
};

/** Undefined where the matrix has too many labels, or is too wide. */
const confusionMatrix = ({ confusion }: Evaluation, columns: number): string[] | undefined => {
  if (confusion.labels.length > mostInMatrix) return undefined;
  const names = confusion.labels.map(shown);
  const head = ["true \\ predicted", ...names];
  const rows = confusion.matrix.map((row, label) => [names[label] ?? "", ...row.map(grouped)]);
  const room = Math.floor((columns - widthOf(head[0] ?? "")) / names.length) - 2;
  if (rows.some((row) => row.some((cell, column) => column > 0 && widthOf(cell) > room)) || room < 4) return undefined;
  const fitted = [
    [head[0] ?? "", ...names.map((name) => cutTo(name, room))],
    ...rows.map(([name = "", ...cells]) => [name, ...cells]),
  ];
  return formatTable(fitted, ["left", ...names.map(() => "right" as const)], columns);
};

const confusionList = ({ confusion }: Evaluation, columns: number): string[] => {
  const rows = mostMistaken(confusion, mostConfusions).map(({ truth, predicted, words, share }) => [
    shown(truth),
    shown(predicted),
    grouped(words),
    percent(share),
  ]);
  if (rows.length === 0) return [];
  return formatTable([["true", "predicted", "words", "of true"], ...rows], ["left", "left", "right", "right"], columns);
};

const mistakeList = ({ mistakes }: Evaluation, columns: number): string[] => {
  if (mistakes.length === 0) return [];
  const rows = mistakes.map(({ word, labels, predicted, probability }) => [
    shown(word),
    shown(labels.join(", ")),
    shown(predicted),
    percent(probability),
  ]);
  const head = ["mistaken word", "true", "predicted", "probability"];
  return formatTable([head, ...rows], ["left", "left", "left", "right"], columns);
};

const lengthBars = ({ lengths }: Evaluation, columns: number): string[] => {
  const rows = poolLongest(lengths, mostLengths).map(({ from, to, words, accuracy }) => [
    from === to ? `${from}` : `${from}+`,
    grouped(words),
    percent(accuracy),
    "#".repeat(Math.round(accuracy * barWidth)).padEnd(barWidth, "."),
  ]);
  return formatTable([["characters", "words", "accuracy"], ...rows], ["right", "right", "right", "left"], columns);
};
