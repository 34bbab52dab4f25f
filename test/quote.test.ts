import { describe, expect, it } from "vitest";
import { printable, quote } from "../src/quote.js";

describe("quote", () => {
  it("leaves letters of every script as they are", () => {
    expect(quote("Käse 猫 قطة 🐈")).toBe('"Käse 猫 قطة 🐈"');
  });

  it("escapes quotes, backslashes, controls and what is invisible or turns the text around", () => {
    expect(quote('a"b\\c')).toBe('"a\\"b\\\\c"');
    expect(quote("\x1b[31m\r\n\t\0\x7f\x9b")).toBe('"\\u{1b}[31m\\r\\n\\t\\u{0}\\u{7f}\\u{9b}"');
    expect(quote("\u202e\u2066\u200b\u200d\ufeff\u2028\u{e0041}")).toBe(
      '"\\u{202e}\\u{2066}\\u{200b}\\u{200d}\\u{feff}\\u{2028}\\u{e0041}"',
    );
    expect(quote("\ud83d")).toBe('"\\u{d83d}"');
  });

  it("escapes of Latin-1 the controls and the soft hyphen, alone and within text", () => {
    for (let codePoint = 0; codePoint <= 0xff; codePoint++) {
      const character = String.fromCodePoint(codePoint);
      const isHidden = codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0) || codePoint === 0xad;
      expect(printable(character) !== character).toBe(isHidden);
      expect(printable(`x${character}y`)).toBe(`x${printable(character)}y`);
    }
  });

  it("cuts a long text between code points", () => {
    expect(quote("🐈".repeat(1_000_000))).toBe(`"${"🐈".repeat(40)}…"`);
    expect(printable("abc", 3)).toBe("abc");
    expect(printable("abcd", 3)).toBe("abc…");
  });
});
