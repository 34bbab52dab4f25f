/**
 * Protocol buffers, as far as writing them goes: https://protobuf.dev/programming-guides/encoding/. A field is its number
 * and its kind in one integer, then its content; a message is its fields one after the other.
 */

/** Bytes in pieces, so that numbers by the megabyte are copied once. */
export type Pieces = readonly Uint8Array[];

const kinds = { integer: 0, bytes: 2, float: 5 } as const;

/** Seven bits a byte, the lowest first; the high bit says that more follow. */
function varint(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is no whole number from 0`);
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push(128 + (rest % 128));
  return Uint8Array.from([...bytes, rest]);
}

const tag = (field: number, kind: keyof typeof kinds): Uint8Array => varint(field * 8 + kinds[kind]);

/** Of any whole type or enumeration; from 0. */
export const integer = (field: number, value: number): Pieces => [tag(field, "integer"), varint(value)];

/** 32 bits. */
export function float(field: number, value: number): Pieces {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return [tag(field, "float"), bytes];
}

export const bytes = (field: number, ...pieces: Pieces): Pieces => [
  tag(field, "bytes"),
  varint(size(pieces)),
  ...pieces,
];

export const text = (field: number, value: string): Pieces => bytes(field, new TextEncoder().encode(value));

/** A field that is a message itself. */
export const message = (field: number, ...fields: readonly Pieces[]): Pieces => bytes(field, ...fields.flat());

export const size = (pieces: Pieces): number => pieces.reduce((sum, { length }) => sum + length, 0);

/** The pieces as one. */
export function whole(pieces: Pieces): Uint8Array {
  const all = new Uint8Array(size(pieces));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
