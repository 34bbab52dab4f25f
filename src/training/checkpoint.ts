import type { ModelError } from "../errors.js";
import { isRecord, parseCanonical } from "../model/json.js";
import type { Parameters } from "../model/model.js";
import { decodeSafetensors, encodeSafetensors, refusal, type Safetensors, type Tensor } from "../model/safetensors.js";
import { noChecksum, seal, verifySeal } from "../model/seal.js";
import type { State } from "./state.js";

const format = "katze checkpoint 1";

/** A training that stands still: where it stands, and what with. */
export interface Checkpoint {
  readonly state: State;
  readonly settings: string;
  /** sha256 of the data's bytes, hexadecimal. */
  readonly data: string;
}

/** Settings as a checkpoint keeps them, to be compared. */
export const describeSettings = (settings: Readonly<Record<string, string | number | boolean>>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1))));

/** A checkpoint as the bytes of a safetensors file, sealed by a checksum: five sets of parameters, the rest in the metadata. */
export async function encodeCheckpoint({ state, settings, data }: Checkpoint): Promise<Uint8Array> {
  const { parameters, moments, last, best, epoch, steps, words, sum, setbacks } = state;
  const sets = {
    now: parameters,
    first: moments.first,
    second: moments.second,
    last,
    ...(best && { best: best.parameters }),
  };
  const tensors = new Map<string, Tensor>();
  for (const [set, { W, U, V, c }] of Object.entries(sets)) {
    for (const [name, data] of Object.entries({ W, U, V, c }))
      tensors.set(`${set}.${name}`, { shape: [data.length], data });
  }
  const position = {
    epoch,
    steps,
    words,
    sum,
    setbacks,
    moments: moments.steps,
    bestLoss: best?.loss ?? 0,
    bestEpoch: best?.epoch ?? 0,
  };
  const metadata = { checksum: noChecksum, format, settings, data, position: JSON.stringify(position) };
  return seal(encodeSafetensors(tensors, new Map(Object.entries(metadata))));
}

/**
 * Reads what `encodeCheckpoint` gives.
 * @param name the file's, for errors
 * @throws ModelError
 */
export async function decodeCheckpoint(bytes: Uint8Array, name: string): Promise<Checkpoint> {
  const refuse = (problem: string): ModelError => refusal(name, problem);
  const file = new Uint8Array(bytes);
  const { tensors, metadata } = decodeSafetensors(file, name);
  if (metadata.get("format") !== format) throw refuse("it is no checkpoint of this katze");
  await verifySeal(file, metadata.get("checksum"), refuse);
  const number = numbersOf(metadata.get("position") ?? "", refuse);
  const set = (of: string): Parameters => parametersOf(of, tensors, refuse);
  const best = tensors.has("best.W") && {
    loss: number("bestLoss"),
    epoch: number("bestEpoch"),
    parameters: set("best"),
  };
  const state: State = {
    epoch: number("epoch"),
    steps: number("steps"),
    words: number("words"),
    sum: number("sum"),
    setbacks: number("setbacks"),
    parameters: set("now"),
    moments: { first: set("first"), second: set("second"), steps: number("moments") },
    last: set("last"),
    best: best || undefined,
  };
  return { state, settings: metadata.get("settings") ?? "", data: metadata.get("data") ?? "" };
}

function numbersOf(text: string, refuse: (problem: string) => ModelError): (key: string) => number {
  const position = parseCanonical(text, 1);
  return (key) => {
    const value = isRecord(position) ? position[key] : undefined;
    if (typeof value !== "number") throw refuse(`its position lacks ${key}`);
    return value;
  };
}

function parametersOf(
  set: string,
  tensors: Safetensors["tensors"],
  refuse: (problem: string) => ModelError,
): Parameters {
  const numbers = (name: string): Float32Array => {
    const tensor = tensors.get(`${set}.${name}`);
    if (!tensor) throw refuse(`it lacks the tensor ${set}.${name}`);
    return tensor.data;
  };
  return { W: numbers("W"), U: numbers("U"), V: numbers("V"), c: numbers("c") };
}
