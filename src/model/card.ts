import type { Corpus } from "../corpus/corpus.js";
import { splits } from "../corpus/split.js";
import { learnedParameters, shapeOf } from "../engine/shape.js";
import { grouped } from "../evaluation/figures.js";
import type { Evaluation } from "../evaluation/metrics.js";
import { equationsOf, rungOf } from "../recurrence/ladder.js";
import { cardFigures, cardMistakes } from "./card-figures.js";
import { codeLine, escapeMarkdown, formatMarkdownTable } from "./markdown.js";
import type { Model } from "./model.js";

const mostLabels = 100;

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
    card.corpus.whole ? "## Figures on the training words" : "## Test figures",
    ...cardFigures(card.evaluation),
    ...(card.evaluation.mistakes.length > 0 ? ["## Where it fails", ...cardMistakes(card.evaluation)] : []),
    "## Train it again",
    codeLine(card.command),
    "The same data, settings and seed give the same file, byte for byte, on every machine.",
  ].join("\n\n")}\n`;

const about = (model: Model, name: string): string[] => {
  const { rung, hidden, groups, precision, alphabet, labels, reading, training } = model;
  const step = rungOf(rung);
  const equations = equationsOf(rung);
  const isLong = equations.length > 3;
  return [
    `# ${escapeMarkdown(fileName(name))}`,
    "A katze model: it reads a word character by character and tells which label the word carries.",
    isLong ? equations.map(codeLine).join("\n") : codeLine(equations.join(",   ")),
    formatMarkdownTable(
      [
        ["", ""],
        ["rung", `${rung}: ${step.adds}`],
        [
          "numbers in h",
          groups > 1 ? `${grouped(hidden)}, in ${groups} groups that never see each other` : grouped(hidden),
        ],
        ["known characters", grouped(alphabet.length)],
        ["labels", grouped(labels.length)],
        ["learned numbers", grouped(learnedParameters(shapeOf(model)))],
        ...(precision === "f16" ? [["precision", "half: rounded at the end of training to 16 bits each"]] : []),
        ["letter case", reading.keepCase ? "kept" : "ignored"],
        ["end mark", reading.endMark ? "yes" : "no"],
        ["temperature", `${training.temperature ?? 1}, by which V and c are divided already`],
      ],
      ["left", "left"],
    ),
  ];
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
    `The file ${escapeMarkdown(fileName(corpus.name))}, sha256 \`${model.data}\`: ${grouped(rows.read)} rows, ${grouped(split.length)} distinct words.`,
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
    .filter((key) => key !== "temperature")
    .sort()
    .map((key) => [escapeMarkdown(key), escapeMarkdown(String(training[key]))]);
  return ["## Settings", formatMarkdownTable([["setting", "value"], ...rows], ["left", "left"])];
};

/** Folders differ from machine to machine. */
const fileName = (path: string): string => path.split(/[\\/]/u).at(-1) ?? path;
