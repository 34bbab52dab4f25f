import { createHash } from "node:crypto";
import { readFileWhole } from "../files/read.js";
import { decodeModel, encodeModel } from "./format.js";
import type { Model } from "./model.js";

/** Reads a model file. Throws a FileError where it cannot be read, a ModelError where it is no sound model. */
export async function loadModel(path: string): Promise<Model> {
  return decodeModel(await readFileWhole(path, "model"), path);
}

/** Writes a model file, whole or not at all; returns its sha256. Throws a FileError where it cannot be written. */
export async function saveModel(path: string, model: Model): Promise<string> {
  const bytes = await encodeModel(model);
  // Predicting, which writes nothing, is quicker to start without.
  const { writeFileDurably } = await import("../files/write.js");
  await writeFileDurably(path, bytes);
  return createHash("sha256").update(bytes).digest("hex");
}
