import { describe, expect, it } from "vitest";
import { ModelError } from "../../src/errors.js";
import type { Dtype } from "../../src/model/dtype.js";
import { countOf, floatsOf, isSizes, placeOf, shown } from "../../src/model/tensor.js";

const refuse = (problem: string): ModelError => new ModelError(problem);
const both = ["F32", "F16"] as const;

const place = (change: object, known: readonly Dtype[] = both) => {
  return () => placeOf({ dtype: "F32", shape: [2, 3], data_offsets: [8, 32], ...change }, known, refuse);
};

describe("what a header says of a tensor", () => {
  it("is its type, its shape and its bytes", () => {
    expect(place({})()).toEqual({ dtype: "F32", shape: [2, 3], begin: 8, end: 32 });
    expect(place({ dtype: "F16", data_offsets: [8, 20] })()).toEqual({
      dtype: "F16",
      shape: [2, 3],
      begin: 8,
      end: 20,
    });
    expect(place({ shape: [3, 0], data_offsets: [4, 4] })()).toEqual({
      dtype: "F32",
      shape: [3, 0],
      begin: 4,
      end: 4,
    });
  });

  it.each<[string, object]>([
    ['has dtype "F64", known is "F32" or "F16"', { dtype: "F64" }],
    ["has shape [2,-3], no list of whole numbers from 0", { shape: [2, -3] }],
    ["has shape [2,0.5], no list of whole numbers from 0", { shape: [2, 0.5] }],
    ["has shape 6, no list of whole numbers from 0", { shape: 6 }],
    ["has data_offsets [8], no two whole numbers from 0", { data_offsets: [8] }],
    ["has data_offsets [8,16,32], no two whole numbers from 0", { data_offsets: [8, 16, 32] }],
    ["has data_offsets [-24,0], no two whole numbers from 0", { data_offsets: [-24, 0] }],
    ["has shape [4503599627370496], more numbers than can be counted", { shape: [2 ** 52] }],
    ["has 24 bytes where shape [2,2] needs 16", { shape: [2, 2] }],
    ["has 24 bytes where shape [2,3] needs 12", { dtype: "F16" }],
    ["must have dtype,shape,data_offsets", { more: 1 }],
  ])("is refused: %s", (problem, change) => {
    expect(place(change)).toThrow(new ModelError(problem));
  });

  it("is refused where its fields are others, or none", () => {
    const problem = new ModelError("must have dtype,shape,data_offsets");
    for (const entry of [
      null,
      [],
      "F32",
      { dtype: "F32", shape: [1] },
      { shape: [1], dtype: "F32", data_offsets: [0, 4] },
    ]) {
      expect(() => placeOf(entry, both, refuse)).toThrow(problem);
    }
  });

  it("is refused with a type that is not wanted here", () => {
    const problem = new ModelError('has dtype "F32", known is "F16"');
    expect(place({}, ["F16"])).toThrow(problem);
  });
});

describe("the numbers of a tensor", () => {
  const view = new DataView(Uint8Array.of(9, 0, 0, 0xc0, 0x3f, 0, 0, 0, 0xc0, 0, 0x3c, 0, 0x7c).buffer);

  it("are read little-endian, from any byte on", () => {
    expect(floatsOf(view, 1, 2, "F32", refuse)).toEqual(Float32Array.of(1.5, -2));
    expect(floatsOf(view, 9, 1, "F16", refuse)).toEqual(Float32Array.of(1));
    expect(floatsOf(view, 13, 0, "F16", refuse)).toEqual(new Float32Array());
  });

  it("are refused where one is infinite", () => {
    expect(() => floatsOf(view, 9, 2, "F16", refuse)).toThrow(new ModelError("holds Infinity"));
  });
});

describe("a shape", () => {
  it("is a list of whole numbers from 0", () => {
    expect([[], [0], [3, 2 ** 53 - 1]].map(isSizes)).toEqual([true, true, true]);
    expect([[-1], [2 ** 53], [1, "1"], 1, { length: 0 }].map(isSizes)).toEqual([false, false, false, false, false]);
  });

  it("has as many numbers as its sizes multiply to, one where it has none", () => {
    expect([[], [7], [2, 3, 4], [5, 0]].map(countOf)).toEqual([1, 7, 24, 0]);
  });

  it("has no count where a product on the way is not exact", () => {
    expect(
      [
        [2 ** 30, 2 ** 23],
        [2 ** 27, 2 ** 27, 0],
      ].map(countOf),
    ).toEqual([Number.NaN, Number.NaN]);
  });

  it("is shown in 60 characters", () => {
    expect(shown([1, "\u202e"])).toBe('[1,"\\u{202e}"]');
    expect(shown("x".repeat(100))).toBe(`"${"x".repeat(59)}…`);
  });
});
