import type { Corpus } from "../corpus/corpus.js";
import { splits } from "../corpus/split.js";
import { mostMistaken } from "../evaluation/confusion.js";
import { grouped, percent } from "../evaluation/figures.js";
import { poolLongest } from "../evaluation/lengths.js";
import type { Evaluation } from "../evaluation/metrics.js";
import { findRung } from "../recurrence/ladder.js";
import { codeLine, escapeMarkdown, formatMarkdownTable } from "./markdown.js";
import type { Model } from "./model.js";

const mostInMatrix = 8;
const mostLabels = 100;
const mostConfusions = 15;
const mostLengths = 20;

export interface Card {
  /** The model file's name; folders are left out. */
  readonly name: string;
  /** What the model was trained on; of its name, folders are left out. */
  readonly corpus: Corpus;
  /** On the test words, or on all words where the corpus is whole. */
  readonly evaluation: Evaluation;
  /** The command that trains the model again. */
  readonly command: string;
}

/** The model card: Markdown, equal for equal trainings on every machine and engine. */
export const modelCard = (model: Model, card: Card): string =>
  `${[
    ...about(model, card.name),
    ...data(model, card.corpus),
    ...settings(model),
    ...figures(card),
    ...mistakes(card.evaluation),
    "## Train it again",
    codeLine(card.command),
    "The same data, settings and seed give the same file, byte for byte, on every machine.",
  ].join("\n\n")}\n`;

const about = (model: Model, name: string): string[] => {
  const { rung, hidden, alphabet, labels, reading } = model;
  const step = findRung(rung);
  const f = step?.f === "tanh" ? "tanh(W·h_{t-1} + U[x_t])" : "W·h_{t-1} + U[x_t]";
  return [
    `# ${escapeMarkdown(fileName(name))}`,
    "A katze model: it reads a word character by character and tells which label the word carries.",
    codeLine(`h_0 = 0,   h_t = ${f},   o = softmax(V·h_m + c)`),
    formatMarkdownTable(
      [
        ["", ""],
        ["rung", `${rung}: ${step?.adds ?? ""}`],
        ["numbers in h", grouped(hidden)],
        ["known characters", grouped(alphabet.length)],
        ["labels", grouped(labels.length)],
        ["learned numbers", grouped(learnedNumbers(model))],
        ["letter case", reading.keepCase ? "kept" : "ignored"],
        ["end mark", reading.endMark ? "yes" : "no"],
      ],
      ["left", "left"],
    ),
  ];
};

/** How many numbers training may change: what the rung fixes is left out, and a tied W is one number. */
const learnedNumbers = ({ rung, parameters: { W, U, V, c } }: Model): number => {
  const fixed = findRung(rung);
  const inW = fixed?.W === "matrix" ? W.length : fixed?.W === "multiple" ? 1 : 0;
  return inW + (fixed?.U === "learned" ? U.length : 0) + V.length + c.length;
};

const data = (model: Model, corpus: Corpus): string[] => {
  const { labels, targets, split, rows } = corpus;
  const words = splits.map(() => 0);
  const carrying = labels.map(() => splits.map(() => 0));
  split.forEach((part, word) => {
    words[part] = (words[part] ?? 0) + 1;
    const end = targets.start[word + 1] ?? 0;
    for (let i = targets.start[word] ?? 0; i < end; i++) {
      const counts = carrying[targets.label[i] ?? 0] ?? [];
      counts[part] = (counts[part] ?? 0) + 1;
    }
  });
  const listed = carrying
    .slice(0, mostLabels)
    .map((counts, label) => [escapeMarkdown(labels[label] ?? ""), ...counts.map(grouped)]);
  const left = labels.length - listed.length;
  return [
    "## Data",
    `${escapeMarkdown(fileName(corpus.name))}, sha256 \`${model.data}\`: ${grouped(rows.read)} rows, ${grouped(split.length)} distinct words.`,
    corpus.whole
      ? "Too few words to hold some out: all are training words."
      : "A word's split depends on the word alone; no word is in two.",
    formatMarkdownTable(
      [["words that carry", ...splits], ...listed, ["any label", ...words.map(grouped)]],
      ["left", "right", "right", "right"],
    ),
    ...(left > 0 ? [`${grouped(left)} more labels are not listed.`] : []),
  ];
};

const settings = ({ training }: Model): string[] => {
  const rows = Object.keys(training)
    .sort()
    .map((key) => [escapeMarkdown(key), escapeMarkdown(String(training[key]))]);
  return ["## Settings", formatMarkdownTable([["setting", "value"], ...rows], ["left", "left"])];
};

const figures = ({ evaluation, corpus }: Card): string[] => {
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
    corpus.whole ? "## Figures on the training words" : "## Test figures",
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
  return [
    "The most frequent confusions:",
    formatMarkdownTable([["true", "predicted", "words", "of true"], ...rows], ["left", "left", "right", "right"]),
  ];
};

const mistakes = ({ mistakes }: Evaluation): string[] => {
  if (mistakes.length === 0) return [];
  const rows = mistakes.map(({ word, labels, predicted, probability }) => [
    escapeMarkdown(word),
    escapeMarkdown(labels.join(", ")),
    escapeMarkdown(predicted),
    percent(probability),
  ]);
  return [
    "## Where it fails",
    "The most confident mistakes: the predicted label is none of the word's.",
    formatMarkdownTable([["word", "true", "predicted", "probability"], ...rows], ["left", "left", "left", "right"]),
  ];
};

/** Folders differ from machine to machine. */
const fileName = (path: string): string => path.split(/[\\/]/u).at(-1) ?? path;
