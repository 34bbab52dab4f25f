import { join } from "node:path";
import { readCorpusFile } from "../corpus/corpus-file.js";
import { UsageError } from "../errors.js";
import { grouped } from "../evaluation/figures.js";
import { labelsCsv, vectorsCsv } from "../export/csv.js";
import { magic, npy } from "../export/npy.js";
import { projectorFiles } from "../export/projector.js";
import { type Vectors, vectorsOf } from "../export/vectors.js";
import { checkWritable, writeFileDurably } from "../files/write.js";
import type { Model } from "../model/model.js";
import { printable, quote } from "../quote.js";
import { checkReplaceable } from "./export-target.js";
import { modelAt } from "./load.js";
import type { CsvOptions } from "./options.js";
import { note, print } from "./output.js";
import { defaultData, shipped } from "./paths.js";

export interface ExportOptions extends CsvOptions {
  readonly to: "vectors" | "projector";
  readonly out: string;
  readonly model?: string | undefined;
  readonly csv?: string | undefined;
}

/** A file to be, and how its bytes come from the vectors. */
interface Output {
  readonly path: string;
  /** What a file of that name has to begin with to be replaced, in Latin-1. */
  readonly beginning: string;
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
  for (const { path, beginning } of outputs) await checkReplaceable(path, beginning);
  for (const { path } of outputs) await checkWritable(path);
  const data = options.csv ?? shipped(defaultData);
  const { corpus } = await readCorpusFile(data, { ...options, keepCase: model.reading.keepCase });
  for (const warning of corpus.warnings) note(`katze: ${warning}`);
  const vectors = await vectorsOf(model, corpus);
  // All is computed before the first file is written, so that what cannot be computed leaves every file as it was.
  const files = outputs.map(({ path, encode }) => ({ path, bytes: encode(vectors, model) }));
  for (const { path, bytes } of files) await writeFileDurably(path, bytes);
  const wrote = files.map(({ path, bytes }) => `wrote ${printable(path)}, ${grouped(bytes.length)} bytes\n`);
  await print(`h of ${grouped(vectors.words.length)} words, ${grouped(vectors.size)} numbers each\n${wrote.join("")}`);
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
