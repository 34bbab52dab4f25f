import { decimals, encodeLines } from "./lines.js";
import type { Vectors } from "./vectors.js";

/** What a spreadsheet computes, or takes for a number, a date or a truth value; whole numbers as they are shown do no harm. */
const isNoText = (field: string): boolean =>
  /^[=+\-@]|[0-9]|^(?:true|false)$/iu.test(field) && !/^(?:0|[1-9][0-9]{0,14})$/u.test(field);

/**
 * A field that a spreadsheet shows as the text it is. Quotes alone keep no formula from being computed, and an apostrophe
 * would belong to the word ever after. A tab before it does and does not: a cell that begins with one is text (in
 * LibreOffice and Excel; Gnumeric still reads numbers), and white space around a word or a label is no part of it, here
 * and in most readers.
 */
export const csvField = (text: string): string => {
  const field = isNoText(text) ? `\t${text}` : text;
  return /[",\r\n\t]/u.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
};

/** The CSV word,label,h0,h1,…; reads back as the very same words, labels and numbers. */
export const vectorsCsv = (vectors: Vectors): Uint8Array => encodeLines(vectorLines(vectors));

/** The CSV word,label. */
export const labelsCsv = (vectors: Vectors): Uint8Array => encodeLines(labelLines(vectors));

function* vectorLines({ words, labels, size, hidden }: Vectors): Generator<string> {
  yield ["word", "label", ...Array.from({ length: size }, (_, i) => `h${i}`)].join(",");
  for (const [i, word] of words.entries()) {
    const h = decimals(hidden.subarray(i * size, (i + 1) * size));
    yield [csvField(word), csvField(labels[i] ?? ""), ...h].join(",");
  }
}

function* labelLines({ words, labels }: Vectors): Generator<string> {
  yield "word,label";
  for (const [i, word] of words.entries()) yield `${csvField(word)},${csvField(labels[i] ?? "")}`;
}
