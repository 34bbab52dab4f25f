import { join } from "node:path";
import { UsageError } from "../errors.js";
import { encodeOnnx, beginning as onnxBeginning } from "../export/onnx/onnx.js";
import { encodeLayersModel, beginning as layersBeginning } from "../export/tfjs/layers-model.js";
import type { Model } from "../model/model.js";
import { quote } from "../quote.js";
import type { ExportOptions } from "./export-command.js";
import { checkTargets, type Target, writeFiles } from "./export-target.js";
import { modelAt } from "./load.js";
import { print } from "./output.js";

/** The files to be, and their bytes, which come from a model all at once. */
interface Outputs {
  readonly targets: readonly Target[];
  /** By path. */
  readonly encode: (model: Model) => Readonly<Record<string, Uint8Array>>;
}

/** Writes the network in a format that other programs run. */
export async function exportNetwork(options: ExportOptions): Promise<void> {
  const { targets, encode } = outputsOf(options);
  const model = await modelAt(options.model);
  const contents = encode(model);
  await checkTargets(targets);
  const wrote = await writeFiles(Object.entries(contents).map(([path, bytes]) => ({ path, bytes })));
  await print(`${model.rung}, h of ${model.hidden}, ${model.labels.length} labels\n${wrote}`);
}

/** Which files an export writes. Throws a UsageError where the options do not say it, or say what has no place in it. */
function outputsOf({ to, out, ...options }: ExportOptions): Outputs {
  const csv = csvOptions.find((name) => options[name] !== undefined);
  if (csv !== undefined)
    throw new UsageError(`--${hyphenated(csv)} is for words, and --to ${to} takes none; leave it out`);
  if (to === "onnx") {
    if (!out.endsWith(".onnx")) throw new UsageError(`--out names a .onnx file; found ${quote(out)}`);
    return { targets: [{ path: out, beginning: onnxBeginning }], encode: (model) => ({ [out]: encodeOnnx(model) }) };
  }
  if (out === "") throw new UsageError("--out names the folder to write to");
  const weights = join(out, "weights.bin");
  const topology = join(out, "model.json");
  return {
    targets: [
      { path: weights, beginning: "" },
      { path: topology, beginning: layersBeginning },
    ],
    encode: (model) => {
      const files = encodeLayersModel(model);
      return { [weights]: files.weights, [topology]: files.topology };
    },
  };
}

const csvOptions = ["csv", "wordColumn", "labelColumn", "countColumn", "skipBadRows", "maxWordLength"] as const;

const hyphenated = (name: string): string => name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
