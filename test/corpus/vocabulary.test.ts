import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCorpus, selectWords } from "../../src/corpus/corpus.js";
import { buildAlphabet, mostCharacters, Vocabulary } from "../../src/corpus/vocabulary.js";
import { DataError } from "../../src/errors.js";
import { csv } from "./bytes.js";

const plain = { keepCase: false, endMark: false };

describe("buildAlphabet", () => {
  it("has the characters of the words, once each, by code point", async () => {
    const corpus = await readCorpus(csv("word,language\nkatze,German\nchat,French\n🐈﷼,Cat\n\ue000,Cat\n"), "cats.csv");
    expect(buildAlphabet(corpus)).toEqual(
      ["a", "c", "e", "h", "k", "t", "z", "ر", "ل", "ی", "ا", "\ue000", "🐈"].sort(
        (a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0),
      ),
    );
  });

  it("tells characters of two units from those of one, from the first to the last", async () => {
    const characters = ["a", "\ud7ff", "\ufffd", "\u{10000}", "\u{103ff}", "\u{10400}", "\u{10fffd}"];
    const corpus = await readCorpus(csv(`word,language\n${characters.join("")},A\na,B\n`), "units.csv", {
      keepCase: true,
    });
    expect(buildAlphabet(corpus)).toEqual(characters);
  });

  it("lacks the characters of held-out words", async () => {
    // Each word has a character of its own.
    const words = Array.from({ length: 500 }, (_, i) => String.fromCodePoint(0x4e00 + i));
    const rows = words.map((word, i) => `${word},${i % 2 === 0 ? "even" : "odd"}\n`);
    const corpus = await readCorpus(csv(`word,language\n${rows.join("")}`), "characters.csv");
    const training = [...selectWords(corpus, "train")].map((i) => corpus.words.get(i));
    expect(training.length).toBeLessThan(words.length);
    expect(buildAlphabet(corpus)).toEqual(training);
  });
});

describe("buildAlphabet of a corpus of very many characters", () => {
  // Ideographs and Hangul syllables, which have one spelling each
  const characters = [
    ...Array.from({ length: 20_000 }, (_, i) => String.fromCodePoint(0x4e00 + i)),
    ...Array.from({ length: 11_000 }, (_, i) => String.fromCodePoint(0xac00 + i)),
    ...Array.from({ length: 40_000 }, (_, i) => String.fromCodePoint(0x20000 + i)),
  ];
  const corpusOf = (different: number) => {
    const text = `word,language\n${characters.slice(0, different).join("")},A\n${characters[0]},B\n`;
    return readCorpus(csv(text), "many.csv", { maxWordLength: 70_000 });
  };

  it("has 65,000 of them, and refuses more", async () => {
    expect(buildAlphabet(await corpusOf(65_000))).toEqual(characters.slice(0, 65_000));
    const corpus = await corpusOf(65_001);
    expect(() => buildAlphabet(corpus)).toThrow(
      new DataError("many.csv: 65001 different characters; at most 65000 can be learned"),
    );
  });
});

describe("Vocabulary", () => {
  it("numbers characters by their place in the alphabet, then the unknown one", () => {
    const vocabulary = new Vocabulary([..."acehktz"], plain);
    expect(vocabulary.size).toBe(8);
    expect([...vocabulary.encode("katze")]).toEqual([4, 0, 5, 6, 2]);
    expect([...vocabulary.encode("k🐈x")]).toEqual([4, 7, 7]);
    expect(vocabulary.unknown).toBe(7);
    expect([...vocabulary.encode("")]).toEqual([]);
  });

  it("puts the end mark after the last character", () => {
    const vocabulary = new Vocabulary(["a", "🐈"], { keepCase: false, endMark: true });
    expect(vocabulary.size).toBe(4);
    expect(vocabulary.endMark).toBe(3);
    expect([...vocabulary.encode("🐈ab")]).toEqual([1, 0, 2, 3]);
    expect([...vocabulary.encode("")]).toEqual([3]);
  });

  it("numbers characters of two units as one, and lone halves of them as unknown each", () => {
    const alphabet = ["a", "\uffff", "\u{10000}", "\u{10ffff}"];
    const vocabulary = new Vocabulary(alphabet, plain);
    const numbersOf = (word: string): number[] => {
      const units = Uint16Array.from({ length: word.length }, (_, i) => word.charCodeAt(i));
      const numbers = new Uint16Array(word.length);
      const end = vocabulary.encodeUnits(units, 0, word.length, numbers, 0);
      expect(vocabulary.encode(word)).toEqual(numbers.subarray(0, end));
      return [...numbers.subarray(0, end)];
    };
    expect(numbersOf("\uffffa\u{10000}a\u{10ffff}a")).toEqual([1, 0, 2, 0, 3, 0]);
    for (const halves of ["\ud800\ud800", "\udc00\udc00", "\udbff\ue000", "\udfff\udbff", "\ud7ff\udc00"]) {
      expect(numbersOf(`${halves}a`)).toEqual([4, 4, 0]);
    }
  });

  it("takes no unit from the word after", () => {
    const vocabulary = new Vocabulary(["🐈"], plain);
    const numbers = new Uint16Array(4);
    expect(vocabulary.encodeUnits(Uint16Array.of(0xd83d, 0xdc08), 0, 1, numbers, 2)).toBe(3);
    expect(numbers).toEqual(Uint16Array.of(0, 0, 1, 0));
  });

  it("names the characters it lacks, each once, as they appear", () => {
    const vocabulary = new Vocabulary([..."akz"], plain);
    expect(vocabulary.unknownIn("katze 🐈🐈 t")).toEqual(["t", "e", " ", "🐈"]);
    expect(vocabulary.unknownIn("kazak")).toEqual([]);
    expect(vocabulary.characters("a🐈")).toEqual(["a", "🐈"]);
  });

  it("gives every code point its place, known or unknown", () => {
    const character = fc.string({ unit: "binary", minLength: 1, maxLength: 1 });
    fc.assert(
      fc.property(fc.uniqueArray(character), fc.string({ unit: "binary" }), (alphabet, word) => {
        const vocabulary = new Vocabulary(alphabet, plain);
        const places = [...word].map((one) => (alphabet.includes(one) ? alphabet.indexOf(one) : alphabet.length));
        expect([...vocabulary.encode(word)]).toEqual(places);
        expect(vocabulary.characters(word)).toEqual([...word]);
        expect(vocabulary.unknownIn(word)).toEqual([...new Set(word)].filter((one) => !alphabet.includes(one)));
      }),
    );
  });

  it("refuses more characters than 16 bits can number", () => {
    const alphabet = Array.from({ length: mostCharacters + 1 }, (_, i) => String.fromCodePoint(0x10000 + i));
    expect(() => new Vocabulary(alphabet, plain)).toThrow(new RangeError("an alphabet of 65001 characters"));
    expect(new Vocabulary(alphabet.slice(1), { keepCase: false, endMark: true }).size).toBe(65_002);
  });
});
