import type { Argv, CommandModule } from "yargs";
import { ladder } from "../recurrence/ladder.js";
import type { InspectOptions } from "./inspect.js";
import { checkWordLength, columnOptions } from "./options.js";
import { defaultData, defaultModel } from "./paths.js";

export const inspectCommand: CommandModule<unknown, InspectOptions> = {
  command: "inspect [words..]",
  describe: "Show what a model has learned, and how it reads words letter by letter",
  builder: (yargs: Argv) =>
    yargs
      .positional("words", { type: "string", array: true, describe: "Words to read; without any, the model" })
      .options({
        model: { type: "string", describe: "The model file", defaultDescription: defaultModel, requiresArg: true },
        rung: {
          choices: ladder.map(({ name }) => name),
          describe: "The model's rung; sum and doubling need no model, their alphabet is that of the words",
          requiresArg: true,
        },
        json: {
          type: "boolean",
          describe:
            "One JSON object for the model, then one a word; whole numbers beyond 2^53 − 1 are strings of digits",
        },
        html: { type: "string", describe: "Write the same as pictures into this file", requiresArg: true },
        csv: {
          type: "string",
          describe: "Words to compare with, and to measure the model on",
          defaultDescription: defaultData,
          requiresArg: true,
        },
        ...columnOptions,
      })
      .example("$0 inspect katze", "letter by letter")
      .example("$0 inspect --rung doubling cat act chat katze", "the article's figures")
      .example("$0 inspect katze chat cat Ünbekannt --html words.html", "pictures of four words"),
  handler: async ({ words = [], _, ...options }) => {
    checkWordLength(options.maxWordLength);
    const { inspect } = await import("./inspect.js");
    await inspect({ ...options, words: [...words, ..._.slice(1).map(String)] });
  },
};
