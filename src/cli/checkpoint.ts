import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { DataError, UsageError } from "../errors.js";
import { readFileWhole } from "../files/read.js";
import { writeFileDurably } from "../files/write.js";
import { isRecord, parseCanonical } from "../model/json.js";
import { printable } from "../quote.js";
import { decodeCheckpoint, describeSettings, encodeCheckpoint } from "../training/checkpoint.js";
import type { State } from "../training/state.js";
import { note } from "./output.js";
import { beside } from "./paths.js";

/** Milliseconds between checkpoints where epochs are short; one is written whenever a training is stopped. */
const interval = 2000;

/** The checkpoint beside a model file: what `--resume` goes on from. */
export class CheckpointFile {
  readonly path: string;
  readonly #settings: string;
  #written = performance.now();

  constructor(
    modelPath: string,
    settings: Readonly<Record<string, string | number | boolean>>,
    readonly data: string,
  ) {
    this.path = beside(modelPath, ".checkpoint.safetensors");
    this.#settings = describeSettings(settings);
  }

  /** The state to go on from, if there is one. Throws a DataError where the data changed, a UsageError where the settings did. */
  async resume(): Promise<State | undefined> {
    if (!existsSync(this.path)) {
      note(`katze: ${printable(this.path)} is not there; training from the beginning`);
      return undefined;
    }
    const { state, settings, data } = await decodeCheckpoint(await readFileWhole(this.path, "checkpoint"), this.path);
    if (data !== this.data)
      throw new DataError(`${printable(this.path)}: the data changed since; train without --resume`);
    if (settings !== this.#settings) {
      const changed = difference(settings, this.#settings);
      throw new UsageError(`${printable(this.path)}: ${changed}; give the same settings, or train without --resume`);
    }
    return state;
  }

  /** Throws a UsageError where a stopped training stands, which one from the beginning would lose. */
  refuseToLose(): undefined {
    if (!existsSync(this.path)) return undefined;
    throw new UsageError(`${printable(this.path)}: a stopped training stands there; go on with --resume, or remove it`);
  }

  /** Keeps the state, where the last one is a while ago or the training is stopping. */
  readonly keep = async (state: () => State, isStopping: boolean): Promise<void> => {
    if (!isStopping && performance.now() - this.#written < interval) return;
    await writeFileDurably(
      this.path,
      await encodeCheckpoint({ state: state(), settings: this.#settings, data: this.data }),
    );
    this.#written = performance.now();
  };

  /** Once the model is written, there is nothing to go on with. */
  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

/** Names the settings that two descriptions differ in. */
function difference(before: string, now: string): string {
  const [old, given] = [before, now].map((text) => parseCanonical(text, 1));
  if (!isRecord(old) || !isRecord(given)) return "its settings are others";
  const changed = Object.keys(given).filter((name) => old[name] !== given[name]);
  return changed.map((name) => `${name} was ${old[name]} and is ${given[name]} now`).join(", ");
}
