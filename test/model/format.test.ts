import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ModelError } from "../../src/errors.js";
import { decodeModel, encodeModel } from "../../src/model/format.js";
import type { Model } from "../../src/model/model.js";
import { assemble, kitten, models, seal, takeApart } from "./samples.js";

const name = "kitten.safetensors";
const file = await encodeModel(kitten);

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

async function refused(bytes: Uint8Array, saying: RegExp): Promise<void> {
  const error = await failure(decodeModel(bytes, name));
  expect(error).toBeInstanceOf(ModelError);
  expect(String(error)).toMatch(saying);
  expect(String(error)).toMatch(/^ModelError: "kitten\.safetensors": .*; train the model again or copy it anew$/);
  expect(String(error).length).toBeLessThan(400);
}

type Fields = Record<string, unknown>;

/** The kitten's file with its metadata or its tensors changed, its checksum right. */
function changed({ metadata, tensors, data }: { metadata?: Fields; tensors?: Fields; data?: Uint8Array }): Uint8Array {
  const parts = takeApart(file);
  const { __metadata__, ...before } = JSON.parse(parts.header);
  const merge = (from: Fields, by: Fields): Fields =>
    Object.fromEntries(Object.entries({ ...from, ...by }).filter(([, value]) => value !== undefined));
  const header = { __metadata__: merge(__metadata__, metadata ?? {}), ...merge(before, tensors ?? {}) };
  return seal(assemble(header, data ?? parts.data));
}

const replaced = (text: string, by: string): Uint8Array => {
  const { header, data } = takeApart(file);
  expect(header).toContain(text);
  return seal(assemble(header.replace(text, by), data));
};

