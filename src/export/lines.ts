import { DataError } from "../errors.js";

/** A file is written in one call, which takes this many bytes. */
export const mostBytes = 2 ** 31 - 1;

/** Characters that are encoded at once. */
const pieceLength = 1 << 20;

/**
 * Lines as UTF-8, each with a line feed. They may be longer together than a string can be.
 *
 * @throws DataError beyond `most` bytes, by default 2 GiB
 */
export function encodeLines(lines: Iterable<string>, most = mostBytes): Uint8Array {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  let size = 0;
  let text = "";
  const flush = (): void => {
    const piece = encoder.encode(text);
    size += piece.length;
    if (size > most) throw tooLarge();
    pieces.push(piece);
    text = "";
  };
  for (const line of lines) {
    text += `${line}\n`;
    if (text.length >= pieceLength) flush();
  }
  flush();
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

export const tooLarge = (): DataError => new DataError("the export would be larger than 2 GiB; take fewer words");

/** Numbers in decimal, with the nine digits that tell every float32 from every other. */
export const decimals = (numbers: Float32Array): string[] =>
  Array.from(numbers, (number) => `${Number(number.toPrecision(9))}`);
