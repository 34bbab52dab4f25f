import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ModelError } from "../../src/errors.js";
import type { Dtype } from "../../src/model/dtype.js";
import { decodeSafetensors, encodeSafetensors } from "../../src/model/safetensors.js";
import type { Tensor } from "../../src/model/tensor.js";
import { numberOf } from "./halves.js";
import { assemble } from "./samples.js";

const name = "models/kitten.safetensors";

const good = {
  __metadata__: { format: "any", ключ: "значение" },
  a: { dtype: "F32", shape: [2, 1], data_offsets: [0, 8] },
  b: { dtype: "F32", shape: [], data_offsets: [8, 12] },
};
const data = new Uint8Array(Float32Array.of(1.5, -2, 3).buffer);

const both = ["F32", "F16"] as const;

const refused = (bytes: Uint8Array, saying: RegExp, known?: readonly Dtype[]): void => {
  let error: unknown;
  try {
    decodeSafetensors(bytes, name, known);
  } catch (reason) {
    error = reason;
  }
  expect(error).toBeInstanceOf(ModelError);
  const line = String(error);
  expect(line).toMatch(saying);
  expect(line).toMatch(/^ModelError: "models\/kitten\.safetensors": .*; train the model again or copy it anew$/);
  expect(line.length).toBeLessThan(400);
};

/** The good file with one of its tensors changed. */
const withA = (change: object): Uint8Array => assemble({ ...good, a: { ...good.a, ...change } }, data);

describe("the safetensors layout", () => {
  const tensors = new Map<string, Tensor>([
    ["a", { shape: [2, 1], data: Float32Array.of(1.5, -2) }],
    ["b", { shape: [], data: Float32Array.of(3) }],
  ]);
  const metadata = new Map(Object.entries(good.__metadata__));

  it("is a length, a header padded to a multiple of 8, and little-endian float32", () => {
    const bytes = encodeSafetensors(tensors, metadata);
    expect(bytes).toEqual(assemble(good, data));
    expect(bytes[0]).toBe(Math.ceil(Buffer.byteLength(JSON.stringify(good)) / 8) * 8);
    expect(Buffer.from(bytes).readFloatLE(bytes.length - 8)).toBe(-2);
  });

  it("reads what it writes, from any place in memory", () => {
    const bytes = encodeSafetensors(tensors, metadata);
    expect(decodeSafetensors(bytes, name)).toStrictEqual({ dtype: "F32", tensors, metadata });
    const elsewhere = new Uint8Array(bytes.length + 3);
    elsewhere.set(bytes, 3);
    expect(decodeSafetensors(elsewhere.subarray(3), name)).toStrictEqual({ dtype: "F32", tensors, metadata });
  });

  it("reads what it writes, whatever the names, and writes it again byte for byte", () => {
    const names = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("__proto__", "toJSON", "10", "9", "constructor"),
    );
    const anyTensors = fc.dictionary(
      names.filter((one) => one !== "__metadata__"),
      fc
        .float32Array({ noNaN: true, noDefaultInfinity: true })
        .map((floats) => ({ shape: [floats.length], data: floats })),
      { noNullPrototype: true },
    );
    const anyMetadata = fc.dictionary(names, fc.string({ unit: "binary" }), { noNullPrototype: true });
    fc.assert(
      fc.property(anyTensors, anyMetadata, (some, strings) => {
        const given = {
          dtype: "F32",
          tensors: new Map(Object.entries(some)),
          metadata: new Map(Object.entries(strings)),
        };
        const bytes = encodeSafetensors(given.tensors, given.metadata);
        const read = decodeSafetensors(bytes, name);
        expect(read).toStrictEqual(given);
        expect(encodeSafetensors(read.tensors, read.metadata)).toEqual(bytes);
      }),
    );
  });

  it("needs no metadata", () => {
    const { a, b } = good;
    const read = decodeSafetensors(assemble({ a, b }, data), name);
    expect(read).toStrictEqual({ dtype: "F32", tensors, metadata: new Map() });
  });

  it("needs no tensors", () => {
    const none = { dtype: "F32", tensors: new Map(), metadata: new Map() };
    expect(decodeSafetensors(encodeSafetensors(none.tensors, none.metadata), name, both)).toStrictEqual(none);
  });

  it.each([
    ["NaN", Float32Array.of(1, Number.NaN), [2], /tensor "a" holds NaN/],
    ["infinity", Float32Array.of(-Infinity), [1], /tensor "a" holds -Infinity/],
    ["another shape", Float32Array.of(1), [2, 1], /tensor "a" has 1 numbers for shape \[2,1\]/],
    ["a shape of halves", Float32Array.of(1), [0.5, 2], /tensor "a" has 1 numbers for shape \[0\.5,2\]/],
  ])("is not written with %s", (_, numbers, shape, saying) => {
    const write = (): unknown => encodeSafetensors(new Map([["a", { shape, data: numbers }]]), new Map());
    expect(write).toThrow(ModelError);
    expect(write).toThrow(saying);
  });

  it("is not written with half a character, a reserved name or too large a header", () => {
    const none = new Map<string, Tensor>();
    const tensor: Tensor = { shape: [0], data: new Float32Array() };
    expect(() => encodeSafetensors(none, new Map([["a", "\ud83d"]]))).toThrow(/\\u\{d83d\}" holds half a character/);
    expect(() => encodeSafetensors(new Map([["__metadata__", tensor]]), new Map())).toThrow(ModelError);
    expect(() => encodeSafetensors(none, new Map([["a", " ".repeat(2 ** 24)]]))).toThrow(/larger than 16 MiB/);
  });
});

