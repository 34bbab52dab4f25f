import { printable } from "../quote.js";
import type { GivenSettings } from "./settings.js";

/** What was trained, and how. */
export interface Training {
  /** The file's name, without folders, which differ between machines; undefined for the words that come with katze. */
  readonly csv?: string | undefined;
  readonly wordColumn?: string | undefined;
  readonly labelColumn?: string | undefined;
  readonly countColumn?: string | undefined;
  readonly skipBadRows?: boolean | undefined;
  readonly maxWordLength?: number | undefined;
  readonly engine?: "wasm" | "tfjs";
  readonly relaxed?: boolean | undefined;
  readonly settings: GivenSettings;
}

/** As a shell takes it for one word; hidden characters are escaped. */
const asArgument = (value: string): string =>
  /^[\w.-]+$/u.test(value) ? value : `'${printable(value.replaceAll("'", "'\\''"))}'`;

/** The command that trains the same model again. */
export function commandOf({
  csv,
  wordColumn,
  labelColumn,
  countColumn,
  skipBadRows,
  maxWordLength,
  engine,
  relaxed,
  settings,
}: Training): string {
  const { rung, hidden, epochs, batch, learningRate, seed, keepCase, classWeights } = settings;
  const flags = Object.entries({
    rung,
    hidden,
    epochs,
    batch,
    "learning-rate": learningRate,
    seed,
    "class-weights": classWeights,
    "word-column": wordColumn,
    "label-column": labelColumn,
    "count-column": countColumn,
    "max-word-length": maxWordLength,
    engine: engine === "wasm" ? undefined : engine,
  }).flatMap(([flag, value]) => (value === undefined ? [] : [`--${flag} ${asArgument(String(value))}`]));
  if (relaxed) flags.push("--relaxed");
  if (keepCase) flags.push("--keep-case");
  if (skipBadRows) flags.push("--skip-bad-rows");
  return ["katze train", ...(csv === undefined ? [] : [asArgument(csv)]), ...flags].join(" ");
}
