import type { Random } from "../../src/corpus/random.js";
import type { Examples, Regularisation, Sequences, Shape } from "../../src/engine/engine.js";
import { outputsOf } from "../../src/engine/shape.js";
import type { Parameters } from "../../src/model/model.js";
import { ladder, partsOf, type RungName, rungOf } from "../../src/recurrence/ladder.js";
import { at } from "./algebra.js";
import { isBetween } from "./reference.js";

const labels = [2, 3, 4, 5, 9];

/** Next characters, and h in groups. */
const special: readonly Shape[] = [
  { rung: "multiplier", A: 11, H: 1, C: 3, next: true },
  { rung: "bag", A: 10, H: 5, C: 9, next: true },
  { rung: "linear", A: 12, H: 13, C: 2, next: true },
  { rung: "rnn", A: 5, H: 8, C: 4, next: true },
  { rung: "linear", A: 5, H: 32, C: 3, groups: 2 },
  { rung: "rnn", A: 5, H: 64, C: 3, groups: 2 },
  { rung: "rnn", A: 5, H: 48, C: 4, next: true, groups: 3 },
  { rung: "gru", A: 5, H: 32, C: 2, next: true, groups: 2 },
];

/** Every rung: number rungs with H = 1, the others with H below, at and above the widths of vectors; C goes round. */
export const shapes: readonly Shape[] = [
  ...ladder.flatMap((rung, r) =>
    (rung.h === "number" ? [1] : [5, 8, 13, 64]).map((H, i) => ({
      rung: rung.name,
      A: 11,
      H,
      C: at(labels, (r + i) % labels.length),
    })),
  ),
  ...special,
];

/** Networks of tens of thousands of parameters, which an engine may cut into pieces. */
export const large: readonly Shape[] = [
  { rung: "scaled", A: 40, H: 120, C: 12 },
  { rung: "rnn", A: 40, H: 130, C: 7, next: true },
  { rung: "gru", A: 40, H: 90, C: 7, next: true },
  { rung: "gru", A: 40, H: 96, C: 7, next: true, groups: 2 },
];

export const nameOf = ({ rung, H, C, next, groups }: Shape): string =>
  `${rung}, H = ${H}${groups ? ` in ${groups} groups` : ""}, C = ${C}${next ? ", with next characters" : ""}`;

/** A rung's network of middle size. */
export const shapeFor = (rung: RungName): Shape => ({ rung, A: 11, H: rungOf(rung).h === "number" ? 1 : 13, C: 3 });

/** What a slow engine is held to: every rung in one width, and what is special. */
export const fewShapes = (): readonly Shape[] => [...rungs.map(shapeFor), ...special];

/** Every rung's, and one whose h is in groups. */
export const ofEveryKind = (): readonly Shape[] => [
  ...rungs.map(shapeFor),
  { rung: "gru", A: 11, H: 32, C: 3, next: true, groups: 2 },
];

export const rungs: readonly RungName[] = ladder.map(({ name }) => name);

/** The rungs for which the order of letters matters. */
export const ordered: readonly RungName[] = ["doubling", "multiplier", "scaled", "linear", "rnn", "gru"];

/** Nothing dropped, no loss at prefixes. */
export const plain: Regularisation = { dropCharacters: 0, dropHidden: 0, prefixLoss: 0, nextLoss: 0, key: 1 };

/** The plain loss, each addition to it alone, and all at once. */
export const regularisations: readonly (readonly [string, Regularisation])[] = [
  ["plain", plain],
  ["prefixLoss", { ...plain, prefixLoss: 0.6 }],
  ["dropCharacters", { ...plain, dropCharacters: 0.3, key: 0xfffffffe }],
  ["dropHidden", { ...plain, dropHidden: 0.25, key: 77 }],
  ["all", { dropCharacters: 0.2, dropHidden: 0.5, prefixLoss: 0.3, nextLoss: 0.4, key: 123456789 }],
  ["nextLoss", { ...plain, nextLoss: 0.7 }],
];

