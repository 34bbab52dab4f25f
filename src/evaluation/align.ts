import type { Targets } from "../corpus/targets.js";

export interface Aligned {
  /** Of the model and of the corpus, sorted by UTF-16 code units. */
  readonly labels: readonly string[];
  /** [n, labels], 0 for labels that the model lacks. */
  readonly probabilities: Float32Array;
  readonly targets: Targets;
}

/**
 * Numbers the labels of a model and of a corpus alike, since a model may be evaluated on a corpus with fewer labels than
 * it knows, or others. Where both know the same, nothing is copied.
 *
 * @param probabilities [n, C], in the order of the model's C labels
 * @param known the corpus' labels
 */
export const alignLabels = (
  probabilities: Float32Array,
  modelLabels: readonly string[],
  targets: Targets,
  known: readonly string[],
): Aligned => {
  const labels = [...new Set([...modelLabels, ...known])].sort();
  const same = (others: readonly string[]) =>
    others.length === labels.length && labels.every((l, i) => l === others[i]);
  return {
    labels,
    probabilities: same(modelLabels)
      ? probabilities
      : spread(probabilities, placesIn(labels, modelLabels), labels.length),
    targets: same(known) ? targets : renumbered(targets, placesIn(labels, known)),
  };
};

const placesIn = (labels: readonly string[], some: readonly string[]): Uint16Array => {
  const places = new Map(labels.map((label, place) => [label, place]));
  return Uint16Array.from(some, (label) => places.get(label) ?? 0);
};

/** The columns of [n, C] at their places in [n, to]. */
const spread = (probabilities: Float32Array, places: Uint16Array, to: number): Float32Array => {
  const C = places.length;
  const n = probabilities.length / C;
  const wide = new Float32Array(n * to);
  for (let i = 0; i < n; i++) {
    places.forEach((place, label) => {
      wide[i * to + place] = probabilities[i * C + label] ?? 0;
    });
  }
  return wide;
};

const renumbered = (targets: Targets, places: Uint16Array): Targets => ({
  ...targets,
  label: targets.label.map((label) => places[label] ?? 0),
});