describe("a model file", () => {
  it("is a safetensors file with the model in its metadata and tensors", () => {
    const { header, data } = takeApart(file);
    expect(JSON.parse(header)).toStrictEqual({
      __metadata__: {
        checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
        format: "katze",
        version: "1",
        rung: "rnn",
        alphabet: "aß🐈",
        labels: '["German","English"]',
        reading: '{"keepCase":false,"endMark":true}',
        training: '{"engine":"wasm","epochs":3,"learning-rate":0.001,"shuffle":true}',
        data: kitten.data,
      },
      W: { dtype: "F32", shape: [2, 2], data_offsets: [0, 16] },
      U: { dtype: "F32", shape: [5, 2], data_offsets: [16, 56] },
      V: { dtype: "F32", shape: [2, 2], data_offsets: [56, 72] },
      c: { dtype: "F32", shape: [2], data_offsets: [72, 80] },
    });
    expect([...new Float32Array(data.buffer)]).toStrictEqual(Object.values(kitten.parameters).flatMap((of) => [...of]));
  });

  it("has as checksum the sha256 of itself with zeros in the checksum's place", () => {
    const text = Buffer.from(file).toString("latin1");
    const checksum = /"checksum":"([0-9a-f]{64})"/.exec(text)?.[1] ?? "";
    const zeroed = Buffer.from(text.replace(checksum, "0".repeat(64)), "latin1");
    expect(createHash("sha256").update(zeroed).digest("hex")).toBe(checksum);
    expect(file).toEqual(seal(file));
  });

  it("gives the model back, and the model the file, byte for byte", async () => {
    await fc.assert(
      fc.asyncProperty(models, async (model) => {
        const bytes = await encodeModel(model);
        const read = await decodeModel(bytes, name);
        expect(read).toStrictEqual(model);
        expect(await encodeModel(read)).toEqual(bytes);
      }),
      { numRuns: 300 },
    );
  });

  it("is the same for equal models, however they were put together", async () => {
    const training = Object.fromEntries(Object.entries(kitten.training).reverse());
    const reading = { endMark: true, keepCase: false };
    const { c, V, U, W } = kitten.parameters;
    expect(await encodeModel({ training, reading, ...without(kitten), parameters: { c, V, U, W } })).toEqual(file);

    function without({
      training: _,
      reading: __,
      parameters: ___,
      ...rest
    }: Model): Omit<Model, "training" | "reading" | "parameters"> {
      return rest;
    }
  });

  it("is read from a Buffer, which is left as it was", async () => {
    const buffer = Buffer.from(file);
    expect(await decodeModel(buffer, name)).toStrictEqual(kitten);
    expect(new Uint8Array(buffer)).toEqual(file);
  });

  it("M7: pollutes nothing", async () => {
    const training = JSON.parse('{"__proto__":"polluted","constructor":"x","toJSON":true}');
    const read = await decodeModel(await encodeModel({ ...kitten, training }), name);
    expect(Object.entries(read.training)).toEqual([
      ["__proto__", "polluted"],
      ["constructor", "x"],
      ["toJSON", true],
    ]);
    expect(Object.getPrototypeOf(read.training)).toBe(Object.prototype);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe("a model is not written", () => {
  const parameters = (of: Partial<Model["parameters"]>): Partial<Model> => ({
    parameters: { ...kitten.parameters, ...of },
  });

  it.each<[string, Partial<Model>, RegExp]>([
    ["with NaN", parameters({ V: Float32Array.of(1, 2, Number.NaN, 4) }), /tensor "V" holds NaN/],
    ["with infinity", parameters({ c: Float32Array.of(1, Infinity) }), /tensor "c" holds Infinity/],
    ["with too few numbers", parameters({ U: new Float32Array(8) }), /tensor "U" has 8 numbers for shape \[5,2\]/],
    ["without h", { hidden: 0 }, /h has 0 numbers/],
    ["with two numbers in h where its rung has one", { rung: "sum" }, /h has 2 numbers, on the rung sum one/],
    ["with half a character", { alphabet: ["a", "\ud83d", "\udc08"] }, /holds "\\u\{d83d\}", which is not one/],
    ["with two characters for one", { alphabet: ["a", "ß", "bc"] }, /the alphabet holds "bc", which is not one/],
    [
      "with more characters than can be numbered",
      { alphabet: Array.from({ length: 65_001 }, (_, i) => String.fromCodePoint(0x10000 + i)) },
      /the alphabet has 65001 characters, at most 65000/,
    ],
    ["with an empty character", { alphabet: ["a", "ß", ""] }, /the alphabet holds "", which is not one/],
    ["with half a character in a label", { labels: ["a", "\ud83d"] }, /"\\u\{d83d\}" is no label/],
    ["with NaN in its training", { training: { loss: Number.NaN } }, /"loss" is NaN, which JSON cannot keep/],
    ["with infinity in its training", { training: { loss: Infinity } }, /"loss" is Infinity/],
    [
      "with a temperature of 0",
      { training: { temperature: 0 } },
      /temperature is "0", no number above 0 and up to 100/,
    ],
    ["with a temperature below 0", { training: { temperature: -1 } }, /temperature is "-1"/],
    ["with a temperature past all sense", { training: { temperature: 100.5 } }, /temperature is "100.5"/],
    ["with a temperature that is no number", { training: { temperature: "hot" } }, /temperature is "hot"/],
    ["with -0 in its training", { training: { loss: -0 } }, /JSON cannot keep/],
    ["without its data's sha256", { data: "" }, /the data's sha256 is ""/],
  ])("%s", async (_, change, saying) => {
    const error = await failure(encodeModel({ ...kitten, ...change }));
    expect(error).toBeInstanceOf(ModelError);
    expect(String(error)).toMatch(/^ModelError: the model cannot be saved: /);
    expect(String(error)).toMatch(saying);
  });
});

describe("a model file is refused", () => {
  it("cut off anywhere", async () => {
    for (let length = 0; length < file.length; length++) {
      await refused(file.subarray(0, length), /bytes only|bytes before its header does|bytes are missing/);
    }
  });

  it("with bytes after the end", async () => {
    for (const more of [1, 4, file.length]) {
      await refused(seal(Buffer.concat([file, Buffer.alloc(more)])), /follow the last tensor/);
    }
  });

  it.each([Number.NaN, Infinity, -Infinity])("with a parameter that is %d", async (number) => {
    const { data } = takeApart(file);
    const spoilt = new Float32Array(data.buffer);
    spoilt[4] = number;
    await refused(changed({ data: new Uint8Array(spoilt.buffer) }), new RegExp(`tensor "U" holds ${number}`));
  });

  it("M4: with any one of its bits flipped", async () => {
    for (let bit = 0; bit < 8 * file.length; bit++) {
      const flipped = new Uint8Array(file);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const error = await failure(decodeModel(flipped, name));
      expect(error, `bit ${bit}`).toBeInstanceOf(ModelError);
      expect(String(error), `bit ${bit}`).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
  });

  it("with a change that keeps it well-formed, by its checksum", async () => {
    const { header, data } = takeApart(file);
    await refused(assemble(header.replace("German", "Ferman"), data), /it was changed: its checksum does not match/);
    data[0] = 1;
    await refused(assemble(header, data), /it was changed: its checksum does not match/);
    const capitals = header.replace(/[0-9a-f]{64}/, (checksum) => checksum.toUpperCase());
    await refused(assemble(capitals, takeApart(file).data), /its checksum does not match/);
  });

  it.each(["", "0", "0".repeat(63), "0".repeat(64), "g".repeat(64), "0".repeat(10_000)])(
    "with checksum %j",
    async (checksum) => {
      const { header, data } = takeApart(file);
      await refused(assemble(header.replace(/[0-9a-f]{64}/, checksum), data), /its checksum does not match/);
    },
  );

  it.each([
    ["format", undefined, /it is no katze model: its format is none, known is "katze"/],
    ["format", "pt", /it is no katze model: its format is "pt", known is "katze"/],
    ["version", undefined, /its version is none, known is "1"/],
    ["version", "2", /its version is "2", known is "1"; a newer katze may read it/],
    ["version", "1.0", /its version is "1\.0", known is "1"/],
    ["rung", undefined, /its rung is none, known are sum, doubling, multiplier, bag, scaled, linear, rnn, gru/],
    [
      "rung",
      "lstm\u001b[31m",
      /its rung is "lstm\\u\{1b\}\[31m", known are sum, doubling, multiplier, bag, scaled, linear, rnn, gru/,
    ],
    ["rung", "__proto__", /its rung is "__proto__", known are/],
  ])("with %s %j", (key, value, saying) => refused(changed({ metadata: { [key]: value } }), saying));

  it("with a dtype that is neither F32 nor F16", () =>
    refused(
      changed({ tensors: { V: { dtype: "BF16", shape: [4, 2], data_offsets: [56, 72] } } }),
      /"BF16", known is "F32" or "F16"/,
    ));

  it("with one tensor of halves and others of float32", () =>
    refused(
      changed({ tensors: { V: { dtype: "F16", shape: [4, 2], data_offsets: [56, 72] } } }),
      /tensor "V" has dtype "F16" where the one before it has "F32"/,
    ));

  it.each(["checksum", "alphabet", "labels", "reading", "training", "data"])(
    "without %s in its metadata",
    async (key) => {
      await refused(changed({ metadata: { [key]: undefined } }), /its metadata has .*, it must have checksum,format,/);
    },
  );

  it("with more metadata, or in another order", async () => {
    await refused(changed({ metadata: { time: "now" } }), /its metadata has .*, it must have checksum,format,/);
    const { header, data } = takeApart(file);
    const { __metadata__, ...tensors } = JSON.parse(header);
    const reversed = Object.fromEntries(Object.entries(__metadata__).reverse());
    await refused(seal(assemble({ __metadata__: reversed, ...tensors }, data)), /its metadata has .*, it must have/);
    await refused(seal(assemble({ ...tensors, __metadata__ }, data)), /its header does not begin with the checksum/);
  });

  it("with a tensor too few, too many or in another order", async () => {
    const extra = { d: { dtype: "F32", shape: [0], data_offsets: [80, 80] } };
    await refused(changed({ tensors: extra }), /its tensors are W,U,V,c,d, they must be W,U,V,c/);
    const { data } = takeApart(file);
    await refused(changed({ tensors: { c: undefined }, data: data.slice(0, 72) }), /its tensors are W,U,V, they must/);
    await refused(replaced('"V":{', '"v":{'), /its tensors are W,U,v,c, they must be W,U,V,c/);
  });

  it.each([
    [
      "a character too few",
      { alphabet: "aß" },
      /tensor "U" is \[5,2\] where 2 numbers in h, 2 characters and 2 labels need \[4,2\]/,
    ],
    ["a character too many", { alphabet: "aß🐈b" }, /tensor "U" is \[5,2\] where .*need \[6,2\]/],
    ["no end mark", { reading: '{"keepCase":false,"endMark":false}' }, /tensor "U" is \[5,2\] where .*need \[4,2\]/],
    ["a label too many", { labels: '["a","b","c"]' }, /tensor "V" is \[2,2\] where .* 3 labels need \[3,2\]/],
  ])("with %s for its shapes", (_, metadata, saying) => refused(changed({ metadata }), saying));

  it.each([
    ["W", { shape: [4], data_offsets: [0, 16] }, /tensor "W" is \[4\] where 4 numbers in h/],
    ["W", { shape: [1, 4], data_offsets: [0, 16] }, /tensor "W" is \[1,4\] where 1 numbers in h/],
    ["W", { shape: [2, 2, 1], data_offsets: [0, 16] }, /tensor "W" is \[2,2,1\] where/],
    ["U", { shape: [2, 5], data_offsets: [16, 56] }, /tensor "U" is \[2,5\] where .*need \[5,2\]/],
    ["U", { shape: [10], data_offsets: [16, 56] }, /tensor "U" is \[10\] where/],
    ["c", { shape: [2, 1], data_offsets: [72, 80] }, /tensor "c" is \[2,1\] where .*need \[2\]/],
    ["c", { shape: [1, 2], data_offsets: [72, 80] }, /tensor "c" is \[1,2\] where .*need \[2\]/],
  ])("with %s of another shape, %j", (tensor, of, saying) =>
    refused(changed({ tensors: { [tensor]: { dtype: "F32", ...of } } }), saying),
  );

  it("with no numbers in h", async () => {
    const tensors = {
      W: { dtype: "F32", shape: [0, 0], data_offsets: [0, 0] },
      U: { dtype: "F32", shape: [5, 0], data_offsets: [0, 0] },
      V: { dtype: "F32", shape: [2, 0], data_offsets: [0, 0] },
      c: { dtype: "F32", shape: [2], data_offsets: [0, 8] },
    };
    await refused(changed({ tensors, data: new Uint8Array(8) }), /h has 0 numbers/);
  });

  it.each([
    [2, 2, /h has 0 numbers/],
    [6, 2, /tensor "U" is \[5,2\] where 2 numbers in h, .* need \[5,6\]/],
    [7, 6, /tensor "W" is \[7,2\] where 2 numbers in h, .* need \[6,2\]/],
  ])("of a rung with gates, with W of %i rows and U of %i columns", (rows, columns, saying) => {
    const tensors: Fields = {};
    let at = 0;
    for (const [letter, shape] of Object.entries({ W: [rows, 2], U: [5, columns], V: [2, 2], c: [2] })) {
      const end = at + 4 * shape.reduce((a, b) => a * b);
      tensors[letter] = { dtype: "F32", shape, data_offsets: [at, end] };
      at = end;
    }
    return refused(changed({ metadata: { rung: "gru" }, tensors, data: new Uint8Array(at) }), saying);
  });

  it.each(["sum", "doubling", "multiplier"])("on the rung %s, with more than one number in h", (rung) =>
    refused(changed({ metadata: { rung } }), new RegExp(`h has 2 numbers, on the rung ${rung} one`)),
  );

  it.each([
    ["empty", "", /the alphabet is empty/],
    ["one character twice", "aßa", /the alphabet holds "a" twice/],
  ])("with an alphabet that holds %s", (_, alphabet, saying) => refused(changed({ metadata: { alphabet } }), saying));

  it.each([
    ["[]", /two labels or more, there is 0/],
    ['["German"]', /two labels or more, there is 1/],
    ['["German","German"]', /the label "German" is there twice/],
    ['["German",""]', /"" is no label/],
    ['["German","\\ud83d"]', /"\\u\{d83d\}" is no label/],
    ['["German",1]', /metadata "labels" is no list of strings/],
    ['{"0":"German","1":"English"}', /metadata "labels" is no list of strings/],
    ['"German"', /metadata "labels" is no list of strings/],
    ["null", /metadata "labels" is no list of strings/],
    ["", /metadata "labels" is no JSON/],
    ['["German", "English"]', /metadata "labels" gives a key twice, .* or is otherwise not written/],
    ['["\\u0047erman","English"]', /metadata "labels" gives a key twice/],
    [`${"[".repeat(1e6)}${"]".repeat(1e6)}`, /metadata "labels" is nested more than 1 deep/],
  ])("with labels %.40s", (labels, saying) => refused(changed({ metadata: { labels } }), saying));

  it.each([
    ["{}", /must have keepCase and endMark, true or false/],
    ["null", /must have keepCase and endMark/],
    ['{"keepCase":0,"endMark":true}', /must have keepCase and endMark/],
    ['{"keepCase":false,"endMark":"true"}', /must have keepCase and endMark/],
    ['{"endMark":true,"keepCase":false}', /metadata "reading" is not written in its one form/],
    ['{"keepCase":false,"endMark":true,"more":1}', /metadata "reading" is not written in its one form/],
    ['{"keepCase":false,"endMark":true,"endMark":true}', /metadata "reading" gives a key twice/],
    ['{"__proto__":{"keepCase":false,"endMark":true}}', /nested more than 1 deep/],
  ])("with reading %s", (reading, saying) => refused(changed({ metadata: { reading } }), saying));

  it.each([
    ["[]", /must have strings, numbers, true or false as values/],
    ["3", /must have strings, numbers/],
    ['{"epochs":null}', /must have strings, numbers/],
    ['{"epochs":[3]}', /metadata "training" is nested more than 1 deep/],
    ['{"epochs":1e400}', /metadata "training" gives a key twice, a number out of range/],
    ['{"epochs":3,"epochs":3}', /metadata "training" gives a key twice/],
    ['{"epochs":-0}', /metadata "training" gives a key twice, a number out of range/],
    ['{"temperature":0}', /the training's temperature is "0", no number above 0/],
    ['{"temperature":"1"}', /the training's temperature is "1", no number/],
    ['{"b":1,"a":2}', /metadata "training" is not written in its one form/],
  ])("with training %s", (training, saying) => refused(changed({ metadata: { training } }), saying));

  it.each(["", "0".repeat(63), "0".repeat(65), "A".repeat(64), `${"0".repeat(63)}\n`])("with data %j", (data) =>
    refused(changed({ metadata: { data } }), /the data's sha256 is "/),
  );

  it("whose name would steer the terminal, and shows it escaped", async () => {
    const error = await failure(decodeModel(new Uint8Array(), "\u001b[2J\u202e\n.safetensors"));
    expect(String(error)).toMatch(/^ModelError: "\\u\{1b\}\[2J\\u\{202e\}\\n\.safetensors": /);
  });
});

describe("a page that the browser grants no checksums", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("is told where they are granted", async () => {
    vi.stubGlobal("crypto", {});
    const error = await failure(decodeModel(file, name));
    expect(error).toBeInstanceOf(ModelError);
    expect(String(error)).toMatch(/no checksums to this page; open it by https, from localhost or as a file/);
  });
});