/** The largest h of a number rung after that many letters, about. */
const largest = (multiple: number, A: number, letters: number): number =>
  A * Array.from({ length: letters }, (_, t) => multiple ** t).reduce((a, b) => a + b, 0);

/**
 * Parameters that keep every part of the loss alive for words of up to `letters`: no bias is 0, a learned multiplier is
 * not 1, W neither blows h up nor forgets it, and V brings h, however large, to logits that leave every label a chance.
 */
export function parametersFor(shape: Shape, letters: number, random: Random): Parameters {
  const { rung, A, H } = shape;
  const O = outputsOf(shape);
  const uniform = (length: number, range: number): Float32Array =>
    Float32Array.from({ length }, () => random.uniform() * range);
  const { W, U } = rungOf(rung);
  const multiple = W === "multiple" ? 0.9 : W;
  const G = partsOf(rung);
  return {
    W:
      typeof multiple === "number"
        ? Float32Array.from({ length: H * H }, (_, i) => (i % (H + 1) === 0 ? multiple : 0))
        : uniform(G * H * H, Math.min(1, 1.5 / Math.sqrt(H))).map((value, i) => (isBetween(shape, i) ? 0 : value)),
    U: U === "index" ? Float32Array.from({ length: A * H }, (_, i) => Math.floor(i / H)) : uniform(A * G * H, 0.7),
    V: uniform(
      O * H,
      U === "index" && typeof multiple === "number" ? 4 / largest(multiple, A, letters) : 1 / Math.sqrt(H),
    ),
    c: uniform(O, 1),
  };
}

/**
 * n words of 1 to `longest` letters from A − 1 characters (the last is the unknown one): some share a beginning, some are
 * the beginning of others, some come twice.
 */
export function wordsFor(n: number, A: number, longest: number, random: Random): number[][] {
  const letters = (length: number): number[] => Array.from({ length }, () => random.below(A - 1));
  const words: number[][] = [];
  while (words.length < n) {
    const before = words[random.below(words.length)] ?? [];
    const kind = before.length > 0 ? random.below(4) : 0;
    const begin = before.slice(0, 1 + random.below(before.length));
    if (kind === 0) words.push(letters(1 + random.below(longest)));
    else if (kind === 1) words.push(random.below(3) > 0 ? begin : before);
    else words.push([...begin, ...letters(random.below(longest - begin.length + 1))]);
  }
  return words;
}

/** Words one after the other. */
export function sequencesOf(words: readonly (readonly number[])[]): Sequences {
  const start = new Uint32Array(words.length + 1);
  words.forEach((word, i) => {
    start[i + 1] = at(start, i) + word.length;
  });
  return { characters: Uint16Array.from(words.flat()), start };
}

/** Words with targets: some with one label, some with shares of several; weights between 0.5 and 2. */
export function examplesFor(words: readonly (readonly number[])[], { A, C }: Shape, random: Random): Examples {
  const targets = words.map(() => {
    const several = random.below(2) === 0 ? 1 : 1 + random.below(C);
    const first = random.below(C);
    const counts = Array.from({ length: several }, () => 1 + random.below(9));
    const sum = counts.reduce((a, b) => a + b, 0);
    return counts.map((count, i) => ({ label: (first + i) % C, share: count / sum }));
  });
  return {
    ...sequencesOf(words),
    labelStart: sequencesOf(targets.map((target) => target.map(({ label }) => label))).start,
    label: Uint16Array.from(targets.flat(), ({ label }) => label),
    share: Float32Array.from(targets.flat(), ({ share }) => share),
    weight: Float32Array.from(words, () => 0.5 + random.below(7) / 4),
    unknown: A - 1,
  };
}

/** All places of n words, in their order. */
export const everyWord = (n: number): Uint32Array => Uint32Array.from({ length: n }, (_, i) => i);

/** Words in the order of their characters, as a sorted list has them. */
export const sorted = (words: readonly (readonly number[])[]): number[][] => {
  const key = (word: readonly number[]): string => String.fromCharCode(...word);
  return words.map((word) => [...word]).sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
};
