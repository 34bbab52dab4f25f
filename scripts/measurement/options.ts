/** What a measuring script is asked for. */
import { parseArgs } from "node:util";
import { UsageError } from "../../src/errors.js";
import { printable } from "../../src/quote.js";

export interface Options {
  readonly help: boolean;
  /** Few words, one round, no waiting for figures that settle: to see that everything runs. */
  readonly quick: boolean;
  /** Parts and rows by name; all where there is none. */
  readonly only: readonly string[];
  readonly rounds: number;
  readonly json: string | undefined;
  readonly markdown: string | undefined;
  /** Takes peers as they are. */
  readonly skipInstall: boolean;
  /** Model files besides the shipped one. */
  readonly models: readonly string[];
}

/**
 * Reads the command line.
 *
 * @param usage one line, for messages
 * @param takesModels whether there is a flag --model, which may be given several times
 * @throws UsageError
 */
export function readOptions(
  usage: string,
  takesModels = false,
  args: readonly string[] = process.argv.slice(2),
): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: "boolean", default: false },
        quick: { type: "boolean", default: false },
        only: { type: "string" },
        rounds: { type: "string" },
        json: { type: "string" },
        markdown: { type: "string" },
        "skip-install": { type: "boolean", default: false },
        model: { type: "string", multiple: true, default: [] },
      },
    });
    const { help, quick, only = "", json, markdown, model } = values;
    const rounds = Number(values.rounds ?? (quick ? 1 : 3));
    if (!Number.isInteger(rounds) || rounds < 1)
      throw new UsageError(`--rounds is a whole number from 1; usage: ${usage}`);
    if (model.length > 0 && !takesModels) throw new UsageError(`there is no --model; usage: ${usage}`);
    return {
      help,
      quick,
      only: only.split(",").filter(Boolean),
      rounds,
      json,
      markdown,
      skipInstall: values["skip-install"],
      models: model,
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`${printable(error.message)}; usage: ${usage}`);
  }
}
