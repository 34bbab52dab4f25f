import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ModelError } from "../../src/errors.js";
import { decodeModel, encodeModel } from "../../src/model/format.js";
import type { Model } from "../../src/model/model.js";
import { FuzzRecord, numRuns, timeout } from "../fuzzing.js";
import { mutate, mutations } from "../mutations.js";
import { assemble, kitten, models, pair, seal, takeApart } from "./samples.js";

const name = "fuzzed.safetensors";
const record = new FuzzRecord("model files");

/** A file is either refused, in one short line, or it is exactly what its model is encoded as. */
async function verdict(bytes: Uint8Array): Promise<"refused" | "accepted"> {
  let encoded: Uint8Array;
  try {
    encoded = await encodeModel(await record.try(() => decodeModel(bytes, name)));
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    expect(error.message).toMatch(/^"fuzzed\.safetensors": .*; train the model again or copy it anew$/);
    expect(error.message).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(error.message.length).toBeLessThan(600);
    return "refused";
  }
  expect(Buffer.compare(encoded, bytes)).toBe(0);
  return "accepted";
}

describe("M4: a model file that is damaged at random", () => {
  it("is refused, or is as it was", { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(models, fc.array(mutations, { minLength: 1, maxLength: 4 }), async (model, changes) => {
        const file = await encodeModel(model);
        const damaged = changes.reduce(mutate, Buffer.from(file));
        expect(await verdict(damaged)).toBe(damaged.equals(file) ? "accepted" : "refused");
      }),
      { numRuns },
    );
  });

  it("is refused, or is the one form of another model, where the checksum was made right", { timeout }, async () => {
    const file = Buffer.from(await encodeModel(kitten));
    const verdicts = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(mutations, { minLength: 1, maxLength: 3 }), async (changes) => {
        verdicts.add(await verdict(seal(changes.reduce(mutate, file))));
      }),
      { numRuns },
    );
    expect([...verdicts].sort()).toEqual(["accepted", "refused"]);
  });
});

const sizes = fc.oneof(
  fc.integer({ min: -1, max: 5 }),
  fc.constantFrom(1, 2, 4, 8, 16, 32, 64, 96),
  fc.constantFrom(2 ** 31, 2 ** 53, 1e9, 1e300, 0.5),
);
const shapes = fc.oneof(fc.array(sizes, { maxLength: 3 }), fc.jsonValue());

/** Mostly the usual, so that one or two things are odd in most files and a good share of the files has none. */
const mostly = (usual: unknown, ...others: readonly fc.Arbitrary<unknown>[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 8 * others.length, arbitrary: fc.constant(usual) }, ...others);
const odd = (usual: unknown, ...others: readonly string[]): fc.Arbitrary<unknown> =>
  mostly(
    usual,
    fc.constantFrom(...others),
    fc.constantFrom("", "null", "[]", "{}", "[[]]", '"', '{"__proto__":1}'),
    fc.json(),
    fc.jsonValue(),
  );
const entry = ({ dtype, shape, data_offsets: offsets }: Entry): fc.Arbitrary<unknown> =>
  mostly(
    { dtype, shape, data_offsets: offsets },
    fc.record({ dtype: fc.constant(dtype), shape: shapes, data_offsets: fc.oneof(fc.constant(offsets), shapes) }),
    fc.record({
      dtype: fc.oneof(fc.constantFrom("F32", "F16"), fc.jsonValue()),
      shape: fc.constant(shape),
      data_offsets: fc.constant(offsets),
    }),
    fc.jsonValue(),
  );

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly number[];
}

/** Headers and numbers that are much like those of a model's file. */
async function partsLike(model: Model) {
  const { header, data } = takeApart(await encodeModel(model));
  const { __metadata__: usual, W, U, V, c } = JSON.parse(header);
  const headers = fc.record(
    {
      __metadata__: fc.record(
        {
          checksum: fc.constant("0".repeat(64)),
          format: odd("katze", "pt"),
          version: odd("1", "2", "1.0"),
          rung: odd(usual.rung, "rnn", "linear", "sum", "gru", "lstm"),
          alphabet: odd(usual.alphabet, "abc", "ab", "aab", "a🐈b"),
          labels: odd(usual.labels, '["a","b"]', '["a","a"]', '["a","b","c"]', '["a",""]', "[1,2]"),
          reading: odd(usual.reading, '{"keepCase":true,"endMark":true}', '{"keepCase":true,"endMark":false}'),
          training: odd(usual.training, '{"a":1e400}', '{"b":1,"a":1}', '{"a":{}}', '{"a":1}'),
          data: odd(usual.data, "F".repeat(64), "f".repeat(64)),
        },
        { requiredKeys: ["checksum", "format", "version", "rung", "alphabet", "labels", "reading"] },
      ),
      W: entry(W),
      U: entry(U),
      V: entry(V),
      c: entry(c),
      d: fc.jsonValue(),
    },
    { requiredKeys: ["__metadata__", "W", "U", "V"] },
  );
  const length = data.length / 4;
  const numbers = fc.oneof(
    { weight: 8, arbitrary: fc.constant(data) },
    {
      weight: 4,
      arbitrary: fc
        .float32Array({ minLength: length, maxLength: length })
        .map((floats) => new Uint8Array(floats.buffer)),
    },
    fc.uint8Array({ maxLength: 100 }),
  );
  return { headers, numbers };
}

describe("a model file of random structure, with its checksum right", () => {
  it.each([
    ["one group", kitten],
    ["two groups, in halves", pair],
  ])("is refused, or is the one form of its model: %s", { timeout }, async (_, model) => {
    const { headers, numbers } = await partsLike(model);
    const verdicts = new Set<string>();
    await fc.assert(
      fc.asyncProperty(headers, numbers, async (some, bytes) => {
        verdicts.add(await verdict(seal(assemble(some, bytes))));
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns },
    );
    expect([...verdicts].sort()).toEqual(["accepted", "refused"]);
  });
});
