import { Vocabulary } from "../corpus/vocabulary.js";
import type { Model } from "../model/model.js";
import { partsOf } from "../recurrence/ladder.js";
import { join, type Matrix, matrix } from "./matrix.js";

/**
 * What a program that runs an exported network has to know: how a word becomes numbers, and which label each probability
 * is of. It goes with the network, as JSON.
 */
export interface Preparation {
  /** C labels, in the order of the probabilities. */
  readonly labels: readonly string[];
  /** Steps in their order: Unicode's NFKC, white space off both ends, lower case. */
  readonly normalisation: readonly ("NFKC" | "trim" | "lowercase")[];
  /** The characters that are white space. */
  readonly whiteSpace: string;
  /** The known characters, one code point each; the first has the number 1. */
  readonly alphabet: string;
  /** The number of every other character. */
  readonly unknown: number;
  /** The number that comes after a word's last character, or null where words are read without one. */
  readonly endMark: number | null;
  /** The number that fills shorter words up to the longest. */
  readonly padding: 0;
}

/** White space to JavaScript; other languages count other characters to it. */
const whiteSpace =
  "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

/** How words are made ready for the exports of a model. Numbers are one more than the model's own: 0 is padding. */
export function preparationOf({ alphabet, labels, reading }: Model): Preparation {
  const { unknown, endMark } = new Vocabulary(alphabet, reading);
  return {
    labels,
    normalisation: reading.keepCase ? ["NFKC", "trim"] : ["NFKC", "trim", "lowercase", "NFKC"],
    whiteSpace,
    alphabet: alphabet.join(""),
    unknown: unknown + 1,
    endMark: endMark === undefined ? null : endMark + 1,
    padding: 0,
  };
}

/** U as a product: the row of E for a character, times F. */
export interface Input {
  /** [1 + A, I], a row a number; the one of padding is 0. */
  readonly E: Matrix;
  /** [I, G·H] */
  readonly F: Matrix;
}

/**
 * U = E·F. The recurrent layers of other programs multiply what they read by a matrix, which U is not, being rows to choose
 * from. One of E and F is therefore the identity, the smaller one; so the product is U to the last bit.
 */
export function inputOf({ rung, alphabet, reading, hidden, parameters: { U } }: Model): Input {
  const A = new Vocabulary(alphabet, reading).size;
  const width = partsOf(rung) * hidden;
  const rows = matrix(A, width, U);
  return A < width ? { E: withPadding(identity(A)), F: rows } : { E: withPadding(rows), F: identity(width) };
}

/** [1 + A, 1], by number: 1 for a known character, 0 for any other, the end mark and padding. */
export function knownOf({ alphabet, reading }: Model): Matrix {
  const known = new Float32Array(new Vocabulary(alphabet, reading).size).fill(1, 0, alphabet.length);
  return withPadding(matrix(known.length, 1, known));
}

const withPadding = (rows: Matrix): Matrix => join(matrix(1, rows.columns, new Float32Array(rows.columns)), rows);

function identity(size: number): Matrix {
  const numbers = new Float32Array(size * size);
  for (let i = 0; i < size; i++) numbers[i * size + i] = 1;
  return matrix(size, size, numbers);
}
