import { describe, expect, it } from "vitest";
import { ngramsOf } from "../../src/comparison/ngrams.js";

const [start, end] = ["\u0002", "\u0003"];

describe("ngramsOf", () => {
  it("lists every run of characters, with marks for the start and the end", () => {
    expect(ngramsOf("at", 1)).toEqual(["a", "t"]);
    expect(ngramsOf("at", 2)).toEqual([`${start}a`, "a", "at", "t", `t${end}`]);
    expect(ngramsOf("at", 4)).toEqual([
      `${start}a`,
      `${start}at`,
      `${start}at${end}`,
      "a",
      "at",
      `at${end}`,
      "t",
      `t${end}`,
    ]);
  });

  it("counts code points, and repeats what repeats", () => {
    expect(ngramsOf("🐈🐈", 2)).toEqual([`${start}🐈`, "🐈", "🐈🐈", "🐈", `🐈${end}`]);
  });
});
