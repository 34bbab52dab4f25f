import { afterEach, describe, expect, it, vi } from "vitest";
import { ModelError } from "../../src/errors.js";
import { decodeModel, encodeModel } from "../../src/model/format.js";
import { isRecord } from "../../src/model/json.js";
import type { Model } from "../../src/model/model.js";
import { assemble, kitten, pair, seal, takeApart } from "./samples.js";

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

const refusal = (problem: string): ModelError =>
  new ModelError(`"kitten": ${problem}; train the model again or copy it anew`);

type Fields = Readonly<Record<string, unknown>>;

/** The model's file with some of its metadata and some of its tensors others, its checksum right. */
async function changed(metadata: Fields, tensors: Fields = {}, more = 0, model: Model = kitten): Promise<Uint8Array> {
  const { header, data } = takeApart(await encodeModel(model));
  const { __metadata__, ...rest }: Fields = JSON.parse(header);
  if (!isRecord(__metadata__)) throw new Error("no metadata");
  const all = { __metadata__: { ...__metadata__, ...metadata }, ...rest, ...tensors };
  return seal(assemble(all, Buffer.concat([data, Buffer.alloc(more)])));
}

const f32 = (shape: readonly number[], begin: number, end: number) => ({
  dtype: "F32",
  shape,
  data_offsets: [begin, end],
});

const keys = "checksum,format,version,rung,alphabet,labels,reading,training,data";
const noForm = "gives a key twice, a number out of range, or is otherwise not written as JSON.stringify would";

describe("a model file says what is wrong with it", () => {
  it.each<[string, Fields]>([
    ['it is no katze model: its format is "pt", known is "katze"', { format: "pt" }],
    ['its version is "2", known is "1"; a newer katze may read it', { version: "2" }],
    ['its rung is "lstm", known are sum, doubling, multiplier, bag, scaled, linear, rnn, gru', { rung: "lstm" }],
    [`its metadata has ${keys},time, it must have ${keys}`, { time: "now" }],
    ['metadata "labels" is no JSON', { labels: "" }],
    ['metadata "labels" is nested more than 1 deep', { labels: '[["a"]]' }],
    ['metadata "labels" is no list of strings', { labels: '["a",1]' }],
    [`metadata "labels" ${noForm}`, { labels: '["a", "b"]' }],
    ['metadata "reading" must have keepCase and endMark, true or false', { reading: '{"keepCase":false,"endMark":1}' }],
    ['metadata "reading" must have keepCase and endMark, true or false', { reading: '{"keepCase":0,"endMark":true}' }],
    ['metadata "reading" must have keepCase and endMark, true or false', { reading: "null" }],
    ['metadata "reading" is not written in its one form', { reading: '{"endMark":true,"keepCase":false}' }],
    ['metadata "training" must have strings, numbers, true or false as values', { training: '{"a":1,"b":null}' }],
    ['metadata "training" must have strings, numbers, true or false as values', { training: "[1]" }],
    ['metadata "training" is not written in its one form', { training: '{"b":1,"a":2}' }],
    ["the alphabet is empty", { alphabet: "" }],
    ['the data\'s sha256 is "none"', { data: "none" }],
    ['tensor "U" is [5,2] where 2 numbers in h, 2 characters and 2 labels need [4,2]', { alphabet: "aß" }],
    ['tensor "V" is [2,2] where 2 numbers in h, 3 characters and 3 labels need [3,2]', { labels: '["a","b","c"]' }],
  ])("%s", async (problem, metadata) => {
    expect(await failure(decodeModel(await changed(metadata), "kitten"))).toEqual(refusal(problem));
  });

  it.each<[string, Fields, number]>([
    ["its tensors are W,U,V,c,d, they must be W,U,V,c", { d: f32([1], 80, 84) }, 4],
    ['tensor "W" is [1,4] where 1 numbers in h, 3 characters and 2 labels need [1,1]', { W: f32([1, 4], 0, 16) }, 0],
    ['tensor "c" is [1,2] where 2 numbers in h, 3 characters and 2 labels need [2]', { c: f32([1, 2], 72, 80) }, 0],
  ])("%s", async (problem, tensors, more) => {
    expect(await failure(decodeModel(await changed({}, tensors, more), "kitten"))).toEqual(refusal(problem));
  });

  it("in how many groups it has h", async () => {
    const bytes = await changed({ alphabet: "a" }, {}, 0, pair);
    expect(await failure(decodeModel(bytes, "kitten"))).toEqual(
      refusal('tensor "U" is [5,96] where 32 numbers in h in 2 groups, 1 characters and 2 labels need [3,96]'),
    );
  });

  it("where its checksum is another, or does not stand first", async () => {
    const { header, data } = takeApart(await encodeModel(kitten));
    const moved = assemble(header.replace("German", "Herman"), data);
    expect(await failure(decodeModel(moved, "kitten"))).toEqual(refusal("it was changed: its checksum does not match"));
    const { __metadata__, ...tensors }: Fields = JSON.parse(header);
    expect(await failure(decodeModel(seal(assemble({ ...tensors, __metadata__ }, data)), "kitten"))).toEqual(
      refusal("its header does not begin with the checksum"),
    );
  });
});

describe("a model that cannot be saved", () => {
  const parameters = (of: Partial<Model["parameters"]>): Partial<Model> => ({
    parameters: { ...kitten.parameters, ...of },
  });

  it.each<[string, Partial<Model>]>([
    ["h has 0 numbers", { hidden: 0 }],
    ['tensor "W" has 3 numbers for shape [2,2]', parameters({ W: new Float32Array(3) })],
    ['tensor "c" holds Infinity', parameters({ c: Float32Array.of(1, Infinity) })],
    ['tensor "W" holds 1.0000000031710769e-30, which no F16 is', { precision: "f16" }],
  ])("is said to: %s", async (problem, change) => {
    expect(await failure(encodeModel({ ...kitten, ...change }))).toEqual(
      new ModelError(`the model cannot be saved: ${problem}`),
    );
  });
});

describe("a page that the browser grants no checksums", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("is told where they are granted, and can neither read nor write", async () => {
    const file = await encodeModel(kitten);
    vi.stubGlobal("crypto", {});
    const error = new ModelError(
      "the browser offers no checksums to this page; open it by https, from localhost or as a file",
    );
    expect(await failure(decodeModel(file, "kitten"))).toEqual(error);
    expect(await failure(encodeModel(kitten))).toEqual(error);
  });
});
