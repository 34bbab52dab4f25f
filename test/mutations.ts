import fc from "fast-check";

/** A change to a file, at places that suit any file. */
export interface Mutation {
  readonly kind: "flip" | "insert" | "type" | "overwrite" | "remove" | "repeat" | "move" | "cut";
  /** Places, as parts of the length, so that they suit any file. */
  readonly from: number;
  readonly to: number;
  readonly bit: number;
  readonly bytes: Uint8Array;
  readonly text: string;
}

export const mutations: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom("flip", "insert", "type", "overwrite", "remove", "repeat", "move", "cut"),
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  bit: fc.nat(7),
  bytes: fc.uint8Array({ maxLength: 12 }),
  text: fc.constantFrom('"', "{", "}", "[", "]", ",", "0", "-1", "1e400", "null", "__proto__", "\\u0000", "F16", " "),
});

export function mutate(file: Buffer, { kind, from, to, bit, bytes, text }: Mutation): Buffer {
  const start = Math.floor(Math.min(from, to) * file.length);
  const end = Math.floor(Math.max(from, to) * file.length);
  const [head, body, tail] = [file.subarray(0, start), file.subarray(start, end), file.subarray(end)];
  switch (kind) {
    case "flip": {
      const flipped = Buffer.from(file);
      if (start < flipped.length) flipped.writeUInt8(flipped.readUInt8(start) ^ (1 << bit), start);
      return flipped;
    }
    case "insert":
      return Buffer.concat([head, bytes, body, tail]);
    case "type":
      return Buffer.concat([head, Buffer.from(text), body, tail]);
    case "overwrite":
      return Buffer.concat([head, bytes, file.subarray(start + bytes.length)]);
    case "remove":
      return Buffer.concat([head, file.subarray(start + 1 + (body.length % 8))]);
    case "repeat":
      return Buffer.concat([head, body, body, tail]);
    case "move":
      return Buffer.concat([body, head, tail]);
    case "cut":
      return head;
  }
}
