import type { Argv, CommandModule } from "yargs";
import { columnOptions, engineOption } from "./options.js";
import { defaultModel } from "./paths.js";
import { type PredictOptions, predict } from "./predict.js";

export const predictCommand: CommandModule<unknown, PredictOptions> = {
  command: "predict [words..]",
  describe: "Say which label words carry: words given, one a line on standard input, or a CSV's",
  builder: (yargs: Argv) =>
    yargs
      .positional("words", { type: "string", array: true, describe: "Words to label" })
      .options({
        model: { type: "string", describe: "The model file", defaultDescription: defaultModel, requiresArg: true },
        engine: engineOption,
        threads: {
          type: "number",
          defaultDescription: "all cores",
          describe: "Threads for many words; the answers are the same with any number",
          requiresArg: true,
        },
        top: {
          type: "number",
          defaultDescription: "1, and others of 20 % or more; with --json all",
          describe: "How many labels to show of each word",
          requiresArg: true,
        },
        threshold: {
          type: "number",
          defaultDescription: "none",
          describe: 'Answer "unsure" where the best label is less probable, 0 to 1',
          requiresArg: true,
        },
        json: { type: "boolean", describe: "One JSON object a word" },
        csv: { type: "string", describe: "Label the words of this CSV", requiresArg: true },
        "skip-bad-rows": columnOptions["skip-bad-rows"],
        "max-word-length": columnOptions["max-word-length"],
        "word-column": { type: "string", default: "word", describe: "The CSV's column of words", requiresArg: true },
      })
      .example("$0 predict katze chat cat", "three words")
      .example("$0 predict --threshold 0.8 chat", "unsure, with the labels that are likely")
      .example("$0 predict --csv words.csv --json", "a whole file"),
  handler: ({ words = [], _, ...options }) => predict({ ...options, words: [...words, ..._.slice(1).map(String)] }),
};
