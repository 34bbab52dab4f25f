import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shapeOf } from "../../src/engine/shape.js";
import { ModelError } from "../../src/errors.js";
import { decodeModel, encodeModel } from "../../src/model/format.js";
import { blocksOf, expandW, sayHidden } from "../../src/model/groups.js";
import type { Model } from "../../src/model/model.js";
import { assemble, inGroups, kitten, pair, seal, takeApart } from "./samples.js";

const name = "pair.safetensors";
const file = await encodeModel(pair);
const H = 32;

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

/** A file of halves, all 0, with a W of that shape on that rung, all else as the rest of its shapes needs it. */
function withW(rung: string, W: readonly number[], columns: number): Uint8Array {
  const { __metadata__ } = JSON.parse(takeApart(file).header);
  const header: Record<string, unknown> = { __metadata__: { ...__metadata__, rung } };
  let at = 0;
  for (const [tensor, shape] of Object.entries({ W, U: [5, columns], V: [2, columns], c: [2] })) {
    const end = at + 2 * shape.reduce((a, b) => a * b, 1);
    header[tensor] = { dtype: "F16", shape, data_offsets: [at, end] };
    at = end;
  }
  return seal(assemble(header, new Uint8Array(at)));
}

describe("a model of two groups in halves", () => {
  it("has in its file each row's own columns, two bytes a number, and nothing else that tells it apart", () => {
    const { header, data } = takeApart(file);
    const { __metadata__, ...tensors } = JSON.parse(header);
    expect(Object.keys(__metadata__)).toEqual(
      Object.keys({
        checksum: 0,
        format: 0,
        version: 0,
        rung: 0,
        alphabet: 0,
        labels: 0,
        reading: 0,
        training: 0,
        data,
      }),
    );
    expect(tensors).toStrictEqual({
      W: { dtype: "F16", shape: [96, 16], data_offsets: [0, 3072] },
      U: { dtype: "F16", shape: [5, 96], data_offsets: [3072, 4032] },
      V: { dtype: "F16", shape: [2, 32], data_offsets: [4032, 4160] },
      c: { dtype: "F16", shape: [2], data_offsets: [4160, 4164] },
    });
    expect(data.length).toBe(4164);
  });

  it("is read back as it was, with zeros between the groups", async () => {
    const read = await decodeModel(file, name);
    expect(read).toStrictEqual(pair);
    expect(read.parameters.W).toEqual(inGroups(read.parameters.W, H, 2));
    expect(read.parameters.W.filter((w) => w !== 0).length).toBeGreaterThan(1400);
    expect(shapeOf(read)).toEqual({ rung: "gru", A: 5, H, C: 2, groups: 2 });
  });

  it("is another file than in one group, or in float32", async () => {
    const whole = await encodeModel({ ...pair, groups: 1 });
    const long = await encodeModel({ ...pair, precision: "f32" });
    expect(whole.length - file.length).toBeGreaterThanOrEqual(2 * 96 * 16);
    expect(await decodeModel(whole, name)).toStrictEqual({ ...pair, groups: 1 });
    expect(await decodeModel(long, name)).toStrictEqual({ ...pair, precision: "f32" });
  });

  it("M4: is refused with any of its numbers changed, and most of its header", async () => {
    for (let at = 0; at < file.length; at += at < 1000 ? 1 : 37) {
      const spoilt = new Uint8Array(file);
      spoilt[at] = (spoilt[at] ?? 0) ^ (1 << (at % 8));
      expect(await failure(decodeModel(spoilt, name)), `byte ${at}`).toBeInstanceOf(ModelError);
    }
  });
});

describe("a model is not written", () => {
  const withW = (W: Float32Array): Partial<Model> => ({ parameters: { ...pair.parameters, W } });
  const changed = (row: number, column: number, to: number): Partial<Model> => {
    const W = pair.parameters.W.slice();
    W[row * H + column] = to;
    return withW(W);
  };

  it.each<[string, Partial<Model>, RegExp]>([
    ["with a number between its groups", changed(0, 16, 0.5), /W\[0,16\] is 0\.5, it must be 0 between groups$/],
    ["with one in another part of W", changed(95, 15, 1), /W\[95,15\] is 1, it must be 0 between groups$/],
    ["with one below the first block", changed(16, 0, -1), /W\[16,0\] is -1, it must be 0/],
    ["with NaN between its groups", changed(40, 31, Number.NaN), /W\[40,31\] is NaN, it must be 0/],
    ["with -0 between its groups, which would be read as 0", changed(1, 17, -0), /W\[1,17\] is -0, it must be 0/],
    ["with NaN in a block", changed(0, 0, Number.NaN), /tensor "W" holds NaN$/],
    ["with a W too short", withW(new Float32Array(96 * 16)), /W has 1536 numbers for shape \[96,32\]$/],
    ["with a number that is no half", changed(0, 0, Math.fround(0.1)), /"W" holds 0\.1000\d+, which no F16 is$/],
    ["with a number that is larger than halves", changed(0, 0, 65_536), /"W" holds 65536, which no F16 is$/],
    ["with no group", { groups: 0 }, /h has 0 groups, it may have 1 to 8$/],
    ["with half a group", { groups: 0.5 }, /h has 0\.5 groups, it may have 1 to 8$/],
    ["with more groups than a file may have", { groups: 9, hidden: 144 }, /h has 9 groups, it may have 1 to 8$/],
    ["with groups that do not divide h", { groups: 3 }, /h of 32 numbers has no 3 groups of a multiple of 16 numbers/],
    ["with groups smaller than 16 numbers", { groups: 4 }, /h of 32 numbers has no 4 groups of a multiple of 16/],
    ["with groups where W is no matrix", { rung: "scaled" }, /on the rung scaled, whose W is no learned matrix, h has/],
    ["with groups where W is fixed", { rung: "bag" }, /on the rung bag, whose W is no learned matrix, h has one group/],
  ])("%s", async (_, change, saying) => {
    const error = await failure(encodeModel({ ...pair, ...change }));
    expect(error).toBeInstanceOf(ModelError);
    expect(String(error)).toMatch(/^ModelError: the model cannot be saved: /);
    expect(String(error)).toMatch(saying);
  });

  it("of a precision that there is not", async () => {
    const model: object = { ...pair, precision: "f64" };
    const error = await failure(Reflect.apply(encodeModel, undefined, [model]));
    expect(String(error)).toMatch(/^ModelError: the model cannot be saved: its precision is "f64", known are f32,f16/);
  });
});

