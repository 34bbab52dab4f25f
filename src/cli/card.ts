import { basename } from "node:path";
import { type Corpus, selectWords } from "../corpus/corpus.js";
import { evaluate } from "../evaluation/metrics.js";
import { writeFileDurably } from "../files/write.js";
import { modelCard } from "../model/card.js";
import { probabilitiesOf } from "../model/classifier.js";
import type { Model } from "../model/model.js";
import { beside } from "./paths.js";

/** Where the card of a model file stands: beside it, under a name that is no one else's. */
export const cardPath = (modelPath: string): string => beside(modelPath, ".card.md");

/** Writes a model's card, with the figures on the corpus's test words. */
export async function writeCard(modelPath: string, model: Model, corpus: Corpus, command: string): Promise<void> {
  const words = selectWords(corpus, "test");
  const evaluation = evaluate(await probabilitiesOf(model, corpus, words), corpus, words);
  await writeFileDurably(
    cardPath(modelPath),
    modelCard(model, { name: basename(modelPath), corpus, evaluation, command }),
  );
}
