import { WordTable } from "../corpus/words.js";

/** Room for words, and for the characters of them and of their lines: enough for a dictionary, little beside the rest. */
const usual = { words: 2 ** 17, characters: 2 ** 24 };

/** Words are remembered as long as one in so many has come before; where not, they are not while so many times as many pass. */
const worthwhile = 8;
const rest = 4;

/** Characters of lines that are copied at once. */
const pieceLength = 2 ** 16;

/** Words that were asked for together. */
export interface Asked {
  /** All of them. */
  readonly words: readonly string[];
  /** Those whose lines are still to come. */
  readonly newWords: readonly string[];
  /** Where the lines are, and the place of each word's line there [words]; undefined where none are remembered. */
  readonly remembered?: { readonly memory: Memory; readonly rows: Uint32Array };
}

/** Words and their lines. Which words are there nobody can plan: their hashes have a seed of their own, so that no file makes them meet. */
class Memory {
  readonly table = new WordTable(crypto.getRandomValues(new Uint32Array(1))[0]);
  readonly lines: string[] = [];
  characters = 0;
  asked = 0;

  isFull(most: typeof usual): boolean {
    return this.table.length >= most.words || this.characters >= most.characters;
  }
}

/** What was printed of words: one that comes again is not labelled again. */
export class Remembered {
  #memory = new Memory();
  /** So many words are still to pass unremembered. */
  #resting = 0;

  constructor(readonly most = usual) {}

  /** Looks for the words' lines. Where there is no more room it begins anew, or rests where words hardly ever came again. */
  recall(words: readonly string[]): Asked {
    if (this.#memory.isFull(this.most)) {
      const { table, asked } = this.#memory;
      if ((asked - table.length) * worthwhile < asked) this.#resting = asked * rest;
      this.#memory = new Memory();
    }
    if (this.#resting > 0) {
      this.#resting -= words.length;
      return { words, newWords: words };
    }
    const memory = this.#memory;
    const newWords: string[] = [];
    const rows = new Uint32Array(words.length);
    for (let i = 0; i < words.length; i++) {
      const word = words[i] ?? "";
      const known = memory.table.length;
      const row = memory.table.add(word);
      rows[i] = row;
      if (row < known) continue;
      newWords.push(word);
      memory.characters += word.length;
    }
    memory.asked += words.length;
    return { words, newWords, remembered: { memory, rows } };
  }

  /** The line of each word, by its place among those asked for, given that of each new one; to be called in the order of `recall`. */
  keep({ newWords, remembered }: Asked, lineOf: (i: number) => string): (i: number) => string {
    if (!remembered) return lineOf;
    const { memory, rows } = remembered;
    let piece: string[] = [];
    let characters = 0;
    for (let i = 0; i < newWords.length; i++) {
      const line = lineOf(i);
      piece.push(line);
      characters += line.length;
      if (characters < pieceLength && i + 1 < newWords.length) continue;
      memory.lines.push(...copies(piece));
      memory.characters += characters;
      piece = [];
      characters = 0;
    }
    return (i) => memory.lines[rows[i] ?? 0] ?? "";
  }
}

/** The texts as parts of one of their own: as they were made they hold on to all that their words were read with. */
function copies(texts: readonly string[]): string[] {
  // With something before them, since one text alone would be joined to itself.
  const text = ["", ...texts].join("\n");
  let at = 0;
  return texts.map(({ length }) => {
    at += 1 + length;
    return text.slice(at - length, at);
  });
}
