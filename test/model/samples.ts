import { createHash } from "node:crypto";
import fc from "fast-check";
import type { Model } from "../../src/model/model.js";
import { ladder, partsOf } from "../../src/recurrence/ladder.js";

/** A model small enough to try all of its bits. */
export const kitten: Model = {
  rung: "rnn",
  hidden: 2,
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

const floats = (length: number): fc.Arbitrary<Float32Array> =>
  fc.float32Array({ minLength: length, maxLength: length, noNaN: true, noDefaultInfinity: true });

/** Any model that there can be, but small. */
export const models: fc.Arbitrary<Model> = fc
  .record({
    rung: fc.constantFrom(...ladder),
    size: fc.integer({ min: 1, max: 5 }),
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
  })
  .chain(({ rung, size, ...rest }) => {
    const hidden = rung.h === "number" ? 1 : size;
    const characters = rest.alphabet.length + (rest.reading.endMark ? 2 : 1);
    const G = partsOf(rung.name);
    const parameters = fc.record(
      {
        W: floats(G * hidden * hidden),
        U: floats(characters * G * hidden),
        V: floats(rest.labels.length * hidden),
        c: floats(rest.labels.length),
      },
      { noNullPrototype: true },
    );
    return parameters.map((of) => ({ ...rest, rung: rung.name, hidden, parameters: of }));
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
