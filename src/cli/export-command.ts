import type { Argv, CommandModule } from "yargs";
import type { ExportOptions } from "./export.js";
import { checkWordLength, columnOptions } from "./options.js";
import { defaultData, defaultModel } from "./paths.js";

export const formats = ["vectors", "projector"] as const;

export const exportCommand: CommandModule<unknown, ExportOptions> = {
  command: "export",
  describe: "Write the hidden vectors of a CSV's words for other programs",
  builder: (yargs: Argv) =>
    yargs
      .options({
        to: {
          choices: formats,
          demandOption: true,
          describe: "vectors: a CSV or NumPy's .npy; projector: for TensorFlow's Embedding Projector",
          requiresArg: true,
        },
        out: {
          type: "string",
          demandOption: true,
          describe: "The file, NAME.csv or NAME.npy; for the projector a folder",
          requiresArg: true,
        },
        model: { type: "string", describe: "The model file", defaultDescription: defaultModel, requiresArg: true },
        csv: { type: "string", describe: "Words and their labels", defaultDescription: defaultData, requiresArg: true },
        ...columnOptions,
      })
      .example("$0 export --to vectors --out vectors.npy", "h for NumPy, with vectors.labels.csv beside it")
      .example("$0 export --to projector --out projector", "four files for projector.tensorflow.org"),
  handler: async (options) => {
    checkWordLength(options.maxWordLength);
    const { exportVectors } = await import("./export.js");
    await exportVectors(options);
  },
};
