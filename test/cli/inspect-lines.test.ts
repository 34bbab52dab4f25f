import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { bar, coloured, means, strip, wrap } from "../../src/cli/inspect-lines.js";

describe("wrap", () => {
  it("breaks at spaces, sets later lines in, and breaks a word only where it must", () => {
    expect(wrap("to be or not to be", 10, 2)).toEqual(["to be or", "  not to", "  be"]);
    expect(wrap("abcdefgh", 5, 2)).toEqual(["abcde", "  fgh"]);
    expect(wrap("  a b", 4, 0)).toEqual(["  a", "b"]);
    expect(wrap("a b c", 3)).toEqual(["a b", "c"]);
    expect(wrap("a  b", 3)).toEqual(["a", "b"]);
    expect(wrap("a b   ", 20)).toEqual(["a b"]);
    expect(wrap("", 10)).toEqual([]);
  });

  it("is never wider than asked, and loses nothing but spaces", () => {
    const text = fc
      .array(fc.constantFrom("a", "katze", "漢字", "é", "12345678901234567890", " "))
      .map((all) => all.join(" "));
    fc.assert(
      fc.property(text, fc.integer({ min: 8, max: 40 }), fc.integer({ min: 0, max: 4 }), (line, columns, indent) => {
        const lines = wrap(line, columns, indent);
        for (const one of lines) expect(stringWidth(one)).toBeLessThanOrEqual(columns);
        expect(lines.join("").replaceAll(" ", "")).toBe(line.replaceAll(" ", ""));
      }),
    );
  });
});

describe("blocks", () => {
  it("rise with the number", () => {
    expect(strip([-1, -0.01, 0, 1, 5, -5])).toBe("▁▄▅██▁");
    expect(strip([-0.75, -0.5, -0.25, 0.25, 0.5, 0.75])).toBe("▂▃▄▆▇█");
  });

  it("are blue below 0 and orange above, neighbours at once", () => {
    expect(coloured("▁▂▃▄▅▆▇█")).toBe("\u001b[34m▁▂▃▄\u001b[0m\u001b[33m▅▆▇█\u001b[0m");
    expect(coloured("a ▁ ▅ ▂")).toBe("a \u001b[34m▁\u001b[0m \u001b[33m▅\u001b[0m \u001b[34m▂\u001b[0m");
  });

  it("are means of neighbours", () => {
    expect(means([1, 3, 5, 7], 2)).toEqual([2, 6]);
    expect(means([1, 2, 3], 3)).toEqual([1, 2, 3]);
    expect(means([1, 2], 4)).toEqual([0, 1, 0, 2]);
  });

  it("make bars in eighths", () => {
    expect([bar(0, 4), bar(1, 4), bar(0.5, 4), bar(1 / 32, 4), bar(9, 4)]).toEqual(["", "████", "██", "▏", "████"]);
    const eighths = Array.from({ length: 9 }, (_, n) => bar((8 + n) / 16, 2));
    expect(eighths).toEqual(["█", "█▏", "█▎", "█▍", "█▌", "█▋", "█▊", "█▉", "██"]);
    expect(bar(-1, 4)).toBe("");
  });
});
