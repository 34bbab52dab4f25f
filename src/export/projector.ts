import type { Model } from "../model/model.js";
import { printable } from "../quote.js";
import { partsOf } from "../recurrence/ladder.js";
import { decimals, encodeLines } from "./lines.js";
import type { Vectors } from "./vectors.js";

/** Characters of a word that the Projector shows. */
const longest = 1000;

/** A file that TensorFlow's Embedding Projector opens by "Load". */
interface ProjectorFile {
  readonly name: string;
  /** What the file always begins with. */
  readonly beginning: string;
  readonly encode: (vectors: Vectors, model: Model) => Uint8Array;
}

const header = "word\tlabel";

/**
 * h of words with their labels, and the rows of U with their characters. The Projector takes no vector of one number, skips
 * blank lines, and takes a first line of metadata for a header only where it has a tab.
 */
export const projectorFiles: readonly ProjectorFile[] = [
  { name: "vectors.tsv", beginning: "", encode: ({ hidden, size }) => encodeLines(rows(hidden, size)) },
  { name: "metadata.tsv", beginning: `${header}\n`, encode: (vectors) => encodeLines(metadata(vectors)) },
  {
    name: "characters-vectors.tsv",
    beginning: "",
    encode: (_, { rung, parameters, hidden }) => encodeLines(rows(parameters.U, partsOf(rung) * hidden)),
  },
  { name: "characters-metadata.tsv", beginning: "", encode: (_, model) => encodeLines(characters(model)) },
];

/** The rows of a matrix [n, size]. */
function* rows(numbers: Float32Array, size: number): Generator<string> {
  for (let i = 0; i * size < numbers.length; i++) yield decimals(numbers.subarray(i * size, (i + 1) * size)).join("\t");
}

function* metadata({ words, labels }: Vectors): Generator<string> {
  yield header;
  for (const [i, word] of words.entries()) yield `${shown(word)}\t${shown(labels[i] ?? "")}`;
}

/** One name for each row of U. */
const characters = ({ alphabet, reading }: Model): string[] => [
  ...alphabet.map(shown),
  "unknown",
  ...(reading.endMark ? ["end"] : []),
];

/** Without tabs and line breaks, and never blank: a space is a character too. */
const shown = (text: string): string => {
  const line = printable(text, longest);
  return line.trim() === "" ? `\\u{${text.codePointAt(0)?.toString(16)}}` : line;
};
