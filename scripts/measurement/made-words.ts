/** Many distinct words that look like the corpus's, for measuring what grows with their number. */
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { Corpus } from "../../src/corpus/corpus.js";
import { hashUnits } from "../../src/corpus/hash.js";
import { Random } from "../../src/corpus/random.js";
import { heaviestLabel } from "../../src/evaluation/outcomes.js";

/** Letters that the next one depends on. */
const order = 2;
const longest = 24;
/** Two words with the same 30 bits of hash count as the same, so that to remember ten million takes 128 MiB. */
const hashBits = 30;

export interface MadeWord {
  readonly word: string;
  readonly label: string;
}

/** So many distinct words, drawn from a Markov chain of each label's letters; the same at every call. */
export function* madeWords(corpus: Corpus, words: number): Generator<MadeWord> {
  const chains = corpus.labels.map((label, place) => ({ label, chain: new Chain(wordsOf(corpus, place)) }));
  const random = new Random(words);
  const seen = new Uint32Array(2 ** (hashBits - 5));
  const units = new Uint16Array(longest);
  for (let made = 0; made < words; ) {
    const { label = "", chain } = chains[random.below(chains.length)] ?? {};
    const word = chain?.draw(random) ?? "";
    for (let i = 0; i < word.length; i++) units[i] = word.charCodeAt(i);
    const hash = hashUnits(units, 0, word.length, 1) >>> (32 - hashBits);
    const bit = 1 << (hash & 31);
    if (word === "" || (seen[hash >>> 5] ?? 0) & bit) continue;
    seen[hash >>> 5] = (seen[hash >>> 5] ?? 0) | bit;
    made++;
    yield { word, label };
  }
}

/** Writes rows of words, after a first text, piece by piece. */
export function writeRows<Word>(
  path: string,
  first: string,
  words: Iterable<Word>,
  rowOf: (word: Word) => string,
): Promise<void> {
  function* pieces(): Generator<string> {
    let piece = first;
    for (const word of words) {
      piece += rowOf(word);
      if (piece.length < 1 << 16) continue;
      yield piece;
      piece = "";
    }
    if (piece !== "") yield piece;
  }
  return pipeline(pieces, createWriteStream(path));
}

/** The same as a CSV. */
export const writeMadeWords = (corpus: Corpus, path: string, words: number): Promise<void> =>
  writeRows(path, "word,language\n", madeWords(corpus, words), ({ word, label }) => `${word},${label}\n`);

function* wordsOf({ words, targets }: Corpus, label: number): Generator<string> {
  for (let word = 0; word < words.length; word++) if (heaviestLabel(targets, word) === label) yield words.get(word);
}

/** Which letter follows which, as often as in the words it was made of; the empty text follows a word's last. */
class Chain {
  /** Each letter as many times as it follows. */
  readonly #next = new Map<string, string[]>();

  constructor(words: Iterable<string>) {
    for (const word of words) {
      for (let i = 0; i <= word.length; i++) {
        const before = word.slice(Math.max(0, i - order), i);
        const next = this.#next.get(before);
        if (next) next.push(word.charAt(i));
        else this.#next.set(before, [word.charAt(i)]);
      }
    }
  }

  draw(random: Random): string {
    let word = "";
    while (word.length < longest) {
      const next = this.#next.get(word.slice(-order)) ?? [];
      const letter = next[random.below(next.length)];
      if (!letter) return word;
      word += letter;
    }
    return word;
  }
}
