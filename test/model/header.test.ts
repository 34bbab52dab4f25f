import { describe, expect, it } from "vitest";
import { ModelError } from "../../src/errors.js";
import { decodeSafetensors, encodeSafetensors } from "../../src/model/safetensors.js";
import type { Tensor } from "../../src/model/tensor.js";
import { assemble } from "./samples.js";

const one: Tensor = { shape: [1], data: Float32Array.of(1) };
const entry = { dtype: "F32", shape: [1], data_offsets: [0, 4] };
const four = new Uint8Array(4);

const error = (problem: string): ModelError =>
  new ModelError(`"kitten": ${problem}; train the model again or copy it anew`);

/** A file that says its header is so long, and goes on with those bytes. */
const beginning = (length: bigint, ...rest: readonly number[]): Uint8Array => {
  const bytes = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, ...rest);
  new DataView(bytes.buffer).setBigUint64(0, length, true);
  return bytes;
};

describe("a safetensors file says what is wrong with it", () => {
  it.each<[string, Uint8Array]>([
    ["the file is no model: it has 7 bytes only", new Uint8Array(7)],
    ["the header is no JSON", new Uint8Array(8)],
    ["the header is said to be 16777217 bytes long, over 16 MiB", beginning(2n ** 24n + 1n)],
    ["the file ends 16777216 bytes before its header does", beginning(2n ** 24n)],
    ["the file ends 1 bytes before its header does", beginning(3n, 0x7b, 0x7d)],
    ["the header's length 2 is no multiple of 8", beginning(2n, 0x7b, 0x7d)],
    ["the header is not valid UTF-8", beginning(8n, 0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d, 0x20)],
    ["the header is no object", assemble("[]", four)],
    ["the header is nested more than 3 deep", assemble('{"a":[[[]]]}', four)],
    ["__metadata__ is no object", assemble({ __metadata__: [] }, four)],
    ['metadata "a" is no string', assemble({ __metadata__: { a: 1 } }, four)],
    ['"\\u{d83d}" holds half a character (a lone surrogate)', assemble({ __metadata__: { a: "\ud83d" } }, four)],
    ['"\\u{d83d}" holds half a character (a lone surrogate)', assemble({ __metadata__: { "\ud83d": "a" } }, four)],
    ['"\\u{d83d}" holds half a character (a lone surrogate)', assemble({ "\ud83d": entry }, four)],
    ['tensor "a" must have dtype,shape,data_offsets', assemble({ a: {} }, four)],
    [
      'tensor "b" has dtype "F16" where the one before it has "F32"',
      assemble({ a: entry, b: { dtype: "F16", shape: [1], data_offsets: [4, 6] } }, new Uint8Array(6)),
    ],
    ['tensor "b" overlaps the tensor before it by 4 bytes', assemble({ a: entry, b: entry }, four)],
    [
      'tensor "a" leaves a hole of 4 bytes before it',
      assemble({ a: { ...entry, data_offsets: [4, 8] } }, new Uint8Array(8)),
    ],
    ['tensor "a" is cut off, 1 bytes are missing', assemble({ a: entry }, new Uint8Array(3))],
    ["1 bytes follow the last tensor", assemble({ a: entry }, new Uint8Array(5))],
    ['tensor "a" holds NaN', assemble({ a: entry }, Uint8Array.of(0, 0, 0xc0, 0x7f))],
  ])("%s", (problem, bytes) => {
    expect(() => decodeSafetensors(bytes, "kitten", ["F32", "F16"])).toThrow(error(problem));
  });
});

describe("a safetensors file is not written, and it is said why", () => {
  it.each<[string, readonly (readonly [string, Tensor])[], readonly (readonly [string, string])[]]>([
    ["a tensor may not be named __metadata__", [["__metadata__", one]], []],
    ['tensor "a" has 1 numbers for shape [2]', [["a", { ...one, shape: [2] }]], []],
    ['tensor "a" has 1 numbers for shape [-1,-1]', [["a", { ...one, shape: [-1, -1] }]], []],
    ['tensor "a" holds NaN', [["a", { ...one, data: Float32Array.of(Number.NaN) }]], []],
    ['"\\u{d83d}" holds half a character (a lone surrogate)', [["\ud83d", one]], []],
    ['"\\u{d83d}" holds half a character (a lone surrogate)', [], [["\ud83d", "a"]]],
    ['"\\u{d83d}" holds half a character (a lone surrogate)', [], [["a", "\ud83d"]]],
  ])("%s", (problem, tensors, metadata) => {
    expect(() => encodeSafetensors(new Map(tensors), new Map(metadata))).toThrow(
      new ModelError(`the model cannot be saved: ${problem}`),
    );
  });

  it("its header of more than 16 MiB", () => {
    // Around the text stand {"__metadata__":{"a":" and "}}, 25 characters.
    const metadata = (length: number) => new Map([["a", "x".repeat(length - 25)]]);
    const largest = encodeSafetensors(new Map(), metadata(2 ** 24));
    expect(largest).toHaveLength(8 + 2 ** 24);
    expect(decodeSafetensors(largest, "kitten").metadata.get("a")).toHaveLength(2 ** 24 - 25);
    expect(() => encodeSafetensors(new Map(), metadata(2 ** 24 + 1))).toThrow(
      new ModelError("the model cannot be saved: its header of 16777224 bytes is larger than 16 MiB"),
    );
  });
});
