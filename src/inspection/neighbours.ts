import type { Model } from "../model/model.js";
import { partsOf, rungOf } from "../recurrence/ladder.js";
import { dot, type Numbers, norm, row } from "../recurrence/vector.js";

export interface CharacterNeighbour {
  readonly character: string;
  /** Of the angle between their rows of U: 1 for rows that point the same way, −1 for opposite ones. */
  readonly cosine: number;
}

/**
 * For each character of the alphabet, the `count` others whose rows of U point most nearly the same way; undefined where
 * U is the characters' numbers.
 */
export function nearestCharacters(
  { rung, hidden, alphabet, parameters: { U } }: Model,
  count: number,
): ReadonlyMap<string, CharacterNeighbour[]> | undefined {
  if (rungOf(rung).U === "index") return undefined;
  const rows = alphabet.map((character, i) => ({ character, u: row(U, i, partsOf(rung) * hidden) }));
  const cosine = (a: Numbers, b: Numbers): number => dot(a, b) / (norm(a) * norm(b) || 1);
  return new Map(
    rows.map(({ character, u }) => [
      character,
      rows
        .filter((other) => other.character !== character)
        .map((other) => ({ character: other.character, cosine: cosine(u, other.u) }))
        .sort((a, b) => b.cosine - a.cosine)
        .slice(0, count),
    ]),
  );
}

export interface WordNeighbour {
  /** Its place among the words. */
  readonly word: number;
  /** ‖h − h of the word‖. */
  readonly distance: number;
}

/** The `count` words whose h is nearest to h [H], by hidden vectors [words, H]; the nearest first, of equals the first. */
export function nearestWords(h: Numbers, hidden: Float32Array, count: number): WordNeighbour[] {
  const nearest: WordNeighbour[] = [];
  for (let word = 0; word * h.length < hidden.length; word++) {
    const distance = distanceTo(h, hidden, word * h.length);
    if (nearest.length === count && distance >= (nearest.at(-1)?.distance ?? 0)) continue;
    const place = nearest.findLastIndex((other) => other.distance <= distance) + 1;
    nearest.splice(place, 0, { word, distance });
    if (nearest.length > count) nearest.pop();
  }
  return nearest;
}

const distanceTo = (h: Numbers, hidden: Float32Array, from: number): number => {
  let squares = 0;
  for (let i = 0; i < h.length; i++) squares += ((h[i] ?? 0) - (hidden[from + i] ?? 0)) ** 2;
  return Math.sqrt(squares);
};
