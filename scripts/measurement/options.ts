/** What the bench is asked for. */
import { parseArgs } from "node:util";
import { UsageError } from "../../src/errors.js";
import { printable } from "../../src/quote.js";

export const usage =
  "npm run bench -- [--quick] [--only PART or ROW,…] [--rounds 3] [--json FILE] [--markdown FILE] [--skip-install]";

export interface Options {
  /** Few words, one round, no waiting for figures that settle: to see that everything runs. */
  readonly quick: boolean;
  /** Parts and rows by name; all where there is none. */
  readonly only: readonly string[];
  readonly rounds: number;
  readonly json: string | undefined;
  readonly markdown: string | undefined;
  /** Takes peers as they are. */
  readonly skipInstall: boolean;
}

/** @throws UsageError */
export function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: {
        quick: { type: "boolean", default: false },
        only: { type: "string" },
        rounds: { type: "string" },
        json: { type: "string" },
        markdown: { type: "string" },
        "skip-install": { type: "boolean", default: false },
      },
    });
    const { quick, only = "", json, markdown } = values;
    const rounds = Number(values.rounds ?? (quick ? 1 : 3));
    if (!Number.isInteger(rounds) || rounds < 1)
      throw new UsageError(`--rounds is a whole number from 1; usage: ${usage}`);
    return {
      quick,
      only: only.split(",").filter(Boolean),
      rounds,
      json,
      markdown,
      skipInstall: values["skip-install"],
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`${printable(error.message)}; usage: ${usage}`);
  }
}
