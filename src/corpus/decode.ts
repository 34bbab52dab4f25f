import { DataError } from "../errors.js";
import { printable } from "../quote.js";
import { gunzip } from "./gunzip.js";

/** A way to write text as bytes, and how a run of bytes is cut so that no character is torn. */
interface Encoding {
  readonly label: "utf-8" | "utf-16le" | "utf-16be";
  readonly shown: string;
  readonly mark: readonly number[];
  /** The bytes at the end of the run that may belong to a character not yet complete. */
  readonly torn: (bytes: Uint8Array) => number;
}

const tornUtf8 = (bytes: Uint8Array): number => {
  for (let back = 1; back <= 3; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
};

/** @param high the place of a unit's high byte: 1 in little-endian text, 0 in big-endian */
const tornUtf16 =
  (high: 0 | 1) =>
  (bytes: Uint8Array): number => {
    const odd = bytes.length % 2;
    const last = bytes[bytes.length - odd - 2 + high] ?? 0;
    return last >= 0xd8 && last < 0xdc ? odd + 2 : odd;
  };

const utf8: Encoding = { label: "utf-8", shown: "UTF-8", mark: [0xef, 0xbb, 0xbf], torn: tornUtf8 };
const encodings: readonly Encoding[] = [
  utf8,
  { label: "utf-16le", shown: "UTF-16", mark: [0xff, 0xfe], torn: tornUtf16(1) },
  { label: "utf-16be", shown: "UTF-16", mark: [0xfe, 0xff], torn: tornUtf16(0) },
];

const gzipMark = [0x1f, 0x8b];

/**
 * The text of a file, piece by piece: UTF-8, or UTF-16 with a byte order mark; unpacked first if it is gzip. The byte
 * order mark is left out.
 *
 * @throws DataError, with line and byte offset, where bytes are no text in that encoding (a lone surrogate is none)
 */
export async function* decodeText(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<string> {
  const packed = await peek(chunks);
  const isGzip = startsWith(packed.head, gzipMark);
  const { head, whole } = isGzip ? await peek(gunzip(packed.whole, name)) : packed;
  const encoding = encodings.find(({ mark }) => startsWith(head, mark)) ?? utf8;
  let skip = startsWith(head, encoding.mark) ? encoding.mark.length : 0;

  const decoder = new TextDecoder(encoding.label, { fatal: true, ignoreBOM: true });
  let rest = new Uint8Array(0);
  let line = 1;
  let afterReturn = false;
  let offset = skip;
  const decode = (bytes: Uint8Array): string => {
    try {
      return decoder.decode(bytes);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      const valid = validPrefix(bytes, encoding);
      const before = new TextDecoder(encoding.label, { ignoreBOM: true }).decode(bytes.subarray(0, valid));
      const at = line + breaksIn(before, afterReturn);
      throw new DataError(
        `${printable(name)}:${at}: byte ${offset + valid} ${isGzip ? "of the unpacked text " : ""}is not valid ${encoding.shown}; save the file as UTF-8`,
      );
    }
  };

  for await (const chunk of whole) {
    const bytes = joined(rest, chunk.subarray(skip));
    skip = Math.max(0, skip - chunk.length);
    const end = bytes.length - encoding.torn(bytes);
    rest = bytes.slice(end);
    if (end === 0) continue;
    const text = decode(bytes.subarray(0, end));
    line += breaksIn(text, afterReturn);
    afterReturn = text.endsWith("\r");
    offset += end;
    yield text;
  }
  if (rest.length > 0) yield decode(rest);
}

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, i) => bytes[i] === byte);

/** Line breaks in the text: LF, CR or CRLF. */
const breaksIn = (text: string, afterReturn: boolean): number => {
  let breaks = 0;
  let previous = afterReturn ? 13 : 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 13 || (unit === 10 && previous !== 13)) breaks++;
    previous = unit;
  }
  return breaks;
};

/** The bytes before the first character that is none, by bisection. */
const validPrefix = (bytes: Uint8Array, { label, torn }: Encoding): number => {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    try {
      // With `stream` an incomplete character at the end is no error.
      new TextDecoder(label, { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      valid = middle;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      invalid = middle;
    }
  }
  return valid - torn(bytes.subarray(0, valid));
};

const joined = (first: Uint8Array, second: Uint8Array): Uint8Array => {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
};

/** The first bytes, as many as the longest mark has where there are so many, and all of them with what follows. */
const peek = async (chunks: AsyncIterable<Uint8Array>) => {
  const iterator = chunks[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < 3) {
    const { done, value } = await iterator.next();
    if (done) break;
    head = joined(head, value);
  }
  const whole = async function* (): AsyncGenerator<Uint8Array> {
    try {
      if (head.length > 0) yield head;
      for (;;) {
        const { done, value } = await iterator.next();
        if (done) return;
        yield value;
      }
    } finally {
      await iterator.return?.();
    }
  };
  return { head, whole: whole() };
};
