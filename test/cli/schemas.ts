/** What each command prints with --json, as JSON schemas. Nothing may be added without its being written here. */
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Row } from "../../src/comparison/compare.js";
import type { Evaluation } from "../../src/evaluation/metrics.js";
import type { Score } from "../../src/evaluation/score.js";
import { ladder } from "../../src/recurrence/ladder.js";
import type { EpochDone, Started } from "../../src/training/events.js";
import { linesOf, type Outcome } from "./katze.js";

/** What predict prints. */
export interface PrintedPrediction {
  readonly word: string;
  readonly label: string;
  readonly probability: number;
  readonly probabilities: Readonly<Record<string, number>>;
  readonly unknown: readonly string[];
  /** False, and only then there, where the word has no known character. */
  readonly known?: false;
}

/** What train prints; `settings` and the model itself are for the library only. */
export type PrintedEvent = (Omit<Started, "settings"> & { readonly whole: boolean }) | EpochDone | PrintedDone;

export interface PrintedDone {
  readonly event: "done";
  readonly model: string;
  readonly sha256: string;
  readonly temperature: number;
  readonly epochs: number;
  readonly seconds: number;
  readonly test: Score;
}

const share = { type: "number", minimum: 0, maximum: 1 };
const positive = { type: "number", exclusiveMinimum: 0 };
const loss = { type: "number", minimum: 0 };
const count = { type: "integer", minimum: 0 };
const strings = { type: "array", items: { type: "string" } };

const object = (properties: Record<string, object>) => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const record = (items: object) => ({ type: "object", minProperties: 1, additionalProperties: items });
const list = (items: object) => ({ type: "array", items });

const score = object({ loss, accuracy: share });

const predicted = {
  word: { type: "string" },
  label: { type: "string" },
  probability: share,
  probabilities: record(share),
  unknown: { type: "array", items: { type: "string", minLength: 1, maxLength: 1 }, uniqueItems: true },
};
const prediction = { oneOf: [object(predicted), object({ ...predicted, known: { const: false } })] };

const trainingEvent = {
  oneOf: [
    object({
      event: { const: "start" },
      words: { type: "integer", minimum: 2 },
      labels: { type: "array", items: { type: "string" }, minItems: 2, uniqueItems: true },
      train: { type: "integer", minimum: 2 },
      validation: count,
      test: count,
      parameters: { type: "integer", minimum: 1 },
      engine: { enum: ["wasm", "wasm-relaxed", "tfjs"] },
      threads: { type: "integer", minimum: 1 },
      whole: { type: "boolean" },
    }),
    object({
      event: { const: "epoch" },
      epoch: { type: "integer", minimum: 1 },
      loss,
      validation: score,
      wordsPerSecond: positive,
    }),
    object({
      event: { const: "done" },
      model: { type: "string" },
      sha256: { type: "string", pattern: "^[0-9a-f]{64}$" },
      temperature: { type: "number", minimum: 0.5, maximum: 2 },
      epochs: { type: "integer", minimum: 1 },
      seconds: positive,
      test: score,
    }),
  ],
};

const evaluation = object({
  words: { type: "integer", minimum: 1 },
  accuracy: share,
  macroF1: share,
  crossEntropy: loss,
  labels: record(object({ precision: share, recall: share, f1: share, support: count })),
  confusion: object({ labels: strings, matrix: list(list(count)) }),
  calibration: object({
    ece: share,
    bins: list(object({ from: share, to: share, count, confidence: share, accuracy: share })),
  }),
  // Beyond the contract:
  accuracyInterval: object({ from: share, to: share }),
  accuracyAnyLabel: share,
  mistakes: list(
    object({ word: { type: "string" }, labels: strings, predicted: { type: "string" }, probability: share }),
  ),
  lengths: list(object({ length: count, words: count, accuracy: share })),
});

const orNull = (schema: object) => ({ oneOf: [{ type: "null" }, schema] });

const ladderRow = object({
  rung: { enum: [...ladder.map(({ name }) => name), "majority", "naive-bayes"] },
  parameters: { type: "integer", minimum: 1 },
  multiplier: orNull({ type: "number" }),
  accuracy: share,
  crossEntropy: loss,
  seconds: loss,
  // Beyond the contract:
  hidden: orNull({ type: "integer", minimum: 1 }),
  collisions: orNull(share),
});

const ajv = new Ajv2020({ allErrors: true, strict: true });

/** Reads the lines of standard output by a schema; throws where one is no JSON or does not keep to it. */
function reader<T>(schema: object): (outcome: Pick<Outcome, "stdout">) => T[] {
  const validate = ajv.compile<T>(schema);
  return ({ stdout }) =>
    linesOf(stdout).map((line) => {
      const value: unknown = JSON.parse(line);
      if (validate(value)) return value;
      const faults = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
      throw new Error(`${line}: ${faults.join("; ")}`);
    });
}

export const predictionsOf = reader<PrintedPrediction>(prediction);
export const eventsOf = reader<PrintedEvent>(trainingEvent);
export const evaluationsOf = reader<Evaluation>(evaluation);
export const rowsOf = reader<Row>(ladderRow);
