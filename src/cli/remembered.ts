import { WordTable } from "../corpus/words.js";

/** Room for words, and for the characters of them and of their lines: enough for a dictionary, little beside the rest. */
const usual = { words: 2 ** 17, characters: 2 ** 24 };

/** Words are remembered as long as one in so many has come before. */
const worthwhile = 8;

/** Words that were asked for together. */
export interface Asked {
  /** All of them. */
  readonly words: readonly string[];
  /** Those whose lines are still to come. */
  readonly newWords: readonly string[];
  /** Lines, and the place of each word's line among them [words]; undefined where none are remembered. */
  readonly remembered?: { readonly lines: string[]; readonly rows: Uint32Array };
}

/** What was printed of words: one that comes again is not labelled again. */
export class Remembered {
  #table = new WordTable();
  #lines: string[] = [];
  #characters = 0;
  #asked = 0;
  #isWorthwhile = true;

  constructor(readonly most = usual) {}

  /** Looks for the words' lines. Where there is no more room it begins anew, or remembers none where words hardly ever came again. */
  recall(words: readonly string[]): Asked {
    if (this.#table.length >= this.most.words || this.#characters >= this.most.characters) this.#forget();
    if (!this.#isWorthwhile) return { words, newWords: words };
    const newWords: string[] = [];
    const rows = new Uint32Array(words.length);
    for (let i = 0; i < words.length; i++) {
      const word = words[i] ?? "";
      const known = this.#table.length;
      const row = this.#table.add(word);
      rows[i] = row;
      if (row < known) continue;
      newWords.push(word);
      this.#characters += word.length;
    }
    this.#asked += words.length;
    return { words, newWords, remembered: { lines: this.#lines, rows } };
  }

  /** The line of each word, by its place among those asked for, given that of each new one; to be called in the order of `recall`. */
  keep({ newWords, remembered }: Asked, lineOf: (i: number) => string): (i: number) => string {
    if (!remembered) return lineOf;
    const { lines, rows } = remembered;
    // Parts of a text of their own: lines as they were made hold on to the text that their words were read from.
    const newLines = newWords.map((_, i) => lineOf(i));
    const text = newLines.join("");
    let at = 0;
    for (const { length } of newLines) {
      lines.push(text.slice(at, at + length));
      at += length;
    }
    this.#characters += text.length;
    return (i) => lines[rows[i] ?? 0] ?? "";
  }

  #forget(): void {
    this.#isWorthwhile &&= this.#table.length * worthwhile <= this.#asked * (worthwhile - 1);
    this.#table = new WordTable();
    this.#lines = [];
    this.#characters = this.#asked = 0;
  }
}
