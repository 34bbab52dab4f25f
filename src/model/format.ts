import { ModelError } from "../errors.js";
import { printable, quote } from "../quote.js";
import { findRung, ladder, partsOf, type RungName } from "../recurrence/ladder.js";
import { checkModel, type Description, shapesOf } from "./check.js";
import type { Dtype } from "./dtype.js";
import { blocksOf, expandW, problemBetweenGroups } from "./groups.js";
import { isRecord, isStrings, parseCanonical } from "./json.js";
import type { Model, Parameters, Precision, Reading } from "./model.js";
import { decodeSafetensors, encodeSafetensors, refusal } from "./safetensors.js";
import { noChecksum, seal, verifySeal } from "./seal.js";

const format = "katze";
const version = "1";
const metadataKeys = "checksum,format,version,rung,alphabet,labels,reading,training,data".split(",");
const tensorNames = ["W", "U", "V", "c"] as const;
const dtypeOf: Readonly<Record<Precision, Dtype>> = { f32: "F32", f16: "F16" };

type Refuse = (problem: string) => ModelError;
type Metadata = ReadonlyMap<string, string>;

/**
 * A model as the bytes of a safetensors file: tensors W [G·H, H/N], each row without the columns of other groups, U [A, G·H],
 * V [C, H], c [C], all of the model's precision; all else in the metadata, with a checksum: the sha256 of the file with zeros
 * in the checksum's place. Equal models give equal bytes.
 * @throws ModelError for a model that `decodeModel` would refuse
 */
export async function encodeModel(model: Model): Promise<Uint8Array<ArrayBuffer>> {
  const refuse: Refuse = (problem) => new ModelError(`the model cannot be saved: ${problem}`);
  checkModel(model, refuse);
  const problem = problemBetweenGroups(model);
  if (problem !== undefined) throw refuse(problem);
  const shapes = shapesOf(model);
  const { hidden, groups, parameters } = model;
  const kept: Parameters = { ...parameters, W: blocksOf(parameters.W, hidden, groups) };
  const tensors = tensorNames.map((name) => [name, { shape: shapes[name], data: kept[name] }] as const);
  const bytes = encodeSafetensors(new Map(tensors), describe(model), dtypeOf[model.precision]);
  return seal(bytes);
}

/**
 * Reads what `encodeModel` gives, and nothing else: a file that is accepted is, byte for byte, the encoding of the model
 * it holds.
 * @param name the file's, for errors
 * @throws ModelError
 */
export async function decodeModel(bytes: Uint8Array, name: string): Promise<Model> {
  const refuse: Refuse = (problem) => refusal(name, problem);
  const file = new Uint8Array(bytes); // a copy, which nobody changes meanwhile
  const { dtype, tensors, metadata } = decodeSafetensors(file, name, Object.values(dtypeOf));
  const rung = rungOf(metadata, refuse);
  if (JSON.stringify([...tensors.keys()]) !== JSON.stringify(tensorNames)) {
    throw refuse(`its tensors are ${printable([...tensors.keys()].join(), 60)}, they must be ${tensorNames}`);
  }
  await verifySeal(file, metadata.get("checksum"), refuse);

  const precision: Precision = dtype === dtypeOf.f16 ? "f16" : "f32";
  const description = {
    rung,
    ...sizesOf(tensors.get("W")?.shape ?? [], rung),
    precision,
    ...parseMetadata(metadata, refuse),
  };
  checkModel(description, refuse);
  const written = describe(description).entries();
  const other = [...written].find(([key, value]) => key !== "checksum" && metadata.get(key) !== value);
  if (other !== undefined) throw refuse(`metadata "${other[0]}" is not written in its one form`);

  const shapes = shapesOf(description);
  const parameter = (key: (typeof tensorNames)[number]): Float32Array => {
    const { shape, data } = tensors.get(key) ?? { shape: [], data: new Float32Array() };
    if (shape.join() === shapes[key].join()) return data;
    const { hidden, groups, alphabet, labels } = description;
    const inGroups = groups > 1 ? ` in ${groups} groups` : "";
    const sizes = `${hidden} numbers in h${inGroups}, ${alphabet.length} characters and ${labels.length} labels`;
    throw refuse(`tensor "${key}" is [${printable(shape.join(), 60)}] where ${sizes} need [${shapes[key]}]`);
  };
  const blocks = { W: parameter("W"), U: parameter("U"), V: parameter("V"), c: parameter("c") };
  const W = expandW(blocks.W, description.hidden, description.groups);
  return { ...description, parameters: { ...blocks, W } };
}

