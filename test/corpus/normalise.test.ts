import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalise } from "../../src/corpus/normalise.js";

const everyCodePoint = function* (): Generator<string> {
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    if (codePoint < 0xd800 || codePoint > 0xdfff) yield String.fromCodePoint(codePoint);
  }
};

describe("normalise", () => {
  it.each([
    ["composed and decomposed letters", "Müller", "Mu\u0308ller"],
    ["ligatures and their letters", "ﬁn", "fin"],
    ["full-width and plain letters", "Ｋａｔｚｅ", "katze"],
    ["upper and lower case", "STRAẞE", "straße"],
    ["upper and lower case outside ASCII", "ÉTÉ", "été"],
    ["a dotted capital I and what it is made of", "İ", "I\u0307"],
    ["white space around a word or not", "\u00a0\tchat \u3000\n", "chat"],
  ])("takes %s for the same", (_, one, other) => {
    expect(normalise(one, false)).toBe(normalise(other, false));
  });

  it("keeps case where asked to", () => {
    expect(normalise(" Katze ", true)).toBe("Katze");
    expect(normalise("ﬁN\u0303", true)).toBe("fiÑ");
  });

  it("keeps apart what is no matter of spelling", () => {
    expect(normalise("e", false)).not.toBe(normalise("é", false));
    expect(normalise("a b", false)).toBe("a b");
    expect(normalise("\0a\u200b", false)).toBe("\0a\u200b");
  });

  it("spells Latin-1 as the Unicode standard's own steps do", () => {
    for (let codePoint = 0; codePoint <= 0xff; codePoint++) {
      const character = String.fromCodePoint(codePoint);
      for (const word of [character, `x${character}y`, `${character}\u0308`]) {
        const composed = word.normalize("NFKC").trim();
        expect(normalise(word, true)).toBe(composed);
        expect(normalise(word, false)).toBe(composed.toLowerCase().normalize("NFKC"));
      }
    }
  });

  it("changes nothing the second time, for every code point", () => {
    for (const keepCase of [true, false]) {
      const changed = [...everyCodePoint()].filter((character) => {
        const once = normalise(`x${character}Σ${character}`, keepCase);
        return normalise(once, keepCase) !== once;
      });
      expect(changed).toEqual([]);
    }
  });

  it("changes nothing the second time, for any text", () => {
    const letter = fc.oneof(
      fc.constantFrom(
        "Σ",
        "ς",
        "İ",
        "ı",
        "\u0307",
        "\u0308",
        "\u0345",
        "ﬁ",
        "ǆ",
        "ẞ",
        " ",
        "¨",
        "㍍",
        "Ω",
        "가",
        "ᆨ",
        "A",
      ),
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.string({ unit: letter }), fc.boolean(), (word, keepCase) => {
        const once = normalise(word, keepCase);
        expect(normalise(once, keepCase)).toBe(once);
        expect(once.trim()).toBe(once);
        expect(once.normalize("NFC")).toBe(once);
        expect(normalise(word.normalize("NFD"), keepCase)).toBe(normalise(word.normalize("NFC"), keepCase));
      }),
      { numRuns: 2000 },
    );
  });

  it("leaves no word empty that is more than white space", () => {
    const emptied = [...everyCodePoint()].filter(
      (character) => character.trim() !== "" && normalise(character, false) === "",
    );
    expect(emptied).toEqual([]);
  });
});
