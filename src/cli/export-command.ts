import type { Argv, CommandModule } from "yargs";
import { type CsvOptions, checkWordLength, columnOptions } from "./options.js";
import { defaultData, defaultModel } from "./paths.js";

export const formats = ["onnx", "tfjs", "vectors", "projector"] as const;

export interface ExportOptions extends CsvOptions {
  readonly to: (typeof formats)[number];
  readonly out: string;
  readonly model?: string | undefined;
  readonly csv?: string | undefined;
}

export const exportCommand: CommandModule<unknown, ExportOptions> = {
  command: "export",
  describe: "Write the network, or the hidden vectors of a CSV's words, for other programs",
  builder: (yargs: Argv) =>
    yargs
      .options({
        to: {
          choices: formats,
          demandOption: true,
          describe:
            "onnx: the network for ONNX runtimes; tfjs: a LayersModel for TensorFlow.js; vectors: a CSV or NumPy's .npy; projector: for TensorFlow's Embedding Projector",
          requiresArg: true,
        },
        out: {
          type: "string",
          demandOption: true,
          describe: "The file, NAME.onnx, NAME.csv or NAME.npy; for tfjs and the projector a folder",
          requiresArg: true,
        },
        model: { type: "string", describe: "The model file", defaultDescription: defaultModel, requiresArg: true },
        csv: {
          type: "string",
          describe: "Words and their labels, for vectors and the projector",
          defaultDescription: defaultData,
          requiresArg: true,
        },
        ...columnOptions,
      })
      .example("$0 export --to onnx --out words.onnx", "one graph from characters to probabilities")
      .example("$0 export --to tfjs --out words", "model.json and weights.bin for tf.loadLayersModel")
      .example("$0 export --to vectors --out vectors.npy", "h for NumPy, with vectors.labels.csv beside it")
      .example("$0 export --to projector --out projector", "four files for projector.tensorflow.org"),
  handler: async (options) => {
    checkWordLength(options.maxWordLength);
    if (options.to === "onnx" || options.to === "tfjs") {
      const { exportNetwork } = await import("./export-network.js");
      await exportNetwork(options);
    } else {
      const { exportVectors } = await import("./export-vectors.js");
      await exportVectors(options);
    }
  },
};
