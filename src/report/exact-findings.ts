import { normalise } from "../corpus/normalise.js";
import { alphabetOf, type ExactStep, traceExactly, type WholeRung } from "../recurrence/exact.js";

/** A word on a rung that learns nothing. */
export interface ExactWord {
  /** As it was given. */
  readonly word: string;
  /** Its letters, normalised. */
  readonly characters: readonly string[];
  readonly steps: readonly ExactStep[];
  /** h_m. */
  readonly encoding: bigint;
}

/** Words on a rung that learns nothing: no model is needed, the alphabet is theirs. */
export interface ExactFindings {
  readonly rung: WholeRung;
  readonly alphabet: readonly string[];
  readonly words: readonly ExactWord[];
  /** Distinct words that share a number, by number. */
  readonly collisions: readonly { readonly encoding: bigint; readonly words: readonly string[] }[];
}

export function inspectExactly(rung: WholeRung, given: readonly string[]): ExactFindings {
  const normalised = given.map((word) => normalise(word, false));
  const alphabet = alphabetOf(normalised);
  const numbers = new Map(alphabet.map((character, number) => [character, number]));
  const words = given.map((word, i) => {
    const characters = [...(normalised[i] ?? "")];
    const steps = traceExactly(
      rung,
      characters.map((character) => numbers.get(character) ?? 0),
    );
    return { word, characters, steps, encoding: steps.at(-1)?.hidden ?? 0n };
  });
  return { rung, alphabet, words, collisions: collisionsOf(words) };
}

/** Distinct words that share a number, by number. */
export function collisionsOf(
  words: readonly Pick<ExactWord, "characters" | "encoding">[],
): ExactFindings["collisions"] {
  const byEncoding = new Map<bigint, Set<string>>();
  words.forEach(({ encoding, characters }) => {
    byEncoding.set(encoding, (byEncoding.get(encoding) ?? new Set()).add(characters.join("")));
  });
  return [...byEncoding]
    .filter(([, same]) => same.size > 1)
    .map(([encoding, same]) => ({ encoding, words: [...same] }));
}
