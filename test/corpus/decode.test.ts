import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText } from "../../src/corpus/decode.js";
import { DataError } from "../../src/errors.js";
import { chunked, utf8, utf16 } from "./bytes.js";

const decoded = async (bytes: Uint8Array, size?: number): Promise<string> => {
  let text = "";
  for await (const piece of decodeText(chunked(bytes, size), "words.csv")) text += piece;
  return text;
};

const joined = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
const mark = Uint8Array.of(0xef, 0xbb, 0xbf);

const encodings: Record<string, (text: string) => Uint8Array> = {
  "UTF-8": utf8,
  "UTF-8 with a byte order mark": (text) => joined(mark, utf8(text)),
  "UTF-16 LE": (text) => utf16(text, true),
  "UTF-16 BE": (text) => utf16(text, false),
  "gzip of UTF-8": (text) => gzipSync(utf8(text)),
  "gzip of UTF-16 LE": (text) => gzipSync(utf16(text, true)),
};

const well = fc.string({
  unit: fc.oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
    fc.constantFrom("\r", "\n", "é", "猫", "🐈"),
  ),
});
/** A mark at the start is no text, and text that starts as gzip does is none. */
const text = well.filter((one) => !one.startsWith("\ufeff") && !one.startsWith("\x1f"));

describe.each(Object.entries(encodings))("decodeText of %s", (_, encode) => {
  it("gives the text back, in chunks of any size", async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (words, size) => {
        expect(await decoded(encode(words), size)).toBe(words);
      }),
    );
  });
});

describe("decodeText", () => {
  it("keeps NUL and a byte order mark inside the text", async () => {
    expect(await decoded(utf8("a\0\ufeffb"))).toBe("a\0\ufeffb");
  });

  it("names the byte and the line of the first bytes that are no UTF-8", async () => {
    const invalid = fc.constantFrom(
      [0x80],
      [0xff],
      [0xc0, 0xaf],
      [0xe2, 0x28],
      [0xed, 0xa0, 0x80],
      [0xf0, 0x9f, 0x90, 0x0a],
      [0xf4, 0x90, 0x80, 0x80],
    );
    await fc.assert(
      fc.asyncProperty(
        well,
        invalid,
        well,
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (before, bad, after, size, marked) => {
          // The letter keeps a mark in the text from being taken for the file's.
          const valid = joined(marked ? mark : new Uint8Array(0), utf8(`x${before}`));
          const line = before.split(/\r\n?|\n/u).length;
          await expect(decoded(joined(valid, Uint8Array.from(bad), utf8(after)), size)).rejects.toThrow(
            new DataError(`words.csv:${line}: byte ${valid.length} is not valid UTF-8; save the file as UTF-8`),
          );
        },
      ),
    );
  });

  it("names the byte and the line of a lone surrogate", async () => {
    const lone = fc.constantFrom("\ud83d", "\udc08", "\ud83dx", "\udc08\ud83d");
    await fc.assert(
      fc.asyncProperty(
        well,
        lone,
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (before, bad, size, littleEndian) => {
          const line = before.split(/\r\n?|\n/u).length;
          await expect(decoded(utf16(`x${before}${bad}`, littleEndian), size)).rejects.toThrow(
            new DataError(
              `words.csv:${line}: byte ${2 * before.length + 4} is not valid UTF-16; save the file as UTF-8`,
            ),
          );
        },
      ),
    );
  });

  it.each([
    ["UTF-8 that ends within a character", utf8("ab🐈").subarray(0, 5), "byte 2 is not valid UTF-8"],
    ["UTF-16 that ends within a unit", utf16("ab", true).subarray(0, 5), "byte 4 is not valid UTF-16"],
    ["UTF-16 that ends within a pair", utf16("a🐈", false).subarray(0, 6), "byte 4 is not valid UTF-16"],
    ["invalid text in gzip", gzipSync(Uint8Array.of(97, 0xff)), "byte 1 of the unpacked text is not valid UTF-8"],
  ])("refuses %s", async (_, bytes, message) => {
    await expect(decoded(bytes)).rejects.toThrow(new DataError(`words.csv:1: ${message}; save the file as UTF-8`));
  });

  it("refuses gzip cut short anywhere", async () => {
    const packed = gzipSync(utf8("word,language\nkatze,German\n"));
    for (let length = 2; length < packed.length; length++) {
      await expect(decoded(packed.subarray(0, length)), `${length} bytes`).rejects.toThrow(
        new DataError("words.csv: the gzip data is damaged or ends too early; copy or pack the file again"),
      );
    }
  });

  it("never takes damaged gzip for other text", async () => {
    const words = "word,language\nkatze,German\n";
    const packed = gzipSync(utf8(words));
    let refused = 0;
    for (let at = 10; at < packed.length; at++) {
      const damaged = Uint8Array.from(packed, (byte, i) => (i === at ? byte ^ 0x10 : byte));
      const text = await decoded(damaged).catch((error: unknown) => error);
      // The last bits before the checksum mean nothing.
      if (text === words) continue;
      expect(text, `byte ${at}`).toBeInstanceOf(DataError);
      refused++;
    }
    expect(refused).toBeGreaterThanOrEqual(packed.length - 11);
  });

  it("passes on what goes wrong while reading", async () => {
    const failing = async function* () {
      yield gzipSync(utf8("word")).subarray(0, 12);
      throw new Error("unplugged");
    };
    await expect(decodeText(failing(), "words.csv").next()).rejects.toThrow("unplugged");
  });

  it.each(["UTF-8", "gzip of UTF-8"])("lets go of %s when nobody reads on", async (name) => {
    let isClosed = false;
    // Not compressible, so that the file is far longer than what streams read ahead.
    const bytes = (encodings[name] ?? utf8)(
      Array.from({ length: 300_000 }, (_, i) => Math.imul(i, 0x9e3779b1).toString(36)).join(),
    );
    const source = async function* () {
      try {
        yield* chunked(bytes, 1024);
      } finally {
        isClosed = true;
      }
    };
    for await (const piece of decodeText(source(), "words.csv")) {
      expect(piece).not.toBe("");
      break;
    }
    expect(isClosed).toBe(true);
  });
});
