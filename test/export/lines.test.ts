import { describe, expect, it } from "vitest";
import { DataError } from "../../src/errors.js";
import { encodeLines } from "../../src/export/lines.js";

describe("encodeLines", () => {
  it("ends every line, and has the lines' UTF-8", () => {
    expect(new TextDecoder().decode(encodeLines(["né", "", "🐈"]))).toBe("né\n\n🐈\n");
    expect(encodeLines([])).toHaveLength(0);
  });

  it("puts pieces together as they were", () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `${i}é`.repeat(1 + (i % 90)));
    const bytes = encodeLines(lines);
    expect(Buffer.from(bytes).equals(Buffer.from(lines.map((line) => `${line}\n`).join("")))).toBe(true);
  });

  it("refuses more than one write takes, as soon as it is too much", () => {
    const line = "x".repeat(2 ** 20 - 1);
    let made = 0;
    const endless = function* () {
      for (;;) {
        made++;
        yield line;
      }
    };
    expect(() => encodeLines(endless(), 4 * 2 ** 20)).toThrow(DataError);
    expect(made).toBe(5);
    expect(encodeLines([line, line, line, line], 4 * 2 ** 20)).toHaveLength(4 * 2 ** 20);
  });
});