describe("a file is refused", () => {
  it.each<[string, string, readonly number[], number, RegExp]>([
    ["too many groups", "rnn", [144, 16], 144, /h has 9 groups, it may have 1 to 8;/],
    ["a group a number", "rnn", [32, 1], 32, /h has 32 groups, it may have 1 to 8;/],
    ["groups of less than 16 numbers", "rnn", [32, 8], 32, /h of 32 numbers has no 4 groups of a multiple of 16/],
    ["groups of 24 numbers", "gru", [144, 24], 48, /h of 48 numbers has no 2 groups of a multiple of 16 numbers each;/],
    ["groups where W is no matrix", "bag", [32, 16], 32, /on the rung bag, whose W is no learned matrix, h has one/],
    [
      "groups that do not divide h",
      "rnn",
      [32, 24],
      32,
      /tensor "W" is \[32,24\] where 32 numbers in h, .* need \[32,32\]/,
    ],
    [
      "rows that are no part's",
      "gru",
      [97, 16],
      32,
      /"W" is \[97,16\] where 32 numbers in h in 2 groups, .* \[96,16\]/,
    ],
    ["a U of another h", "rnn", [64, 32], 32, /tensor "U" is \[5,32\] where 64 numbers in h in 2 groups, .* \[5,64\]/],
    ["a row of nothing", "rnn", [32, 0], 32, /tensor "W" is \[32,0\] where 32 numbers in h, .* need \[32,32\]/],
    ["another dimension", "rnn", [32, 16, 1], 32, /tensor "W" is \[32,16,1\] where 32 numbers in h in 2 groups/],
  ])("with %s", async (_, rung, W, columns, saying) => {
    const error = await failure(decodeModel(withW(rung, W, columns), name));
    expect(error).toBeInstanceOf(ModelError);
    expect(String(error)).toMatch(saying);
    expect(String(error)).toMatch(/^ModelError: "pair\.safetensors": .*; train the model again or copy it anew$/);
  });

  it("M5: that would be a thousand times as large in memory, before anything is allocated", async () => {
    const bytes = withW("rnn", [2 ** 18, 1], 1);
    const before = process.memoryUsage().arrayBuffers;
    const error = await failure(decodeModel(bytes, name));
    expect(String(error)).toMatch(/h has 262144 groups, it may have 1 to 8/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * bytes.length);
  });
});

describe("W", () => {
  const sizes = fc.record({
    G: fc.constantFrom(1, 3),
    N: fc.integer({ min: 1, max: 8 }),
    size: fc.integer({ min: 1, max: 6 }),
  });

  it("is its blocks, and zeros between them", () => {
    fc.assert(
      fc.property(sizes, ({ G, N, size }) => {
        const H = N * size;
        const W = Float32Array.from({ length: G * H * H }, (_, i) => i + 1);
        const blocks = blocksOf(W, H, N);
        expect(blocks.length).toBe(G * H * size);
        expect(expandW(blocks, H, N)).toEqual(inGroups(W, H, N));
      }),
    );
  });

  it("of one group is itself", () => {
    const { W } = kitten.parameters;
    expect(blocksOf(W, 2, 1)).toBe(W);
    expect(expandW(W, 2, 1)).toBe(W);
  });
});

describe("the size of h in words", () => {
  it.each([
    [1, 1, "one number"],
    [2, 1, "2 numbers"],
    [1536, 1, "1,536 numbers"],
    [32, 2, "32 numbers in 2 groups"],
  ])("is, of %i numbers in %i groups, %s", (hidden, groups, said) => {
    expect(sayHidden({ hidden, groups })).toBe(said);
  });
});
