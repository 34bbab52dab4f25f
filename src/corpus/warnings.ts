import type { Corpus } from "./corpus.js";
import { similarLabels } from "./labels.js";
import { quote } from "./quote.js";

/** Examples that a warning names. */
const examples = 3;

/** What a person should know of the corpus: one line each. */
export const warningsOf = ({ labels, words, targets, split, whole, rows }: Omit<Corpus, "warnings">): string[] => {
  const warnings: string[] = [];
  const similar = similarLabels(labels);
  if (similar.length > 0) {
    const named = similar.slice(0, examples).map((group) => group.map((label) => quote(label)).join(" and "));
    warnings.push(
      `${counted(similar.length, "group")} of labels differ in case or spaces only, such as ${named.join("; ")}; they are kept apart`,
    );
  }

  const ambiguous: string[] = [];
  let ambiguousWords = 0;
  const learned = new Uint8Array(labels.length);
  for (let word = 0; word < words.length; word++) {
    const from = targets.start[word] ?? 0;
    const to = targets.start[word + 1] ?? 0;
    if (to - from > 1 && ++ambiguousWords <= examples) ambiguous.push(words.get(word));
    if (split[word] === 0) for (let i = from; i < to; i++) learned[targets.label[i] ?? 0] = 1;
  }
  if (ambiguousWords > 0) {
    warnings.push(
      `${counted(ambiguousWords, "word")} under several labels, such as ${ambiguous.map((word) => quote(word)).join(", ")}; each is learned as a distribution`,
    );
  }
  const unlearned = labels.filter((_, label) => learned[label] === 0);
  if (unlearned.length > 0) {
    const named = unlearned.slice(0, examples).map((label) => quote(label));
    warnings.push(
      `${counted(unlearned.length, "label")} without a training word, such as ${named.join(", ")}; add words`,
    );
  }
  if (rows.duplicate > 0) warnings.push(`${counted(rows.duplicate, "row")} repeat a word and its label; merged`);
  if (rows.skipped > 0) warnings.push(`${counted(rows.skipped, "row")} skipped`);
  if (whole)
    warnings.push(`${counted(words.length, "word")}: too few to set some aside; figures are on the training words`);
  return warnings;
};

const counted = (number: number, thing: string): string =>
  `${number.toLocaleString("en")} ${thing}${number === 1 ? "" : "s"}`;