describe("a safetensors file of halves", () => {
  const halves = {
    a: { dtype: "F16", shape: [2, 1], data_offsets: [0, 4] },
    b: { dtype: "F16", shape: [3], data_offsets: [4, 10] },
  };
  const numbers = new Uint8Array(Uint16Array.of(0x3e00, 0xc000, 0x8000, 0x0001, 0x7bff).buffer);
  const tensors = new Map<string, Tensor>([
    ["a", { shape: [2, 1], data: Float32Array.of(1.5, -2) }],
    ["b", { shape: [3], data: Float32Array.of(-0, 2 ** -24, 65_504) }],
  ]);

  it("has little-endian binary16, two bytes a number", () => {
    const bytes = encodeSafetensors(tensors, new Map(), "F16");
    expect(bytes).toEqual(assemble({ __metadata__: {}, ...halves }, numbers));
    expect(decodeSafetensors(bytes, name, both)).toStrictEqual({ dtype: "F16", tensors, metadata: new Map() });
  });

  it("gives every half back, and the file, byte for byte", () => {
    const bits = Uint16Array.from({ length: 2 ** 16 }, (_, half) => half).filter((half) => (half & 0x7c00) !== 0x7c00);
    const header = { __metadata__: {}, a: { dtype: "F16", shape: [63_488], data_offsets: [0, 126_976] } };
    const bytes = assemble(header, new Uint8Array(bits.buffer));
    const { dtype, tensors, metadata } = decodeSafetensors(bytes, name, ["F16"]);
    expect(tensors.get("a")?.data).toEqual(Float32Array.from(bits, numberOf));
    expect(Buffer.compare(encodeSafetensors(tensors, metadata, dtype), bytes)).toBe(0);
  });

  it.each([0.1, 65_505, 1e6, 2 ** -25, 1 + 2 ** -11])("is not written with %d, which is no half", (number) => {
    const some = new Map([["a", { shape: [2], data: Float32Array.of(1, number) }]]);
    const write = (): unknown => encodeSafetensors(some, new Map(), "F16");
    expect(write).toThrow(ModelError);
    expect(write).toThrow(`tensor "a" holds ${Math.fround(number)}, which no F16 is`);
  });

  it("is not written with NaN or infinity", () => {
    for (const number of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const some = new Map([["a", { shape: [1], data: Float32Array.of(number) }]]);
      expect(() => encodeSafetensors(some, new Map(), "F16")).toThrow(`tensor "a" holds ${number}`);
    }
  });

  it("is refused where only float32 is known", () => {
    refused(assemble(halves, numbers), /tensor "a" has dtype "F16", known is "F32"/);
  });

  it("is refused with a tensor that is float32, and one of float32 with a tensor of halves", () => {
    const { a, b } = good;
    const [behind, before] = [
      { ...b, data_offsets: [4, 8] },
      { ...halves.b, data_offsets: [8, 14] },
    ];
    const zeros = new Uint8Array(14);
    refused(assemble({ a: halves.a, b: behind }, zeros.subarray(6)), /"b" has dtype "F32" where .* has "F16"/, both);
    refused(assemble({ a, b: before }, zeros), /tensor "b" has dtype "F16" where the one before it has "F32"/, both);
  });

  it.each([
    [0x7c00, "Infinity"],
    [0xfc00, "-Infinity"],
    [0x7e00, "NaN"],
    [0x7c01, "NaN"],
    [0xffff, "NaN"],
  ])("is refused with a number whose bits are %i", (bits, number) => {
    const spoilt = new Uint8Array(Uint16Array.of(0, 0, 0, bits, 0).buffer);
    refused(assemble(halves, spoilt), new RegExp(`tensor "b" holds ${number};`), both);
  });

  it("is refused with a shape that needs more or fewer bytes", () => {
    const withShape = (shape: readonly number[]): Uint8Array =>
      assemble({ ...halves, a: { ...halves.a, shape } }, numbers);
    refused(withShape([1]), /has 4 bytes where shape \[1\] needs 2/, both);
    refused(withShape([2 ** 52]), /has 4 bytes where shape \[4503599627370496\] needs 9007199254740992|counted/, both);
  });
});

