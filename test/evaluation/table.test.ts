import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutTo, pad, shown, widthOf } from "../../src/evaluation/display.js";
import { grouped, percent } from "../../src/evaluation/figures.js";
import { formatTable } from "../../src/evaluation/table.js";

const text = fc.string({ unit: "binary" }).map(shown);

describe("text on a terminal", () => {
  it.each([
    ["katze", 5],
    ["猫", 2],
    ["e\u0301", 1],
    ["ｃａｔ", 6],
    ["한국", 4],
    ["😀", 2],
  ])("%s takes as many columns as terminals give it", (word, columns) => {
    expect(widthOf(word)).toBe(columns);
  });

  it("is cut between characters, never within one", () => {
    expect(cutTo("katze", 5)).toBe("katze");
    expect(cutTo("katze", 4)).toBe("kat…");
    expect(cutTo("猫猫猫", 5)).toBe("猫猫…");
    expect(cutTo("猫猫猫", 4)).toBe("猫…");
    expect(cutTo("e\u0301e\u0301e\u0301", 2)).toBe("e\u0301…");
    expect(cutTo("katze", 1)).toBe("…");
    expect(cutTo("katze", 0)).toBe("");
  });

  it("fills the width it is given, whatever it holds", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 30 }), (any, width) => {
        expect(widthOf(cutTo(any, width))).toBeLessThanOrEqual(width);
        expect(pad(any, width, "left").startsWith(cutTo(any, width))).toBe(true);
        expect(pad(any, width, "right").endsWith(cutTo(any, width))).toBe(true);
      }),
    );
  });

  it("hides nothing and moves no cursor", () => {
    expect(shown("a\u001b[2Jb\rc\u202ed\u200be")).toBe("a\\u{1b}[2Jb\\rc\\u{202e}d\\u{200b}e");
  });
});

describe("a table", () => {
  const rows = [
    ["label", "words"],
    ["猫", "1,000"],
    ["Katze", "7"],
  ];

  it("lines up text to the left and numbers to the right", () => {
    expect(formatTable(rows, ["left", "right"], 80)).toEqual(["label  words", "猫     1,000", "Katze      7"]);
  });

  it("cuts text, not numbers, where it is too wide", () => {
    const lines = formatTable([["a long long label", "12,345", "short"]], ["left", "right", "left"], 24);
    expect(lines).toEqual(["a long l…  12,345  short"]);
  });

  it("is never wider than the terminal", () => {
    const row = fc.tuple(text, text, text);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), fc.integer({ min: 1, max: 100 }), (any, columns) => {
        const lines = formatTable(any, ["left", "right", "left"], columns);
        expect(lines).toHaveLength(any.length);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
      }),
    );
  });
});

describe("figures", () => {
  it("group whole numbers by three", () => {
    expect([0, 7, 999, 1000, 88_424, 1_234_567].map(grouped)).toEqual([
      "0",
      "7",
      "999",
      "1,000",
      "88,424",
      "1,234,567",
    ]);
  });

  it("are percentages of one decimal", () => {
    expect([0, 1 / 3, 0.9999, 1].map(percent)).toEqual(["0.0 %", "33.3 %", "100.0 %", "100.0 %"]);
  });
});
