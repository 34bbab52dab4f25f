import { ModelError } from "../errors.js";
import { quote } from "../quote.js";
import { type Dtype, dtypes } from "./dtype.js";
import { isRecord, parseCanonical } from "./json.js";
import { countOf, floatsOf, isSizes, placeOf, type Refuse, shown, type Tensor } from "./tensor.js";

export interface Safetensors {
  /** Of all tensors. */
  readonly dtype: Dtype;
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

/** Bytes of the header's length at the start of the file. */
export const lengthBytes = 8;
const alignment = 8;
const largestHeader = 16 * 2 ** 20;
const deepestHeader = 3;
const metadataName = "__metadata__";

/**
 * The safetensors layout: the header's length (8 bytes, little-endian), the header (JSON, padded with spaces to a
 * multiple of 8), the tensors' numbers (little-endian) one after the other. Equal content in equal order gives equal
 * bytes.
 * @param dtype of all tensors, whose numbers it must hold exactly
 * @throws ModelError for what `decodeSafetensors` would refuse
 */
export function encodeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  metadata: ReadonlyMap<string, string>,
  dtype: Dtype = "F32",
): Uint8Array<ArrayBuffer> {
  const refuse: Refuse = (problem) => new ModelError(`the model cannot be saved: ${problem}`);
  if (tensors.has(metadataName)) throw refuse(`a tensor may not be named ${metadataName}`);
  const named = Object.entries(Object.fromEntries(tensors)); // in the order in which JSON keeps the names
  const { bytes: size, read, write } = dtypes[dtype];
  let end = 0;
  const entries = named.map(([name, { shape, data }]) => {
    if (!isSizes(shape) || countOf(shape) !== data.length) {
      throw refuse(`tensor ${quote(name)} has ${data.length} numbers for shape ${shown(shape)}`);
    }
    const begin = end;
    end += data.length * size;
    return [name, { dtype, shape, data_offsets: [begin, end] }] as const;
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
      write(view, at, number);
      if (read(view, at) !== number) throw refuse(`tensor ${quote(name)} holds ${number}, which no ${dtype} is`);
      at += size;
    }
  }
  return bytes;
}

/**
 * Reads the safetensors layout and verifies all of it; nothing is allocated from a number in the file that its bytes do
 * not bear out. The tensors are copies.
 * @param name the file's, for errors
 * @param known the types that its numbers may have, all of them the same
 * @throws ModelError
 */
export function decodeSafetensors(bytes: Uint8Array, name: string, known: readonly Dtype[] = ["F32"]): Safetensors {
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
  let dtype: Dtype | undefined;
  let at = headerEnd;
  for (const [key, entry] of Object.entries(header)) {
    if (key === metadataName) continue;
    const of: Refuse = (problem) => refuse(`tensor ${quote(key)} ${problem}`);
    const place = placeOf(entry, known, of);
    const { shape, begin, end } = place;
    dtype ??= place.dtype;
    if (place.dtype !== dtype) throw of(`has dtype "${place.dtype}" where the one before it has "${dtype}"`);
    const expected = at - headerEnd;
    if (begin < expected) throw of(`overlaps the tensor before it by ${expected - begin} bytes`);
    if (begin > expected) throw of(`leaves a hole of ${begin - expected} bytes before it`);
    if (headerEnd + end > bytes.length) throw of(`is cut off, ${headerEnd + end - bytes.length} bytes are missing`);
    tensors.set(key, { shape, data: floatsOf(view, at, countOf(shape), dtype, of) });
    at = headerEnd + end;
  }
  if (at !== bytes.length) throw refuse(`${bytes.length - at} bytes follow the last tensor`);
  return { dtype: dtype ?? "F32", tensors, metadata: strings };
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

function checkUnicode(texts: readonly string[], refuse: Refuse): void {
  const broken = texts.find((text) => /\p{Surrogate}/u.test(text));
  if (broken !== undefined) throw refuse(`${quote(broken)} holds half a character (a lone surrogate)`);
}
