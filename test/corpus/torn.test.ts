import { describe, expect, it } from "vitest";
import { decodeText } from "../../src/corpus/decode.js";
import { DataError } from "../../src/errors.js";
import { chunked, utf8, utf16 } from "./bytes.js";

/** The text of bytes that come in two chunks, cut at `at`. */
const decodedInTwo = async (bytes: Uint8Array, at: number): Promise<string> => {
  const chunks = async function* () {
    yield bytes.subarray(0, at);
    yield bytes.subarray(at);
  };
  let text = "";
  for await (const piece of decodeText(chunks(), "words.csv")) text += piece;
  return text;
};

/** One character of each length, from the first and the last letters that have it. */
const characters = ["\0", "\x7f", "\x80", "é", "߿", "ࠀ", "ไ", "猫", "\uffff", "𐀀", "🐈", "\u{10ffff}"];

describe("a chunk that ends within a character", () => {
  it.each(characters)("is joined with the next one: %j", async (character) => {
    const text = `word,${character}${character}x`;
    for (const bytes of [utf8(text), utf16(text, true), utf16(text, false)]) {
      for (let at = 0; at <= bytes.length; at++) expect(await decodedInTwo(bytes, at)).toBe(text);
    }
  });
});

describe("a byte that belongs to no character", () => {
  it.each(characters)("is told by its place, after a whole character and within a chunk: %j", async (character) => {
    const valid = utf8(`\n${character}`);
    const bytes = Uint8Array.of(...valid, 0x80, 0x78);
    const text = async () => {
      for await (const _ of decodeText(chunked(bytes), "words.csv"));
    };
    await expect(text()).rejects.toThrow(
      new DataError(`words.csv:2: byte ${valid.length} is not valid UTF-8; save the file as UTF-8`),
    );
  });
});

describe("lines before a byte that is no text", () => {
  it.each<[string, string[], number]>([
    ["CRLF, once", ["abc\r\nd"], 2],
    ["CRLF in two chunks, once", ["abc\r", "\nb"], 2],
    ["CR before other text, once", ["abc\r", "b"], 2],
    ["LF after CRLF, by itself", ["abc\r\n", "\nb"], 3],
    ["LF after another chunk's LF, by itself", ["abc\n", "\nb"], 3],
    ["CR after CR, by itself", ["abc\r", "\rb"], 3],
  ])("count %s", async (_, texts, line) => {
    const chunks = async function* () {
      for (const text of texts) yield utf8(text);
      yield Uint8Array.of(0xff, 0x78);
    };
    const read = async () => {
      for await (const _ of decodeText(chunks(), "words.csv"));
    };
    const offset = texts.join("").length;
    await expect(read()).rejects.toThrow(
      new DataError(`words.csv:${line}: byte ${offset} is not valid UTF-8; save the file as UTF-8`),
    );
  });
});
