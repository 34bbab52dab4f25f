import type { Budget, Row } from "../comparison/compare.js";
import { references } from "../comparison/references.js";
import { type Corpus, selectWords } from "../corpus/corpus.js";
import { cutTo } from "../evaluation/display.js";
import { grouped, percent } from "../evaluation/figures.js";
import { type Align, formatTable } from "../evaluation/table.js";
import { printable } from "../quote.js";
import { ladder } from "../recurrence/ladder.js";

const head = ["rung", "h", "learned", "multiplier", "accuracy", "loss", "collisions", "seconds"];
const align: readonly Align[] = ["left", ...head.slice(1).map(() => "right" as const)];

/** The comparison as text for a terminal, in lines of at most `columns`, without a newline at the end. */
export function formatLadder(rows: readonly Row[], corpus: Corpus, budget: Budget, columns: number): string {
  const { epochs, batch, seed } = budget;
  const test = selectWords(corpus, "test").length;
  const on = corpus.whole
    ? `${grouped(test)} words, too few to set some aside: figures are on these same words`
    : `figures on ${grouped(test)} test words, which no rung was trained on`;
  const adds = [...ladder, ...references].map(({ name, adds }) => [name, adds]);
  return [
    cutTo(printable(corpus.name), columns),
    on,
    `every rung: ${grouped(epochs)} epochs, ${grouped(batch)} words a step, seed ${seed}`,
    "",
    ...formatTable(adds, ["left", "left"], columns),
    "",
    ...formatTable([head, ...rows.map(cellsOf)], align, columns),
    "",
    "multiplier: of h at each letter; of a matrix its spectral radius, of gates none",
    "loss: cross-entropy in nats a word; collisions: words with the h of another one",
  ].join("\n");
}

function cellsOf({ rung, hidden, parameters, multiplier, accuracy, crossEntropy, collisions, seconds }: Row): string[] {
  return [
    rung,
    hidden === null ? "" : grouped(hidden),
    grouped(parameters),
    multiplier === null ? "" : `${Number(multiplier.toFixed(3))}`,
    percent(accuracy),
    crossEntropy.toFixed(3),
    collisions === null ? "" : percent(collisions),
    seconds.toFixed(1),
  ];
}