/** H and N of the shape of W [G·H, H/N]; N is 1 where no whole number fits. */
function sizesOf([rows = 0, columns = 0]: readonly number[], rung: RungName): Pick<Model, "hidden" | "groups"> {
  const hidden = Math.floor(rows / partsOf(rung));
  const groups = hidden / columns;
  return { hidden, groups: Number.isInteger(groups) && groups > 0 ? groups : 1 };
}

/** The metadata of a model, in the file's order, the checksum left open. */
function describe({ rung, alphabet, labels, reading, training, data }: Description): Metadata {
  const sorted = Object.keys(training).sort();
  return new Map([
    ["checksum", noChecksum],
    ["format", format],
    ["version", version],
    ["rung", rung],
    ["alphabet", alphabet.join("")],
    ["labels", JSON.stringify(labels)],
    ["reading", JSON.stringify({ keepCase: reading.keepCase, endMark: reading.endMark })],
    ["training", JSON.stringify(Object.fromEntries(sorted.map((key) => [key, training[key]])))],
    ["data", data],
  ]);
}

/** The rung, where format, version and rung are known and the metadata has the keys that they call for. */
function rungOf(metadata: Metadata, refuse: Refuse): RungName {
  const found = (key: string): string => {
    const value = metadata.get(key);
    return value === undefined ? "none" : quote(value);
  };
  if (metadata.get("format") !== format) {
    throw refuse(`it is no katze model: its format is ${found("format")}, known is "${format}"`);
  }
  if (metadata.get("version") !== version) {
    throw refuse(`its version is ${found("version")}, known is "${version}"; a newer katze may read it`);
  }
  const rung = findRung(metadata.get("rung") ?? "");
  if (rung === undefined) {
    throw refuse(`its rung is ${found("rung")}, known are ${ladder.map(({ name }) => name).join(", ")}`);
  }
  if (JSON.stringify([...metadata.keys()]) !== JSON.stringify(metadataKeys)) {
    throw refuse(`its metadata has ${printable([...metadata.keys()].join(), 100)}, it must have ${metadataKeys}`);
  }
  return rung.name;
}

function parseMetadata(
  metadata: Metadata,
  refuse: Refuse,
): Omit<Description, "rung" | "hidden" | "groups" | "precision"> {
  const parse = (key: string): unknown => {
    try {
      return parseCanonical(metadata.get(key) ?? "", 1);
    } catch (error) {
      if (error instanceof SyntaxError) throw refuse(`metadata "${key}" ${error.message}`);
      throw error;
    }
  };
  const labels = parse("labels");
  if (!isStrings(labels)) throw refuse('metadata "labels" is no list of strings');
  const reading = parse("reading");
  if (!isReading(reading)) throw refuse('metadata "reading" must have keepCase and endMark, true or false');
  const training = parse("training");
  if (!isTraining(training)) throw refuse('metadata "training" must have strings, numbers, true or false as values');
  const alphabet = Array.from(metadata.get("alphabet") ?? "");
  return { alphabet, labels, reading, training, data: metadata.get("data") ?? "" };
}

const isReading = (value: unknown): value is Reading =>
  isRecord(value) && typeof value.keepCase === "boolean" && typeof value.endMark === "boolean";

const isTraining = (value: unknown): value is Model["training"] =>
  isRecord(value) && Object.values(value).every((one) => ["string", "number", "boolean"].includes(typeof one));
