import { DataError, FileError, ModelError, UsageError } from "../errors.js";
import { type FileSystem, nodeFileSystem } from "../files/file-system.js";
import { isThere, readFileWhole } from "../files/read.js";
import { removeFile } from "../files/remove.js";
import { replaceFileDurably, writeFileDurably } from "../files/write.js";
import { printable } from "../quote.js";
import {
  type Checkpoint,
  changedSettings,
  decodeCheckpoint,
  describeSettings,
  encodeCheckpoint,
} from "../training/checkpoint.js";
import type { State } from "../training/state.js";
import { note } from "./output.js";
import { beside } from "./paths.js";

/** Checkpoints take at most one part in so many of a training's time; where epochs are longer, each has one. */
const share = 20;

/** Where the checkpoint of a model file's training stands. */
export const checkpointPath = (modelPath: string): string => beside(modelPath, ".checkpoint.safetensors");

/** The checkpoint beside a model file, and the one before it: what `--resume` goes on from. */
export class CheckpointFile {
  readonly path: string;
  readonly previous: string;
  readonly #settings: string;
  /** Whether the newest checkpoint is one that can be gone on from, and so worth keeping as the one before. */
  #isSound = false;
  #written = performance.now();
  /** Milliseconds that the last one took. */
  #cost = 0;

  constructor(
    modelPath: string,
    settings: Readonly<Record<string, string | number | boolean>>,
    readonly data: string,
    readonly fs: FileSystem = nodeFileSystem,
  ) {
    this.path = checkpointPath(modelPath);
    this.previous = beside(modelPath, ".checkpoint.previous.safetensors");
    this.#settings = describeSettings(settings);
  }

  /**
   * The state to go on from, if there is one: the newest checkpoint's, or with a warning that of the one before.
   * @throws DataError where the data changed, UsageError where the settings did, ModelError or FileError where none of
   * the checkpoints that are there can be used
   */
  async resume(): Promise<State | undefined> {
    const [newest, previous] = [await this.#read(this.path), await this.#read(this.previous)];
    const usable = [newest, previous].find((one) => one !== undefined && !(one instanceof Error));
    if (usable === undefined || usable instanceof Error) {
      const fault = newest ?? previous;
      if (fault instanceof Error) throw fault;
      note(`katze: ${printable(this.path)} is not there; training from the beginning`);
      return undefined;
    }
    this.#isSound = usable === newest;
    if (!this.#isSound) {
      const why = newest instanceof Error ? newest.message : `${printable(this.path)} is not there`;
      note(`katze: ${why}; going on from the one before, ${printable(this.previous)}`);
    }
    this.#check(usable, this.#isSound ? this.path : this.previous);
    return usable.state;
  }

  /** Throws a UsageError where a stopped training stands, which one from the beginning would lose. */
  async refuseToLose(): Promise<undefined> {
    for (const path of [this.path, this.previous]) {
      if (!(await isThere(path, this.fs))) continue;
      throw new UsageError(`${printable(path)}: a stopped training stands there; go on with --resume, or remove it`);
    }
    return undefined;
  }

  /** Keeps the state, after each epoch unless they are very short, and where the training is stopping. */
  readonly keep = async (state: () => State, isStopping: boolean): Promise<void> => {
    const began = performance.now();
    if (!isStopping && began - this.#written < share * this.#cost) return;
    const bytes = await encodeCheckpoint({ state: state(), settings: this.#settings, data: this.data });
    if (this.#isSound) await replaceFileDurably(this.path, this.previous, bytes, this.fs);
    else await writeFileDurably(this.path, bytes, this.fs);
    this.#isSound = true;
    this.#written = performance.now();
    this.#cost = this.#written - began;
  };

  /** Once the model is written, there is nothing to go on with. */
  async remove(): Promise<void> {
    await removeFile(this.previous, this.fs);
    await removeFile(this.path, this.fs);
  }

  /** A checkpoint, or why it cannot be used; undefined where there is none. */
  async #read(path: string): Promise<Checkpoint | ModelError | FileError | undefined> {
    try {
      if (!(await isThere(path, this.fs))) return undefined;
      return await decodeCheckpoint(await readFileWhole(path, "checkpoint", this.fs), path);
    } catch (error) {
      if (error instanceof ModelError || error instanceof FileError) return error;
      throw error;
    }
  }

  #check({ settings, data }: Checkpoint, path: string): void {
    if (data !== this.data)
      throw new DataError(`${printable(path)}: the data changed since; give the same, or remove it to train anew`);
    if (settings === this.#settings) return;
    const changed = changedSettings(settings, this.#settings);
    throw new UsageError(`${printable(path)}: ${changed}; give the same settings, or remove it to train anew`);
  }
}
