import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeLine, escapeMarkdown, formatMarkdownTable } from "../../src/model/markdown.js";

describe("text in Markdown", () => {
  it("leaves plain words as they are", () => {
    for (const word of ["katze", "déjà-vu", "Grüße", "猫", "don't", "words.safetensors", "😀"]) {
      expect(escapeMarkdown(word)).toBe(word);
    }
  });

  it.each([
    ["a|b", "a\\|b"],
    ["**b**", "\\*\\*b\\*\\*"],
    ["<img src=x onerror=y>", "\\<img src=x onerror=y\\>"],
    ["<!--", "\\<\\!--"],
    ["[x](http://y)", "\\[x\\](http\\://y)"],
    ["www.y.org", "www\\.y.org"],
    ["&lt;", "\\&lt;"],
    ["`x` ~y~ $z$ a_b # @c", "\\`x\\` \\~y\\~ \\$z\\$ a\\_b \\# \\@c"],
    ["\\|", "\\\\\\|"],
  ])("shows %s as it is written, not as markup", (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it("shows hidden characters by number", () => {
    expect(escapeMarkdown("a\nb\u202e\u200b\u0000")).toBe("a\\\\u{a}b\\\\u{202e}\\\\u{200b}\\\\u{0}");
    expect(escapeMarkdown("\ud800\u{f0000}")).toBe("\\\\u{d800}\\\\u{f0000}");
  });

  it("is cut to 60 characters", () => {
    expect(escapeMarkdown("😀".repeat(60))).toBe("😀".repeat(60));
    expect(escapeMarkdown("😀".repeat(61))).toBe(`${"😀".repeat(60)}…`);
    expect(escapeMarkdown("|".repeat(100_000))).toBe(`${"\\|".repeat(60)}…`);
  });

  it("never leaves its line or cell, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const escaped = escapeMarkdown(text);
        expect(escaped).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        // Without the escapes there is nothing left that means something.
        expect(escaped.replace(/\\[!-/:-@[-`{-~]/gu, "")).not.toMatch(/[\\`*_[\]<>|~&$@#]/u);
      }),
    );
  });
});

describe("a Markdown table", () => {
  it("has a header, a rule with the alignment, and rows", () => {
    expect(
      formatMarkdownTable(
        [
          ["a", "b"],
          ["x", "1"],
        ],
        ["left", "right"],
      ),
    ).toBe("| a | b |\n| --- | ---: |\n| x | 1 |");
  });
});

describe("a line of code", () => {
  it("is one indented line", () => {
    expect(codeLine("katze train `x`\n# no heading")).toBe("    katze train `x`\\u{a}# no heading");
  });
});
