import { basename } from "node:path";
import { type Corpus, selectWords } from "../corpus/corpus.js";
import { evaluate } from "../evaluation/metrics.js";
import { writeFileDurably } from "../files/write.js";
import { modelCard } from "../model/card.js";
import { probabilitiesOf } from "../model/classifier.js";
import type { Model } from "../model/model.js";

/** Writes a model's card beside its file, with the figures on the corpus's test words. */
export async function writeCard(modelPath: string, model: Model, corpus: Corpus, command: string): Promise<void> {
  const words = selectWords(corpus, "test");
  const evaluation = evaluate(await probabilitiesOf(model, corpus, words), corpus, words);
  const card = modelCard(model, { name: basename(modelPath), corpus, evaluation, command });
  await writeFileDurably(modelPath.replace(/(\.safetensors)?$/u, ".md"), card);
}
