import { quote } from "../quote.js";
import type { Targets } from "./targets.js";
import type { PackedWords } from "./words.js";

/** Examples that a warning names. */
const examples = 3;

/** Warns of labels that differ in case or in spaces only. */
export const labelWarnings = (labels: readonly string[]): string[] => {
  const groups = new Map<string, string[]>();
  for (const label of labels) {
    const key = label.toLowerCase().replace(/\s+/gu, "");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [label]);
    else group.push(label);
  }
  const similar = [...groups.values()].filter((group) => group.length > 1);
  if (similar.length === 0) return [];
  const named = similar.slice(0, examples).map((group) => listed(group, " and "));
  return [
    `${counted(similar.length, "group")} of labels that differ in case or spaces only: ${named.join("; ")}; kept apart`,
  ];
};

/** Tells of words under several labels, and warns of labels that no training word carries. */
export const wordWarnings = (
  labels: readonly string[],
  words: PackedWords,
  targets: Targets,
  split: Uint8Array,
): string[] => {
  const ambiguous: string[] = [];
  let ambiguousWords = 0;
  const learned = new Uint8Array(labels.length);
  for (let word = 0; word < words.length; word++) {
    const from = targets.start[word] ?? 0;
    const to = targets.start[word + 1] ?? 0;
    if (to - from > 1 && ++ambiguousWords <= examples) ambiguous.push(words.get(word));
    if (split[word] === 0) for (let i = from; i < to; i++) learned[targets.label[i] ?? 0] = 1;
  }
  const unlearned = labels.filter((_, label) => learned[label] === 0);
  const warnings: string[] = [];
  if (ambiguousWords > 0) {
    const which = `${counted(ambiguousWords, "word")} under several labels: ${listed(ambiguous, ", ", ambiguousWords)}`;
    warnings.push(`${which}; learned as a distribution`);
  }
  if (unlearned.length > 0) {
    const which = `${counted(unlearned.length, "label")} without a training word: ${listed(unlearned, ", ")}`;
    warnings.push(`${which}; add words to learn them`);
  }
  return warnings;
};

/** Tells how many rows were merged or left out, the first of these by name. */
export const rowWarnings = (duplicate: number, skipped: number, firstSkipped: readonly string[]): string[] => {
  const warnings: string[] = [];
  if (duplicate > 0) warnings.push(`${counted(duplicate, "row")} with the word and label of another; merged`);
  if (skipped > 0) {
    const more = skipped > firstSkipped.length ? ", …" : "";
    warnings.push(`${counted(skipped, "row")} skipped: ${firstSkipped.join("; ")}${more}`);
  }
  return warnings;
};

/** Up to three examples of `all`. */
const listed = (texts: readonly string[], between: string, all = texts.length): string => {
  const named = texts.slice(0, examples).map((text) => quote(text));
  return named.join(between) + (all > named.length ? ", …" : "");
};

const counted = (number: number, thing: string): string =>
  `${number.toLocaleString("en")} ${thing}${number === 1 ? "" : "s"}`;