describe("a safetensors file is refused", () => {
  const bytes = assemble(good, data);

  it("cut off anywhere", () => {
    decodeSafetensors(bytes, name);
    for (let length = 0; length < bytes.length; length++) {
      refused(
        bytes.subarray(0, length),
        /bytes only|ends \d+ bytes before its header does|is cut off, \d+ bytes are missing/,
      );
    }
    refused(bytes.subarray(0, 0), /it has 0 bytes only/);
    refused(bytes.subarray(0, -1), /tensor "b" is cut off, 1 bytes are missing/);
    refused(bytes.subarray(0, -4), /tensor "b" is cut off, 4 bytes are missing/);
  });

  it("with bytes after the end", () => {
    for (const more of [1, 4, 1000]) {
      refused(assemble(good, Buffer.concat([data, Buffer.alloc(more)])), new RegExp(`: ${more} bytes follow the last`));
    }
  });

  it.each([Number.NaN, Infinity, -Infinity])("with a parameter that is %d", (number) => {
    const spoilt = new Uint8Array(Float32Array.of(1, 2, number).buffer);
    refused(assemble(good, spoilt), new RegExp(`tensor "b" holds ${number};`));
  });

  it("with any NaN that float32 has", () => {
    for (const bits of [0x7fc00000, 0x7f800001, 0xff800001, 0xffffffff]) {
      refused(assemble(good, new Uint8Array(Uint32Array.of(0, bits, 0).buffer)), /tensor "a" holds NaN/);
    }
  });

  it.each([
    ["negative", [-2, -1], /has shape \[-2,-1\], no list of whole numbers/],
    ["fractional", [0.5, 4], /has shape \[0\.5,4\], no list of whole numbers/],
    ["no list", 2, /has shape 2, no list of whole numbers/],
    ["of strings", ["2", "1"], /no list of whole numbers/],
    ["nothing", null, /has shape null, no list of whole numbers/],
    ["too small", [1, 1], /has 8 bytes where shape \[1,1\] needs 4/],
    ["too large", [3, 1], /has 8 bytes where shape \[3,1\] needs 12/],
    ["10⁹ by 10⁹", [1e9, 1e9], /has shape \[1000000000,1000000000\], more numbers than can be counted/],
    ["2³² by 2³², whose product is 0 in 64 bits", [2 ** 32, 2 ** 32], /more numbers than can be counted/],
    ["2⁵³, over the safe integers", [2 ** 53], /no list of whole numbers/],
    ["10⁹ by 10⁹ by 0", [1e9, 1e9, 0], /more numbers than can be counted/],
    ["very long", Array.from({ length: 10_000 }, () => 7), /has shape \[7,7,[7,]*…, more numbers than can be counted/],
  ])("with a shape that is %s", (_, shape, saying) => refused(withA({ shape }), saying));

  it("M5: with a shape that the file's bytes do not bear out, before anything is allocated", () => {
    const huge = { dtype: "F32", shape: [2 ** 31], data_offsets: [0, 2 ** 33] };
    const file = assemble({ a: huge }, data);
    const before = process.memoryUsage().arrayBuffers;
    refused(file, /tensor "a" is cut off, 8589934580 bytes are missing/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20);
  });

  it.each(["F16", "F64", "I32", "f32", "\u001b[31m", "x".repeat(1000), 32, null, ["F32"]])("with dtype %j", (dtype) =>
    refused(withA({ dtype }), /tensor "a" has dtype .*, known is "F32"/),
  );

  it("with a dtype, and names all that are known", () =>
    refused(withA({ dtype: "BF16" }), /has dtype "BF16", known is "F32" or "F16"/, both));

  it("with a dtype, and names it", () => refused(withA({ dtype: "BF16" }), /has dtype "BF16", known is "F32"/));

  it("with tensors that overlap", () => {
    const b = { ...good.b, data_offsets: [4, 8] };
    refused(assemble({ ...good, b }, data.slice(4)), /tensor "b" overlaps the tensor before it by 4 bytes/);
    refused(assemble({ a: good.a, b: { ...good.a } }, data), /tensor "b" overlaps the tensor before it by 8 bytes/);
  });

  it("with a hole before, between or after the tensors", () => {
    const b = { ...good.b, data_offsets: [12, 16] };
    refused(assemble({ ...good, b }, Buffer.concat([data, data])), /tensor "b" leaves a hole of 4 bytes before it/);
    refused(assemble({ b: good.b }, data), /tensor "b" leaves a hole of 8 bytes before it/);
    refused(assemble({ a: good.a }, data), /4 bytes follow the last tensor/);
  });

  it("with tensors in another order than their bytes", () => {
    const { a, b } = good;
    refused(assemble({ b, a }, data), /tensor "b" leaves a hole/);
  });

  it.each([
    [[0], /data_offsets \[0\], no two whole numbers/],
    [[0, 4, 8], /no two whole numbers/],
    [[8, 0], /has -8 bytes where shape \[2,1\] needs 8/],
    [[-8, 0], /no two whole numbers/],
    [[0, 8.5], /no two whole numbers/],
    [{ 0: 0, 1: 8 }, /no two whole numbers/],
  ])("with data_offsets %j", (offsets, saying) => refused(withA({ data_offsets: offsets }), saying));

  it("with more or fewer or other fields of a tensor", () => {
    refused(withA({ extra: 1 }), /tensor "a" must have dtype,shape,data_offsets/);
    refused(assemble({ a: { dtype: "F32", shape: [3] } }, data), /tensor "a" must have/);
    refused(assemble({ a: { shape: [3], dtype: "F32", data_offsets: [0, 12] } }, data), /tensor "a" must have/);
    for (const a of [null, 1, "F32", [1]]) refused(assemble({ a }, data), /tensor "a" must have/);
  });

  it("with metadata that is no object of strings", () => {
    for (const metadata of [null, 1, "text", ["text"]]) {
      refused(assemble({ ...good, __metadata__: metadata }, data), /__metadata__ is no object/);
    }
    refused(assemble({ ...good, __metadata__: { epochs: 3 } }, data), /metadata "epochs" is no string/);
    refused(assemble({ ...good, __metadata__: { deep: {} } }, data), /metadata "deep" is no string/);
  });
});

describe("a safetensors header is refused", () => {
  const json = JSON.stringify(good);

  it.each([2 ** 24 + 1, 2 ** 32, 2 ** 53, 2 ** 63])("of %d bytes, over 16 MiB, before it is looked at", (length) => {
    const bytes = assemble(good, data);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
    refused(bytes, new RegExp(`said to be ${BigInt(length)} bytes long, over 16 MiB`));
  });

  it.each([
    ["a byte that UTF-8 never has", [0xff]],
    ["an overlong slash", [0xc0, 0xaf]],
    ["half a character", [0xe2, 0x82]],
    ["a surrogate in UTF-8", [0xed, 0xa0, 0x80]],
  ])("with %s", (_, odd) => {
    const at = json.indexOf("any");
    const header = Buffer.concat([Buffer.from(json.slice(0, at)), Buffer.from(odd), Buffer.from(json.slice(at + 3))]);
    refused(assemble(header, data), /the header is not valid UTF-8/);
  });

  it("with a byte order mark", () => refused(assemble(`\ufeff${json}`, data), /the header is no JSON/));

  it("with a lone surrogate, escaped", () => {
    refused(assemble(json.replace("any", "\\ud83d"), data), /"\\u\{d83d\}" holds half a character/);
    refused(assemble(json.replace('"b"', '"\\udc08"'), data), /half a character/);
  });

  it.each([4, 100, 5_000_000])("nested %i deep", (depth) => {
    const nested = `${"[".repeat(depth)}${"]".repeat(depth)}`;
    refused(assemble(`{"a":${nested}}`, data), /the header is nested more than 3 deep/);
    refused(assemble(`${"[".repeat(depth)}}`, data), /the header is nested more than 3 deep/);
  });

  it("but for brackets inside strings, which nest nothing", () => {
    const metadata = { a: '[[[[[["{{{{{{\\', '{[{[{"': "" };
    expect(decodeSafetensors(assemble({ ...good, __metadata__: metadata }, data), name).metadata.size).toBe(2);
  });

  it.each([
    ["a tensor twice", `{"a":${JSON.stringify(good.a)},"a":${JSON.stringify(good.a)}}`],
    ["a field twice", json.replace('"dtype":"F32"', '"dtype":"F32","dtype":"F32"')],
    ["a metadata key twice", json.replace('"format":"any"', '"format":"other","format":"any"')],
    ["__proto__ twice", json.replace('"format":"any"', '"__proto__":"a","__proto__":"b"')],
    ["1e400", json.replace("[2,1]", "[1e400]")],
    ["-0", json.replace("[0,8]", "[-0,8]")],
    ["2.0", json.replace("[2,1]", "[2.0,1]")],
    ["2e0", json.replace("[2,1]", "[2e0,1]")],
    ["an integer that a double does not hold", json.replace("[2,1]", "[9007199254740993]")],
    ["white space", json.replace(":", ": ")],
    ["white space before", ` ${json}`],
    ["an escape that is not needed", json.replace("any", "\\u0061ny")],
    ["names in another order than JSON keeps them", `{"b":${JSON.stringify(good.a)},"1":${JSON.stringify(good.b)}}`],
  ])("with %s", (_, header) => {
    refused(assemble(header, data), /the header gives a key twice, a number out of range/);
  });

  it.each(["{", "", "        ", "}", "{'a':1}", '{"a":1}}', '{"a":}', '{"\u0007":1}', '{"a":\u001b}'])(
    "that is no JSON: %j",
    (header) => {
      refused(assemble(header, data), /the header is no JSON/);
    },
  );

  it.each(["null", "[]", "1", '"text"'])("that is no object: %j", (header) => {
    refused(assemble(header, data), /the header is no object/);
  });

  it("with other padding than the fewest spaces", () => {
    const padding = " ".repeat(8 - (Buffer.byteLength(json) % 8));
    refused(assemble(`${json}${padding}        `, data), /not written as JSON\.stringify would/);
    refused(assemble(`${json}\n`, data), /not written as JSON\.stringify would/);
    refused(assemble(`${json}\0`, data), /is no JSON/);
  });

  it("whose length is no multiple of 8", () => {
    const bytes = Buffer.concat([Buffer.alloc(8), Buffer.from("{} ")]);
    bytes.writeUInt32LE(3);
    refused(new Uint8Array(bytes), /the header's length 3 is no multiple of 8/);
  });
});

describe("a safetensors file with names of object fields", () => {
  it("pollutes nothing", () => {
    const { a, b } = good;
    const header = `{"__metadata__":{"__proto__":"polluted","constructor":"x"},"__proto__":${JSON.stringify(a)},"prototype":${JSON.stringify(b)}}`;
    const { tensors, metadata } = decodeSafetensors(assemble(header, data), name);
    expect([...metadata]).toEqual([
      ["__proto__", "polluted"],
      ["constructor", "x"],
    ]);
    expect([...tensors.keys()]).toEqual(["__proto__", "prototype"]);
    refused(assemble(`{"__proto__":{"dtype":"F32","polluted":true}}`, data), /tensor "__proto__" must have/);
    refused(assemble(`{"a":{"__proto__":{"polluted":1},"dtype":"F32"}}`, data), /tensor "a" must have/);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect("polluted" in {}).toBe(false);
  });
});
