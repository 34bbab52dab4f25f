import { ModelError } from "../errors.js";
import { printable, quote } from "../quote.js";
import { isRecord, parseCanonical } from "./json.js";

/** Row-major float32 of any shape. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface Safetensors {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

/** Bytes of the header's length at the start of the file. */
export const lengthBytes = 8;
const alignment = 8;
const floatBytes = 4;
const largestHeader = 16 * 2 ** 20;
const deepestHeader = 3;
const metadataName = "__metadata__";
const tensorFields = "dtype,shape,data_offsets";

type Refuse = (problem: string) => ModelError;

/**
 * The safetensors layout: the header's length (8 bytes, little-endian), the header (JSON, padded with spaces to a
 * multiple of 8), the tensors' float32 (little-endian) one after the other. Equal content in equal order gives equal
 * bytes.
 * @throws ModelError for what `decodeSafetensors` would refuse
 */
export function encodeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  metadata: ReadonlyMap<string, string>,
): Uint8Array<ArrayBuffer> {
  const refuse: Refuse = (problem) => new ModelError(`the model cannot be saved: ${problem}`);
  if (tensors.has(metadataName)) throw refuse(`a tensor may not be named ${metadataName}`);
  const named = Object.entries(Object.fromEntries(tensors)); // in the order in which JSON keeps the names
  let end = 0;
  const entries = named.map(([name, { shape, data }]) => {
    if (!isSizes(shape) || countOf(shape) !== data.length) {
      throw refuse(`tensor ${quote(name)} has ${data.length} numbers for shape ${shown(shape)}`);
    }
    const begin = end;
    end += data.byteLength;
    return [name, { dtype: "F32", shape, data_offsets: [begin, end] }] as const;
  });
  checkUnicode([...tensors.keys(), ...metadata.keys(), ...metadata.values()], refuse);
  const header = Object.fromEntries([[metadataName, Object.fromEntries(metadata)] as const, ...entries]);
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = Math.ceil(json.length / alignment) * alignment;
  if (headerLength > largestHeader) throw refuse(`its header of ${headerLength} bytes is larger than 16 MiB`);

  let at = lengthBytes + headerLength;
  const bytes = new Uint8Array(at + end);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(headerLength), true);
  bytes.fill(0x20, lengthBytes, at);
  bytes.set(json, lengthBytes);
  for (const [name, { data }] of named) {
    for (const number of data) {
      if (!Number.isFinite(number)) throw refuse(`tensor ${quote(name)} holds ${number}`);
      view.setFloat32(at, number, true);
      at += floatBytes;
    }
  }
  return bytes;
}

/**
 * Reads the safetensors layout and verifies all of it; nothing is allocated from a number in the file that its bytes do
 * not bear out. The tensors are copies.
 * @param name the file's, for errors
 * @throws ModelError
 */
export function decodeSafetensors(bytes: Uint8Array, name: string): Safetensors {
  const refuse: Refuse = (problem) => refusal(name, problem);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { text, end: headerEnd } = headerOf(bytes, view, refuse);
  const header = parseHeader(text, refuse);
  const metadata = Object.hasOwn(header, metadataName) ? header[metadataName] : {};
  if (!isRecord(metadata)) throw refuse(`${metadataName} is no object`);
  const strings = new Map<string, string>();
  for (const [key, value] of Object.entries(metadata)) {
    if (typeof value !== "string") throw refuse(`metadata ${quote(key)} is no string`);
    strings.set(key, value);
  }
  checkUnicode([...Object.keys(header), ...strings.keys(), ...strings.values()], refuse);

  const tensors = new Map<string, Tensor>();
  let at = headerEnd;
  for (const [key, entry] of Object.entries(header)) {
    if (key === metadataName) continue;
    const of: Refuse = (problem) => refuse(`tensor ${quote(key)} ${problem}`);
    const { shape, begin, end } = placeOf(entry, of);
    const expected = at - headerEnd;
    if (begin < expected) throw of(`overlaps the tensor before it by ${expected - begin} bytes`);
    if (begin > expected) throw of(`leaves a hole of ${begin - expected} bytes before it`);
    if (headerEnd + end > bytes.length) throw of(`is cut off, ${headerEnd + end - bytes.length} bytes are missing`);
    tensors.set(key, { shape, data: floatsOf(view, at, (end - begin) / floatBytes, of) });
    at = headerEnd + end;
  }
  if (at !== bytes.length) throw refuse(`${bytes.length - at} bytes follow the last tensor`);
  return { tensors, metadata: strings };
}

