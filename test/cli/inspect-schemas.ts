/** What inspect prints with --json, as JSON schemas. Nothing may be added without its being written here. */
import { Ajv2020 } from "ajv/dist/2020.js";
import { linesOf, type Outcome } from "./katze.js";

const share = { type: "number", minimum: 0, maximum: 1 };
const number = { type: "number" };
const count = { type: "integer", minimum: 0 };
const string = { type: "string" };
const strings = { type: "array", items: string };
const nullable = (schema: object) => ({ oneOf: [schema, { type: "null" }] });
const list = (items: object) => ({ type: "array", items });
const record = (items: object) => ({ type: "object", additionalProperties: items });
const object = (properties: Record<string, object>) => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

/** Exact: a number where float64 holds it, else its digits. */
const whole = {
  oneOf: [
    { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    { type: "string", pattern: "^[1-9][0-9]{15,}$" },
  ],
};
const spectrum = list(object({ re: number, im: number, modulus: { type: "number", minimum: 0 } }));
const probabilities = record(share);

const model = object({
  model: object({
    rung: string,
    hidden: { type: "integer", minimum: 1 },
    groups: { type: "integer", minimum: 1 },
    alphabet: strings,
    labels: strings,
    multiplier: nullable(number),
    spectralRadius: nullable(number),
    spectrum: nullable(spectrum),
    gates: nullable(object({ update: share, reset: share })),
    parameters: count,
    reading: object({ keepCase: { type: "boolean" }, endMark: { type: "boolean" } }),
    training: { type: "object" },
    memory: nullable(list(object({ distance: count, words: count, gain: number }))),
    saturation: nullable(object({ saturated: share, slope: share })),
    neighbours: nullable(record(list(object({ character: string, cosine: number })))),
  }),
});

const word = object({
  word: string,
  label: string,
  probability: share,
  probabilities,
  unknown: strings,
  start: object({ hidden: list(number), probabilities }),
  steps: list(
    object({
      character: nullable(string),
      x: count,
      hidden: list(number),
      probabilities,
      influence: number,
      leftOut: nullable(number),
      gates: nullable(object({ update: list(share), reset: list(share) })),
    }),
  ),
  flips: list(object({ step: count, from: string, to: string })),
  nearest: nullable(list(object({ word: string, label: string, distance: { type: "number", minimum: 0 } }))),
});

const exactModel = object({
  model: object({
    rung: { enum: ["sum", "doubling"] },
    hidden: { const: 1 },
    alphabet: strings,
    labels: { type: "array", maxItems: 0 },
    multiplier: { enum: [1, 2] },
    spectralRadius: { enum: [1, 2] },
    spectrum,
    collisions: list(object({ encoding: whole, words: strings })),
  }),
});
const exactWord = object({
  word: string,
  encoding: whole,
  steps: list(object({ character: string, x: count, weight: whole, hidden: list(whole) })),
});

export interface PrintedStep {
  readonly character: string | null;
  readonly x: number;
  readonly hidden: readonly number[];
  readonly probabilities: Readonly<Record<string, number>>;
  readonly influence: number;
  readonly leftOut: number | null;
  readonly gates: { readonly update: readonly number[]; readonly reset: readonly number[] } | null;
}
export interface PrintedWord {
  readonly word: string;
  readonly label: string;
  readonly probability: number;
  readonly probabilities: Readonly<Record<string, number>>;
  readonly unknown: readonly string[];
  readonly steps: readonly PrintedStep[];
  readonly flips: readonly { readonly step: number; readonly from: string; readonly to: string }[];
  readonly nearest: readonly { readonly word: string; readonly label: string }[] | null;
}
export interface PrintedModel {
  readonly model: {
    readonly rung: string;
    readonly hidden: number;
    readonly alphabet: readonly string[];
    readonly labels: readonly string[];
    readonly multiplier: number | null;
    readonly spectralRadius: number | null;
    readonly spectrum: readonly { readonly re: number; readonly im: number; readonly modulus: number }[] | null;
    readonly gates: { readonly update: number; readonly reset: number } | null;
    readonly memory: readonly { readonly distance: number; readonly gain: number }[] | null;
  };
}
export interface PrintedExactWord {
  readonly word: string;
  readonly encoding: number | string;
  readonly steps: readonly {
    readonly character: string;
    readonly x: number;
    readonly weight: number | string;
    readonly hidden: readonly (number | string)[];
  }[];
}

const ajv = new Ajv2020({ allErrors: true, strict: true });

/** Reads the lines of standard output: the first by one schema, the others by another; throws where one does not keep to it. */
function reader<First, Rest>(first: object, rest: object) {
  const isFirst = ajv.compile<First>(first);
  const isRest = ajv.compile<Rest>(rest);
  return ({ stdout }: Pick<Outcome, "stdout">): { model: First; words: Rest[] } => {
    const [head, ...tail] = linesOf(stdout).map((line): unknown => JSON.parse(line));
    if (!isFirst(head)) throw new Error(`model: ${ajv.errorsText(isFirst.errors)}`);
    const words = tail.map((value) => {
      if (!isRest(value)) throw new Error(`word: ${ajv.errorsText(isRest.errors)}`);
      return value;
    });
    return { model: head, words };
  };
}

export const inspectionOf = reader<PrintedModel, PrintedWord>(model, word);
export const exactInspectionOf = reader<PrintedExactModel, PrintedExactWord>(exactModel, exactWord);

export interface PrintedExactModel {
  readonly model: {
    readonly alphabet: readonly string[];
    readonly multiplier: number;
    readonly collisions: readonly { readonly encoding: number | string; readonly words: readonly string[] }[];
  };
}
