import type { Examples } from "../engine/engine.js";
import type { Corpus } from "./corpus.js";
import { packedSequences } from "./sequences.js";
import type { Vocabulary } from "./vocabulary.js";
import { wordWeights } from "./weights.js";

/** Words of a corpus with their targets; `labelWeight` [C] is what a word of each label weighs, by default 1. */
export function toExamples(
  corpus: Corpus,
  words: Uint32Array,
  vocabulary: Vocabulary,
  labelWeight?: Float64Array,
): Examples {
  const { targets } = corpus;
  const labelStart = new Uint32Array(words.length + 1);
  words.forEach((word, i) => {
    labelStart[i + 1] = (labelStart[i] ?? 0) + (targets.start[word + 1] ?? 0) - (targets.start[word] ?? 0);
  });
  const label = new Uint16Array(labelStart[words.length] ?? 0);
  const share = new Float32Array(label.length);
  words.forEach((word, i) => {
    const end = labelStart[i + 1] ?? 0;
    // By hand, since nearly every word has one label, and a call to copy it takes several times as long.
    for (let to = labelStart[i] ?? 0, from = targets.start[word] ?? 0; to < end; to++, from++) {
      label[to] = targets.label[from] ?? 0;
      share[to] = targets.share[from] ?? 0;
    }
  });
  return {
    ...packedSequences(corpus.words, words, vocabulary),
    labelStart,
    label,
    share,
    weight: wordWeights(targets, words, labelWeight),
    unknown: vocabulary.unknown,
  };
}