/** The error of a file that is damaged or never was what it should be. */
export const refusal = (name: string, problem: string): ModelError =>
  new ModelError(`${quote(name, 300)}: ${problem}; train the model again or copy it anew`);

function headerOf(bytes: Uint8Array, view: DataView, refuse: Refuse): { text: string; end: number } {
  if (bytes.length < lengthBytes) throw refuse(`the file is no model: it has ${bytes.length} bytes only`);
  const length = view.getBigUint64(0, true);
  if (length > BigInt(largestHeader)) throw refuse(`the header is said to be ${length} bytes long, over 16 MiB`);
  const end = lengthBytes + Number(length);
  if (end > bytes.length) throw refuse(`the file ends ${end - bytes.length} bytes before its header does`);
  if (end % alignment !== 0) throw refuse(`the header's length ${length} is no multiple of ${alignment}`);
  try {
    const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return { text: utf8.decode(bytes.subarray(lengthBytes, end)), end };
  } catch (error) {
    if (error instanceof TypeError) throw refuse("the header is not valid UTF-8");
    throw error;
  }
}

function parseHeader(text: string, refuse: Refuse): Readonly<Record<string, unknown>> {
  try {
    const header = parseCanonical(text.replace(/ {0,7}$/, ""), deepestHeader);
    if (isRecord(header)) return header;
  } catch (error) {
    if (error instanceof SyntaxError) throw refuse(`the header ${error.message}`);
    throw error;
  }
  throw refuse("the header is no object");
}

/** A tensor's shape and the bytes that are its, counted from the header's end. */
function placeOf(entry: unknown, refuse: Refuse): { shape: readonly number[]; begin: number; end: number } {
  if (!isRecord(entry) || Object.keys(entry).join() !== tensorFields) throw refuse(`must have ${tensorFields}`);
  const { dtype, shape, data_offsets: offsets } = entry;
  if (dtype !== "F32") throw refuse(`has dtype ${shown(dtype)}; only "F32" is known`);
  if (!isSizes(shape)) throw refuse(`has shape ${shown(shape)}, no list of whole numbers from 0`);
  if (!isSizes(offsets) || offsets.length !== 2)
    throw refuse(`has data_offsets ${shown(offsets)}, no two whole numbers from 0`);
  const [begin = 0, end = 0] = offsets;
  const size = countOf(shape) * floatBytes;
  if (!Number.isSafeInteger(size)) throw refuse(`has shape ${shown(shape)}, more numbers than can be counted`);
  if (end - begin !== size) throw refuse(`has ${end - begin} bytes where shape ${shown(shape)} needs ${size}`);
  return { shape, begin, end };
}

function floatsOf(view: DataView, start: number, count: number, refuse: Refuse): Float32Array {
  const floats = new Float32Array(count);
  for (let index = 0; index < count; index++) {
    const number = view.getFloat32(start + index * floatBytes, true);
    if (!Number.isFinite(number)) throw refuse(`holds ${number}`);
    floats[index] = number;
  }
  return floats;
}

const shown = (value: unknown): string => printable(JSON.stringify(value), 60);

const isSizes = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);

/** The numbers in a tensor of that shape; NaN where one of the products on the way is not exact. */
const countOf = (shape: readonly number[]): number =>
  shape.reduce((count, size) => (Number.isSafeInteger(count * size) ? count * size : Number.NaN), 1);

function checkUnicode(texts: readonly string[], refuse: Refuse): void {
  const broken = texts.find((text) => /\p{Surrogate}/u.test(text));
  if (broken !== undefined) throw refuse(`${quote(broken)} holds half a character (a lone surrogate)`);
}
