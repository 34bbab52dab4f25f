import type { Argv, CommandModule } from "yargs";
import type { LadderOptions } from "./ladder.js";
import { checkWhole } from "./numbers.js";
import { checkWordLength, columnOptions } from "./options.js";
import { defaultData } from "./paths.js";

export const ladderCommand: CommandModule<unknown, LadderOptions> = {
  command: "ladder [csv]",
  describe: "Train every rung on the same words and compare them",
  builder: (yargs: Argv) =>
    yargs
      .positional("csv", { type: "string", describe: "Words and their labels", defaultDescription: defaultData })
      .options({
        hidden: {
          type: "number",
          describe: "Numbers in h, where it is a vector (by the size of the data)",
          requiresArg: true,
        },
        epochs: { type: "number", describe: "Passes over the words (by the size of the data)", requiresArg: true },
        seed: {
          type: "number",
          defaultDescription: "1",
          describe: "Chooses all that is left to chance",
          requiresArg: true,
        },
        threads: {
          type: "number",
          defaultDescription: "all cores",
          describe: "Threads; the figures are the same with any number",
          requiresArg: true,
        },
        ...columnOptions,
        json: { type: "boolean", describe: "One JSON object a rung" },
      })
      .example("$0 ladder data/cats.csv", "three words, in seconds")
      .example("$0 ladder", "the words that come with katze, in minutes"),
  handler: async (options) => {
    checkWhole("hidden", options.hidden, 1, 4096);
    checkWhole("epochs", options.epochs, 1, 1_000_000);
    checkWhole("seed", options.seed, 0, 2 ** 32 - 1);
    checkWhole("threads", options.threads, 1, 64);
    checkWordLength(options.maxWordLength);
    const { climb } = await import("./ladder.js");
    await climb(options);
  },
};
