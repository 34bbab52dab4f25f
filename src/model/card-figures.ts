import { mostMistaken } from "../evaluation/confusion.js";
import { grouped, percent } from "../evaluation/figures.js";
import { poolLongest } from "../evaluation/lengths.js";
import type { Evaluation } from "../evaluation/metrics.js";
import { escapeMarkdown, formatMarkdownTable } from "./markdown.js";

/** A confusion matrix of more labels is read as a list. */
const mostInMatrix = 8;
const mostLabels = 100;
const mostConfusions = 15;
const mostLengths = 20;

/** The figures of a model card, in paragraphs of Markdown: overall, by label, by pair of labels, by word length. */
export const cardFigures = (evaluation: Evaluation): string[] => {
  const {
    confusion,
    labels,
    accuracyInterval: { from, to },
  } = evaluation;
  const scores = confusion.labels.slice(0, mostLabels).flatMap((label) => {
    const one = labels[label];
    if (one === undefined) return [];
    return [
      [escapeMarkdown(label), percent(one.precision), percent(one.recall), percent(one.f1), grouped(one.support)],
    ];
  });
  const lengths = poolLongest(evaluation.lengths, mostLengths).map((one) => [
    one.from === one.to ? `${one.from}` : `${one.from} to ${one.to}`,
    grouped(one.words),
    percent(one.accuracy),
  ]);
  return [
    formatMarkdownTable(
      [
        ["", ""],
        ["words", grouped(evaluation.words)],
        ["accuracy", `${percent(evaluation.accuracy)} (95 % interval ${percent(from)} to ${percent(to)})`],
        ["predicted label is any of the word's", percent(evaluation.accuracyAnyLabel)],
        ["macro F1", percent(evaluation.macroF1)],
        ["cross-entropy, nats a word", evaluation.crossEntropy.toFixed(4)],
        ["expected calibration error", percent(evaluation.calibration.ece)],
      ],
      ["left", "right"],
    ),
    formatMarkdownTable(
      [["label", "precision", "recall", "F1", "words"], ...scores],
      ["left", "right", "right", "right", "right"],
    ),
    ...confusions(evaluation),
    formatMarkdownTable([["characters", "words", "accuracy"], ...lengths], ["right", "right", "right"]),
  ];
};

const confusions = ({ confusion }: Evaluation): string[] => {
  const names = confusion.labels.map(escapeMarkdown);
  if (names.length <= mostInMatrix) {
    const rows = confusion.matrix.map((row, label) => [names[label] ?? "", ...row.map(grouped)]);
    return [
      "Words by true label (row) and predicted label (column):",
      formatMarkdownTable([["", ...names], ...rows], ["left", ...names.map(() => "right" as const)]),
    ];
  }
  const rows = mostMistaken(confusion, mostConfusions).map((one) => [
    escapeMarkdown(one.truth),
    escapeMarkdown(one.predicted),
    grouped(one.words),
    percent(one.share),
  ]);
  if (rows.length === 0) return [];
  return [
    "The most frequent confusions:",
    formatMarkdownTable([["true", "predicted", "words", "of true"], ...rows], ["left", "left", "right", "right"]),
  ];
};

/** The most confident mistakes, likewise. */
export const cardMistakes = ({ mistakes }: Evaluation): string[] => {
  const rows = mistakes.map(({ word, labels, predicted, probability }) => [
    escapeMarkdown(word),
    escapeMarkdown(labels.join(", ")),
    escapeMarkdown(predicted),
    percent(probability),
  ]);
  return [
    "The most confident mistakes: the predicted label is none of the word's.",
    formatMarkdownTable([["word", "true", "predicted", "probability"], ...rows], ["left", "left", "left", "right"]),
  ];
};
