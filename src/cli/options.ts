import { checkWhole } from "./numbers.js";

/** What `columnOptions` leave in a command's arguments. */
export interface CsvOptions {
  readonly wordColumn?: string | undefined;
  readonly labelColumn?: string | undefined;
  readonly countColumn?: string | undefined;
  readonly skipBadRows?: boolean | undefined;
  readonly maxWordLength?: number | undefined;
}

/** How a CSV is read, on every command that reads one with labels. */
export const columnOptions = {
  "word-column": {
    type: "string",
    defaultDescription: "word",
    describe: "The CSV's column of words",
    requiresArg: true,
  },
  "label-column": {
    type: "string",
    defaultDescription: "language",
    describe: "Its column of labels",
    requiresArg: true,
  },
  "count-column": {
    type: "string",
    defaultDescription: "count",
    describe: "Its column of counts, if any",
    requiresArg: true,
  },
  "skip-bad-rows": { type: "boolean", describe: "Leave out rows that cannot be used, and count them" },
  "max-word-length": {
    type: "number",
    defaultDescription: "1000",
    describe: "Characters a word may have",
    requiresArg: true,
  },
} as const;

export const engineNames = ["wasm", "tfjs"] as const;
export type EngineName = (typeof engineNames)[number];

/** What computes, on every command that lets one choose. */
export const engineOption = {
  choices: engineNames,
  default: "wasm" as const,
  describe: "What computes: katze's kernel, or TensorFlow",
  requiresArg: true,
};

export const checkWordLength = (length?: number): void => checkWhole("max-word-length", length, 1, 100_000);
