import { DataError } from "../errors.js";
import type { Reading } from "../model/model.js";
import type { Corpus } from "./corpus.js";

/** The largest alphabet: character numbers are 16 bits, with room for the unknown character and the end mark. */
export const mostCharacters = 65_000;

/** The code points of the training words, each once, in code point order. */
export const buildAlphabet = (corpus: Corpus): string[] => {
  const { units, starts, length } = corpus.words;
  const seen = new Uint8Array(0x110000);
  for (let word = 0; word < length; word++) {
    if (corpus.split[word] !== 0) continue;
    const end = starts[word + 1] ?? 0;
    for (let i = starts[word] ?? 0; i < end; i++) {
      const unit = units[i] ?? 0;
      const pair = unit >= 0xd800 && unit < 0xdc00;
      seen[pair ? 0x10000 + ((unit - 0xd800) << 10) + ((units[++i] ?? 0) - 0xdc00) : unit] = 1;
    }
  }
  const alphabet: string[] = [];
  for (let codePoint = seen.indexOf(1); codePoint >= 0; codePoint = seen.indexOf(1, codePoint + 1)) {
    alphabet.push(String.fromCodePoint(codePoint));
  }
  if (alphabet.length > mostCharacters) {
    throw new DataError(
      `${corpus.name}: ${alphabet.length} different characters; at most ${mostCharacters} can be learned`,
    );
  }
  return alphabet;
};

/**
 * Numbers for characters: known ones count from 0 in the order of the alphabet, then comes the unknown character, then the
 * end mark where words are read with one. Words are given normalised.
 */
export class Vocabulary {
  /** By code point, up to the alphabet's highest. */
  readonly #numbers: Uint16Array;
  /** The number of every character that the alphabet lacks. */
  readonly unknown: number;
  /** The number after a word's last character, or undefined where words are read without one. */
  readonly endMark: number | undefined;
  /** A: known characters, the unknown one and the end mark, if any. */
  readonly size: number;

  constructor(
    readonly alphabet: readonly string[],
    reading: Reading,
  ) {
    if (alphabet.length > mostCharacters) throw new RangeError(`an alphabet of ${alphabet.length} characters`);
    this.unknown = alphabet.length;
    const codePoints = alphabet.map((character) => character.codePointAt(0) ?? 0);
    this.#numbers = new Uint16Array(codePoints.reduce((a, b) => Math.max(a, b), -1) + 1).fill(this.unknown);
    codePoints.forEach((codePoint, number) => {
      this.#numbers[codePoint] = number;
    });
    this.endMark = reading.endMark ? alphabet.length + 1 : undefined;
    this.size = alphabet.length + (reading.endMark ? 2 : 1);
  }

  /** [T], the word's character numbers, the end mark last where words are read with one. */
  encode(word: string): Uint16Array {
    const numbers = new Uint16Array(word.length + 1);
    return numbers.subarray(0, this.encodeInto(word, numbers, 0));
  }

  /** Writes them from `at` on; returns the place after them. At most one more than the word has code units. */
  encodeInto(word: string, numbers: Uint16Array, at: number): number {
    for (let i = 0; i < word.length; i++) {
      const codePoint = word.codePointAt(i) ?? 0;
      if (codePoint > 0xffff) i++;
      numbers[at++] = this.#number(codePoint);
    }
    if (this.endMark !== undefined) numbers[at++] = this.endMark;
    return at;
  }

  /** Writes the numbers of the word units[from … to) from `at` on; returns the place after them. At most to − from + 1 numbers. */
  encodeUnits(units: Uint16Array, from: number, to: number, numbers: Uint16Array, at: number): number {
    for (let i = from; i < to; i++) {
      const unit = units[i] ?? 0;
      const low = unit >= 0xd800 && unit < 0xdc00 && i + 1 < to ? (units[i + 1] ?? 0) : 0;
      const isPair = low >= 0xdc00 && low < 0xe000;
      if (isPair) i++;
      numbers[at++] = this.#number(isPair ? 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00) : unit);
    }
    if (this.endMark !== undefined) numbers[at++] = this.endMark;
    return at;
  }

  /** The word's characters: its code points. */
  characters(word: string): string[] {
    return [...word];
  }

  /** The distinct characters of the word that the alphabet lacks, in order of appearance. */
  unknownIn(word: string): string[] {
    const unknown = new Set<string>();
    for (const character of word) {
      if (this.#number(character.codePointAt(0) ?? 0) === this.unknown) unknown.add(character);
    }
    return [...unknown];
  }

  #number(codePoint: number): number {
    return this.#numbers[codePoint] ?? this.unknown;
  }
}
