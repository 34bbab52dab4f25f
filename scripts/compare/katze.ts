/** katze's own models among the rows. */
import { DataError } from "../../src/errors.js";
import { probabilitiesOf } from "../../src/model/classifier.js";
import { loadModel } from "../../src/model/file.js";
import type { Model } from "../../src/model/model.js";
import { printable } from "../../src/quote.js";
import type { Answers } from "./answers.js";
import type { Task } from "./task.js";

/** The key of katze's rows. */
export const own = "katze";

export interface OwnModel {
  readonly path: string;
  readonly name: string;
  readonly model: Model;
}

/**
 * Reads model files; each is named by its rung and H, and by its path where others have the same.
 *
 * @throws FileError, ModelError, and DataError for a model that reads words unlike its peers
 */
export async function readModels(paths: readonly string[]): Promise<OwnModel[]> {
  const models: OwnModel[] = [];
  for (const path of paths) {
    const model = await loadModel(path);
    if (model.reading.keepCase) {
      throw new DataError(`${printable(path)}: keeps the case of letters; train it without --keep-case to compare it`);
    }
    models.push({
      path,
      name: `katze ${model.rung}, H=${model.groups > 1 ? `${model.groups}×` : ""}${model.hidden / model.groups}`,
      model,
    });
  }
  return models.map((one, i) => {
    const isAlone = models.every(({ name }, j) => i === j || name !== one.name);
    return isAlone ? one : { ...one, name: `${one.name}, ${printable(one.path, 60)}` };
  });
}

/** What a model says of words of the task's corpus. */
export async function answersOf(model: Model, { corpus }: Task, words: Uint32Array): Promise<Answers> {
  return { labels: model.labels, said: await probabilitiesOf(model, corpus, words), areProbabilities: true };
}
