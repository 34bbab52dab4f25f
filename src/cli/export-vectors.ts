import { join } from "node:path";
import { readCorpusFile } from "../corpus/corpus-file.js";
import { UsageError } from "../errors.js";
import { grouped } from "../evaluation/figures.js";
import { labelsCsv, vectorsCsv } from "../export/csv.js";
import { magic, npy } from "../export/npy.js";
import { projectorFiles } from "../export/projector.js";
import { type Vectors, vectorsOf } from "../export/vectors.js";
import type { Model } from "../model/model.js";
import { quote } from "../quote.js";
import type { ExportOptions } from "./export-command.js";
import { checkTargets, type Target, writeFiles } from "./export-target.js";
import { modelAt } from "./load.js";
import { note, print } from "./output.js";
import { defaultData, shipped } from "./paths.js";

/** A file to be, and how its bytes come from the vectors. */
interface Output extends Target {
  readonly encode: (vectors: Vectors, model: Model) => Uint8Array;
}

/** Writes h of a CSV's words in another program's format. */
export async function exportVectors(options: ExportOptions): Promise<void> {
  const outputs = outputsOf(options);
  const model = await modelAt(options.model);
  if (options.to === "projector" && model.hidden === 1) {
    throw new UsageError(
      `the Projector shows vectors, and h of this model (${model.rung}) is one number; take --to vectors, or another model`,
    );
  }
  await checkTargets(outputs);
  const data = options.csv ?? shipped(defaultData);
  const { corpus } = await readCorpusFile(data, { ...options, keepCase: model.reading.keepCase });
  for (const warning of corpus.warnings) note(`katze: ${warning}`);
  const vectors = await vectorsOf(model, corpus);
  const wrote = await writeFiles(outputs.map(({ path, encode }) => ({ path, bytes: encode(vectors, model) })));
  await print(`h of ${grouped(vectors.words.length)} words, ${grouped(vectors.size)} numbers each\n${wrote}`);
}

/** Which files an export writes. Throws a UsageError where --out does not say it. */
function outputsOf({ to, out }: ExportOptions): readonly Output[] {
  if (to === "projector") {
    if (out === "") throw new UsageError("--out names the folder to write to");
    return projectorFiles.map(({ name, beginning, encode }) => ({ path: join(out, name), beginning, encode }));
  }
  if (out.endsWith(".csv")) return [{ path: out, beginning: "word,label,h0", encode: vectorsCsv }];
  if (!out.endsWith(".npy")) {
    throw new UsageError(`--out names a .csv or a .npy file; found ${quote(out)}`);
  }
  return [
    { path: out, beginning: magic, encode: ({ hidden, size }) => npy(hidden, size) },
    { path: out.replace(/npy$/u, "labels.csv"), beginning: "word,label\n", encode: labelsCsv },
  ];
}
