/**
 * The messages of an ONNX file, with the field numbers of
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
import { littleEndian } from "../matrix.js";
import { bytes, float, integer, message, type Pieces, text } from "./protobuf.js";

const elementTypes = { float32: 1, int32: 6, int64: 7 } as const;
const attributeTypes = { float: 1, integer: 2, floats: 6, integers: 7, strings: 8 } as const;

/** A graph's node: an operator with the names of what it reads and writes; "" where it leaves one out. */
export interface Node {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: readonly Pieces[];
}

const attribute = (name: string, type: keyof typeof attributeTypes, ...values: readonly Pieces[]): Pieces =>
  message(5, text(1, name), ...values, integer(20, attributeTypes[type]));

/** An attribute of each type; name and value as in the operator's description. */
export const attributes = {
  float: (name: string, value: number) => attribute(name, "float", float(2, value)),
  floats: (name: string, values: readonly number[]) =>
    attribute(name, "floats", ...values.map((value) => float(7, value))),
  integer: (name: string, value: number) => attribute(name, "integer", integer(3, value)),
  integers: (name: string, values: readonly number[]) =>
    attribute(name, "integers", ...values.map((value) => integer(8, value))),
  strings: (name: string, values: readonly string[]) =>
    attribute(name, "strings", ...values.map((value) => text(9, value))),
} as const;

const node = ({ operator, inputs, outputs, attributes = [] }: Node): Pieces =>
  message(
    1,
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(3, outputs.find((name) => name !== "") ?? ""),
    text(4, operator),
    ...attributes,
  );

/** Numbers that stand in the file: float32, or int64 where a list is given. */
export interface Constant {
  readonly shape: readonly number[];
  readonly numbers: Float32Array | readonly bigint[];
}

function constant(name: string, { shape, numbers }: Constant): Pieces {
  const isFloat = numbers instanceof Float32Array;
  return message(
    5,
    ...shape.map((size) => integer(1, size)),
    integer(2, elementTypes[isFloat ? "float32" : "int64"]),
    text(8, name),
    bytes(9, isFloat ? littleEndian(numbers) : littleEndianIntegers(numbers)),
  );
}

function littleEndianIntegers(numbers: readonly bigint[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * numbers.length));
  for (const [i, number] of numbers.entries()) view.setBigInt64(8 * i, number, true);
  return new Uint8Array(view.buffer);
}

/** What a graph is given or gives: a tensor whose sizes have numbers or, where any will do, names. */
export interface Value {
  readonly name: string;
  readonly type: keyof typeof elementTypes;
  readonly shape: readonly (number | string)[];
  readonly means: string;
}

function value(field: number, { name, type, shape, means }: Value): Pieces {
  const sizes = shape.map((size) => message(1, typeof size === "number" ? integer(1, size) : text(2, size)));
  const tensor = message(1, integer(1, elementTypes[type]), message(2, ...sizes));
  return message(field, text(1, name), message(2, tensor), text(3, means));
}

export interface Graph {
  readonly name: string;
  readonly inputs: readonly Value[];
  readonly nodes: readonly Node[];
  readonly constants: Readonly<Record<string, Constant>>;
  readonly outputs: readonly Value[];
}

const graph = (field: number, { name, inputs, nodes, constants, outputs }: Graph): Pieces =>
  message(
    field,
    ...nodes.map(node),
    text(2, name),
    ...Object.entries(constants).map(([name, numbers]) => constant(name, numbers)),
    ...inputs.map((one) => value(11, one)),
    ...outputs.map((one) => value(12, one)),
  );

const irVersion = 8;
/** The operators' version: every runtime since 2022 has it. */
const operators = 17;

/** What every file begins with, one character a byte. */
export const beginning = "\b\b\u0012\u0005katze";

/** An ONNX file, in pieces: the graph, and what is to be known about it. */
export const model = (of: Graph, means: string, metadata: Readonly<Record<string, string>>): Pieces => [
  ...integer(1, irVersion),
  ...text(2, "katze"),
  ...text(6, means),
  ...graph(7, of),
  ...message(8, integer(2, operators)),
  ...Object.entries(metadata).flatMap(([key, value]) => message(14, text(1, key), text(2, value))),
];
