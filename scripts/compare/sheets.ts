/** The figures as tables. */
import type { Column, Sheet } from "../measurement/sheet.js";
import type { Ceiling } from "./ceiling.js";
import { type Figures, poolLengths, type Told } from "./figures.js";
import { own } from "./katze.js";
import { leadOver } from "./lead.js";

/** The shortest of the lengths that are put together. */
const firsts = [1, 4, 6, 8, 10, 13];

const best = (figures: readonly Figures[]): Figures[] =>
  [...figures].sort((a, b) => b.unseen.all.accuracy - a.unseen.all.accuracy);

/** Everything that is shown, of so many words of the test split. */
export const allSheets = (figures: readonly Figures[], ceiling: Ceiling, words: number): Sheet[] => [
  accuracySheet(figures, ceiling, words),
  wordSheet(
    figures,
    "The same words by number of letters, and with or without accented ones: accuracy in %",
    (one) => one.unseen,
  ),
  wordSheet(figures, "As many words of the training split likewise", (one) => one.known),
];

/** Every row's figures on new words, the most accurate row first. */
export function accuracySheet(figures: readonly Figures[], ceiling: Ceiling, words: number): Sheet {
  const hundredths = (name: string): Column => ({ name, as: "hundredths" });
  return {
    title: `Accuracy on the ${words} words of the test split, in %`,
    columns: [
      ...["accuracy", "from", "to", "any label", "meant", "macro F1"].map(hundredths),
      { name: "nats", as: "thousandths" },
      { name: "ECE", as: "thousandths" },
      { name: "model", as: "bytes" },
      { name: "words/s", as: "count" },
    ],
    rows: best(figures).map(({ name, unseen: { all, meant }, areProbabilities, modelBytes, wordsPerSecond }) => ({
      name,
      values: [
        all.accuracy,
        all.accuracyInterval.from,
        all.accuracyInterval.to,
        all.accuracyAnyLabel,
        meant,
        all.macroF1,
        areProbabilities ? all.crossEntropy : undefined,
        areProbabilities ? all.calibration.ece : undefined,
        modelBytes,
        wordsPerSecond,
      ],
    })),
    notes: [
      ...ceilingNotes(ceiling, words),
      ...leadNotes(figures),
      ...settingNotes(figures),
      ...silenceNotes(figures, words),
    ],
  };
}

function ceilingNotes({ shared, accuracy, crossEntropy }: Ceiling, words: number): string[] {
  const share = (100 * accuracy).toFixed(1);
  return [
    "accuracy: the answer is the word's heaviest label (from, to: Wilson's 95 % interval); any label: it is one that the word carries; meant: it is the label drawn by the word's shares; nats: cross-entropy; model: what is loaded, of ready-made detectors with all their languages; words/s: in bulk, on one thread",
    "ready-made detectors bring what they learned from texts, which these words may have stood in; all others learned from the training split alone",
    `ceiling: ${shared} of the ${words} words are of several labels, so that at most ${share} % of answers are what is meant, and no cross-entropy is below ${crossEntropy.toFixed(3)} nats`,
  ];
}

/** How far each model of katze's is ahead of the best of the others. */
function leadNotes(figures: readonly Figures[]): string[] {
  const points = (share: number): string => (100 * share).toFixed(2);
  const other = best(figures).find(({ key }) => key !== own);
  if (!other) return [];
  return best(figures)
    .filter(({ key }) => key === own)
    .map(({ name, unseen }) => {
      const { won, lost, lead, from, to } = leadOver(unseen.right, other.unseen.right);
      const interval = `95 % interval of paired words ${points(from)} to ${points(to)}`;
      return `${name} over ${other.name}: ${points(lead)} points (${interval}); ${won} words only it is right about, ${lost} only the other`;
    });
}

const settingNotes = (figures: readonly Figures[]): string[] =>
  best(figures).flatMap(({ name, setting, tried }) => {
    const settings = Object.keys(tried).length;
    return settings > 1 ? [`${name}: ${setting}, the best of ${settings} settings on validation words`] : [];
  });

const silenceNotes = (figures: readonly Figures[], words: number): string[] =>
  best(figures).flatMap(({ name, unseen: { silent } }) =>
    silent > 0 ? [`${name}: no answer for ${silent} words of ${words}, which count as wrong`] : [],
  );

/** Accuracy by length and by accents. */
export function wordSheet(figures: readonly Figures[], title: string, which: (one: Figures) => Told): Sheet {
  const rows = best(figures).map((one) => ({ name: one.name, told: which(one) }));
  const lengths = rows[0] === undefined ? [] : poolLengths(rows[0].told.all.lengths, firsts);
  const counts = lengths.map(({ from, to, words }) => `${nameOf(from, to)}: ${words} words`);
  const [first] = rows;
  return {
    title,
    columns: ["all", ...lengths.map(({ from, to }) => nameOf(from, to)), "accented", "plain"].map((name) => ({
      name,
      as: "hundredths" as const,
    })),
    rows: rows.map(({ name, told: { all, accented, plain } }) => ({
      name,
      values: [
        all.accuracy,
        ...poolLengths(all.lengths, firsts).map(({ accuracy }) => accuracy),
        accented?.accuracy,
        plain?.accuracy,
      ],
    })),
    notes: first === undefined ? [] : [[...counts, `accented: ${first.told.accented?.words ?? 0} words`].join("; ")],
  };
}

const nameOf = (from: number, to: number): string =>
  !Number.isFinite(to) ? `${from}+` : from === 1 ? `to ${to}` : `${from}–${to}`;
