import { createHash } from "node:crypto";
import fc from "fast-check";
import type { Model } from "../../src/model/model.js";
import { ladder, partsOf } from "../../src/recurrence/ladder.js";
import { numberOf } from "./halves.js";

/** A model small enough to try all of its bits. */
export const kitten: Model = {
  rung: "rnn",
  hidden: 2,
  groups: 1,
  precision: "f32",
  alphabet: ["a", "ß", "🐈"],
  labels: ["German", "English"],
  reading: { keepCase: false, endMark: true },
  parameters: {
    W: Float32Array.of(0.5, -0.25, 1e-30, 3),
    U: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, -0, 10),
    V: Float32Array.of(-1, 1, 2, -2),
    c: Float32Array.of(0.125, -0.125),
  },
  training: { epochs: 3, "learning-rate": 0.001, engine: "wasm", shuffle: true },
  data: "0123456789abcdef".repeat(4),
};

/** W [G·H, H] with zeros between N groups of h. */
export const inGroups = (W: Float32Array, H: number, N: number): Float32Array => {
  const group = (place: number): number => Math.floor((place % H) / (H / N));
  return W.map((w, i) => (group(Math.floor(i / H)) === group(i) ? w : 0));
};

/** The parameters of a model, of as many numbers as it needs; W has zeros between groups. */
function parametersOf(model: Omit<Model, "parameters">, numbers: (length: number, tensor: string) => Float32Array) {
  const { rung, hidden, groups, alphabet, labels, reading } = model;
  const G = partsOf(rung);
  return {
    W: inGroups(numbers(G * hidden * hidden, "W"), hidden, groups),
    U: numbers((alphabet.length + (reading.endMark ? 2 : 1)) * G * hidden, "U"),
    V: numbers(labels.length * hidden, "V"),
    c: numbers(labels.length, "c"),
  };
}

/** A model of two groups, whose numbers are halves. */
const pairDescription = { ...kitten, rung: "gru", hidden: 32, groups: 2, precision: "f16" } as const;
export const pair: Model = {
  ...pairDescription,
  parameters: parametersOf(pairDescription, (length) =>
    Float32Array.from({ length }, (_, i) => ((i * 7) % 31) / 8 - 2),
  ),
};

/** So many numbers that return again and again: many of them are soon made. */
const most = 50;
const floats = fc.float32Array({ minLength: most, maxLength: most, noNaN: true, noDefaultInfinity: true });
const halves = fc
  .uint16Array({ minLength: most, maxLength: most })
  .map((bits) => Float32Array.from(bits, numberOf).map((half) => (Number.isFinite(half) ? half : 2 ** -24)));

const sizes = fc.oneof(
  fc.record({ rung: fc.constantFrom(...ladder), hidden: fc.integer({ min: 1, max: 5 }), groups: fc.constant(1) }),
  fc
    .record({
      rung: fc.constantFrom(...ladder.filter(({ W }) => W === "matrix")),
      groups: fc.integer({ min: 2, max: 3 }),
    })
    .map(({ rung, groups }) => ({ rung, hidden: 16 * groups, groups })),
);

/** Any model that there can be, but small. */
export const models: fc.Arbitrary<Model> = fc
  .record({
    sizes,
    alphabet: fc.uniqueArray(fc.string({ unit: "binary", minLength: 1, maxLength: 1 }), { minLength: 1, maxLength: 6 }),
    labels: fc.uniqueArray(fc.string({ unit: "binary", minLength: 1 }), { minLength: 2, maxLength: 4 }),
    reading: fc.record({ keepCase: fc.boolean(), endMark: fc.boolean() }, { noNullPrototype: true }),
    training: fc.dictionary(
      fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("__proto__", "toJSON", "1", "0")),
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.boolean(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
      ),
      { noNullPrototype: true },
    ),
    data: fc.stringMatching(/^[0-9a-f]{64}$/),
    numbers: fc.oneof(
      fc.record({ precision: fc.constant("f32" as const), W: floats, U: floats, V: floats, c: floats }),
      fc.record({ precision: fc.constant("f16" as const), W: halves, U: halves, V: halves, c: halves }),
    ),
  })
  .map(({ sizes: { rung, hidden, groups }, numbers: { precision, ...numbers }, ...rest }) => {
    const model = { ...rest, rung: rung.name, hidden: rung.h === "number" ? 1 : hidden, groups, precision };
    const some = new Map(Object.entries(numbers));
    const repeated = (length: number, tensor: string): Float32Array =>
      Float32Array.from({ length }, (_, i) => some.get(tensor)?.[i % most] ?? 0);
    return { ...model, parameters: parametersOf(model, repeated) };
  });

/** A header, given as an object or as its very text, and data as a safetensors file. */
export function assemble(header: unknown, data: Uint8Array): Uint8Array {
  const json = Buffer.from(
    header instanceof Uint8Array || typeof header === "string" ? header : JSON.stringify(header),
  );
  const padded = Buffer.concat([json, Buffer.alloc((8 - (json.length % 8)) % 8, " ")]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  return new Uint8Array(Buffer.concat([length, padded, data]));
}

/** What `assemble` put together; the header is given as text, without its padding. */
export function takeApart(bytes: Uint8Array): { header: string; data: Uint8Array } {
  const end = 8 + Number(Buffer.from(bytes.subarray(0, 8)).readBigUInt64LE());
  return { header: Buffer.from(bytes.subarray(8, end)).toString().trimEnd(), data: bytes.slice(end) };
}

/** The file with the right checksum, where it has room for one, so that what is behind the checksum can be tested. */
export function seal(bytes: Uint8Array): Uint8Array {
  const sealed = Buffer.from(bytes);
  const key = sealed.indexOf('"checksum":"');
  const at = key + '"checksum":"'.length;
  if (key === -1 || at + 64 > sealed.length) return bytes;
  sealed.fill("0", at, at + 64);
  sealed.write(createHash("sha256").update(sealed).digest("hex"), at);
  return new Uint8Array(sealed);
}
