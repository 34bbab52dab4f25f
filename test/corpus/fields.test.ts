import { describe, expect, it } from "vitest";
import { breaksWithin, headerLine, plainRecords, QuoteFault, quotedRecords } from "../../src/corpus/fields.js";

describe("plainRecords", () => {
  it("cuts text at every line break and delimiter, and ends no record at its end", () => {
    expect(plainRecords("a,b\nc\r\n,\r\n\nd", ",")).toEqual([["a", "b"], ["c"], ["", ""], [""], ["d"]]);
    expect(plainRecords("a;b,c\rd\r", ";")).toEqual([["a", "b,c"], ["d"]]);
    expect(plainRecords("a\n\n", ",")).toEqual([["a"], [""]]);
  });
});

describe("quotedRecords", () => {
  it("reads quoted fields as they are, and rows of any length", () => {
    expect(quotedRecords('"a,\n""b""",c\r\nd\r"",e,f\n', ",")).toEqual([['a,\n"b"', "c"], ["d"], ["", "e", "f"]]);
  });

  it.each([
    ["never closed", '"a,b\n', new QuoteFault(0, "unclosed")],
    ["closed within a field", 'a,b\n"c"d,e\n', new QuoteFault(1, "closedEarly")],
    ["within a field that begins without one", 'a,b\nc,d\ne"f,g\n', new QuoteFault(2, "inside")],
    ["after rows of other lengths", 'a,b\nc\nd,e,f\n"g,h\n', new QuoteFault(3, "unclosed")],
    ["after a field of several lines", '"a\r\nb","c\nd"\n"e\rf",g"h\n', new QuoteFault(4, "inside")],
  ])("tells of a quote %s, and of the lines before", (_, text, fault) => {
    expect(quotedRecords(text, ",")).toEqual(fault);
  });
});

describe("breaksWithin", () => {
  it("counts line breaks of every kind over all fields", () => {
    expect(breaksWithin(["a", "", "b,c"])).toBe(0);
    expect(breaksWithin(["a\nb\r\nc", "\r\r", "\n\r"])).toBe(6);
  });
});

describe("headerLine", () => {
  it.each([
    ["the text up to the first line break", "a,b\nc\n", false, "a,b"],
    ["up to a CR", "a,b\r\nc\n", false, "a,b"],
    ["all where there is no line break", "a,b", false, "a,b"],
    ["line breaks within quotes", '"a\nb","c\r"\nd\n', true, '"a\nb","c\r"'],
    ["quotes within quotes", '"a""\n",b\nc\n', true, '"a""\n",b'],
  ])("has %s", (_, text, isQuoted, line) => {
    expect(headerLine({ text, isQuoted, isTorn: false })).toBe(line);
  });
});
