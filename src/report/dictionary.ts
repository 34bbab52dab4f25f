import { type Corpus, selectWords } from "../corpus/corpus.js";
import { Vocabulary } from "../corpus/vocabulary.js";
import { hiddenOf } from "../inspection/hidden.js";
import { spread } from "../inspection/reading.js";
import type { Model } from "../model/model.js";

/** Words to compare with; of a larger corpus as many, at even distances in the alphabet. */
const mostWords = 200_000;

/** Words of a corpus as a model sees them. */
export interface Dictionary {
  /** The file they come from. */
  readonly name: string;
  /** Normalised and sorted. */
  readonly words: readonly string[];
  /** [words], each word's heaviest label. */
  readonly labels: readonly string[];
  /** [words, H], h_m. */
  readonly hidden: Float32Array;
  /** Those of the words that training never saw; all of them where the corpus is too small to split. */
  readonly testWords: readonly string[];
}

/** Words of characters that the model knows, at most `most`. */
export async function dictionaryOf(model: Model, corpus: Corpus, most = mostWords): Promise<Dictionary> {
  const vocabulary = new Vocabulary(model.alphabet, model.reading);
  const isKnown = (place: number): boolean => vocabulary.unknownIn(corpus.words.get(place)).length === 0;
  const places = spread([...selectWords(corpus, "all")].filter(isKnown), most);
  const words = places.map((place) => corpus.words.get(place));
  const testWords = [...selectWords(corpus, "test")].filter(isKnown).map((place) => corpus.words.get(place));
  const labels = places.map((place) => heaviestLabel(corpus, place));
  return { name: corpus.name, words, labels, hidden: await hiddenOf(model, words), testWords };
}

function heaviestLabel({ labels, targets }: Corpus, word: number): string {
  let best = targets.start[word] ?? 0;
  for (let i = best; i < (targets.start[word + 1] ?? 0); i++) {
    if ((targets.share[i] ?? 0) > (targets.share[best] ?? 0)) best = i;
  }
  return labels[targets.label[best] ?? 0] ?? "";
}
