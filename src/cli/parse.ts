import { readFileSync } from "node:fs";
import yargs from "yargs";
import { Parser } from "yargs/helpers";
import { UsageError } from "../errors.js";
import { isRecord } from "../model/json.js";
import { printable } from "../quote.js";
import { evaluateCommand } from "./evaluate-command.js";
import { exportCommand } from "./export-command.js";
import { inspectCommand } from "./inspect-command.js";
import { ladderCommand } from "./ladder-command.js";
import { predictCommand } from "./predict-command.js";
import { trainCommand } from "./train-command.js";

const about: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
const version = isRecord(about) ? String(about.version) : "unknown";

/** Reads the command line and runs the command it names. Throws a UsageError where it cannot be understood. */
export async function parse(args: readonly string[]): Promise<void> {
  await yargs(args)
    .scriptName("katze")
    .usage("$0 <command>\n\nA mini recurrent network that learns which label a word carries.")
    .command(trainCommand)
    .command(predictCommand)
    .command(evaluateCommand)
    .command(inspectCommand)
    .command(ladderCommand)
    .command(exportCommand)
    .completion("completion", "Print a script that completes katze's commands in your shell")
    .demandCommand(1, "which command? train, predict, evaluate, inspect, ladder or export")
    .strictCommands()
    .strict()
    .recommendCommands()
    .version(version)
    .help()
    .alias("help", "h")
    .wrap(Math.min(process.stdout.columns ?? 80, 100))
    .exitProcess(false)
    .locale("en")
    .parserConfiguration({ "dot-notation": false, "boolean-negation": false, "parse-positional-numbers": false })
    .check(checkFlags)
    .fail((message: string | null, error) => {
      if (error instanceof Error && error.name !== "YError") throw error;
      throw new UsageError(oneLine(unknownOnce(message ?? error?.message ?? "the command line cannot be read")));
    })
    .parseAsync();
}

/** A message of yargs, but for a second naming of an unknown flag with hyphens: yargs keeps such a flag as camelCase too. */
const unknownOnce = (message: string): string =>
  message.replace(/^Unknown arguments: (.*)$/su, (_, listed: string) => {
    const names = listed.split(", ");
    const again = new Set(names.filter((name) => name.includes("-")).map(camelCase));
    const once = names.filter((name) => !again.has(name));
    return `Unknown argument${once.length > 1 ? "s" : ""}: ${once.join(", ")}`;
  });

/** As yargs does it, which takes a dot for the end of a name. */
const camelCase = (name: string): string => name.split(".").map(Parser.camelCase).join(".");

/** A message of yargs, which may have lines and quotes what was typed. */
const oneLine = (message: string): string =>
  `${printable(message.replace(/:\s*\n\s*/gu, ": ").replace(/\s*\n\s*/gu, "; "), 400)} (see katze --help)`;

/** A flag given twice is an array to yargs, and text where a number should be is NaN. Throws a UsageError for both. */
const checkFlags = (args: Readonly<Record<string, unknown>>): true => {
  for (const [flag, value] of Object.entries(args)) {
    if (flag === "_" || flag === "words") continue;
    if (Array.isArray(value)) throw new UsageError(`--${flag} is given twice; give it once`);
    if (Number.isNaN(value)) throw new UsageError(`--${flag} is a number; what is given is none`);
  }
  return true;
};
