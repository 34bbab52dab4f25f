import type { ModelError } from "../errors.js";
import { isRecord, parseCanonical } from "../model/json.js";
import type { Parameters } from "../model/model.js";
import { decodeSafetensors, encodeSafetensors, refusal, type Safetensors } from "../model/safetensors.js";
import { noChecksum, seal, verifySeal } from "../model/seal.js";
import type { Tensor } from "../model/tensor.js";
import { printable } from "../quote.js";
import type { State } from "./state.js";
import { smallerSteps } from "./steps.js";

const format = "katze checkpoint 1";

/** More steps, words and epochs than any training comes to. */
const mostSteps = 2 ** 31;

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

/** Names the settings that two descriptions differ in, with their values. */
export function changedSettings(before: string, now: string): string {
  const [old, given] = [before, now].map(parsed);
  if (!isRecord(old) || !isRecord(given)) return "its settings are others";
  const changed = Object.keys({ ...old, ...given }).filter((name) => old[name] !== given[name]);
  return changed
    .map((name) => `${printable(name)} was ${printable(`${old[name]}`)} and is ${given[name]} now`)
    .join(", ");
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
  const position = parsed(metadata.get("position") ?? "");
  const number = (key: string): number => {
    const value = isRecord(position) ? position[key] : undefined;
    if (typeof value !== "number") throw refuse(`its position lacks ${key}`);
    return value;
  };
  const count = (key: string, most = mostSteps): number => {
    const value = number(key);
    if (Number.isInteger(value) && value >= 0 && value <= most) return value;
    throw refuse(`its ${key} is ${value}, no whole number from 0 to ${most}`);
  };
  const parameters = parametersOf("now", tensors, refuse);
  const set = (of: string): Parameters => parametersOf(of, tensors, refuse);
  const best = tensors.has("best.W")
    ? { loss: number("bestLoss"), epoch: count("bestEpoch"), parameters: set("best") }
    : undefined;
  const state: State = {
    epoch: count("epoch"),
    steps: count("steps"),
    words: count("words"),
    sum: number("sum"),
    setbacks: count("setbacks", smallerSteps.length - 1),
    parameters,
    moments: { first: set("first"), second: set("second"), steps: count("moments") },
    last: set("last"),
    best,
  };
  return { state, settings: metadata.get("settings") ?? "", data: metadata.get("data") ?? "" };
}

/** The value of a JSON text in its one form; undefined for anything else. */
function parsed(text: string): unknown {
  try {
    return parseCanonical(text, 1);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A set of parameters, as large as the set that training goes on with. */
function parametersOf(
  set: string,
  tensors: Safetensors["tensors"],
  refuse: (problem: string) => ModelError,
): Parameters {
  const numbers = (name: string): Float32Array => {
    const data = tensors.get(`${set}.${name}`)?.data;
    if (data === undefined) throw refuse(`it lacks the tensor ${set}.${name}`);
    if (data.length === tensors.get(`now.${name}`)?.data.length) return data;
    throw refuse(`its tensor ${set}.${name} has another size than now.${name}`);
  };
  return { W: numbers("W"), U: numbers("U"), V: numbers("V"), c: numbers("c") };
}
