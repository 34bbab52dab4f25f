import type { Argv, CommandModule } from "yargs";
import { splitNames } from "../corpus/split.js";
import type { EvaluateOptions } from "./evaluate.js";
import { columnOptions, engineOption } from "./options.js";
import { defaultData, defaultModel } from "./paths.js";

export const evaluateCommand: CommandModule<unknown, EvaluateOptions> = {
  command: "evaluate [csv]",
  aliases: "eval",
  describe: "Score a model on a split of a CSV",
  builder: (yargs: Argv) =>
    yargs
      .positional("csv", { type: "string", describe: "Words and their labels", defaultDescription: defaultData })
      .options({
        model: { type: "string", describe: "The model file", defaultDescription: defaultModel, requiresArg: true },
        split: { choices: splitNames, default: "test" as const, describe: "Which of its words", requiresArg: true },
        engine: engineOption,
        ...columnOptions,
        json: { type: "boolean", describe: "One JSON object" },
      })
      .example("$0 evaluate", "the shipped model on words that it never saw"),
  handler: async (options) => {
    const { evaluate } = await import("./evaluate.js");
    await evaluate(options);
  },
};
