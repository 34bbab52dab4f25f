import type { Targets } from "./targets.js";

/** How labels share the loss: "none" counts every word the same, "balanced" every label. */
export const classWeights = ["none", "balanced"] as const;
export type ClassWeights = (typeof classWeights)[number];

/**
 * [C], what a word of each label weighs so that all labels weigh the same, and the words 1 on average:
 *
 *     n / (C·n_l),   n_l = Σ_w share_wl over the n words, C of those labels that n_l > 0 holds for; 1 for others
 *
 * as scikit-learn's class_weight="balanced", a word of several labels counting in each by its share.
 */
export function balancedWeights(targets: Targets, words: Uint32Array, labels: number): Float64Array {
  const mass = new Float64Array(labels);
  for (const word of words) {
    const end = targets.start[word + 1] ?? 0;
    for (let i = targets.start[word] ?? 0; i < end; i++) {
      const label = targets.label[i] ?? 0;
      mass[label] = (mass[label] ?? 0) + (targets.share[i] ?? 0);
    }
  }
  const present = mass.reduce((present, mass) => present + (mass > 0 ? 1 : 0), 0);
  return mass.map((mass) => (mass > 0 ? words.length / (present * mass) : 1));
}

/** What a word of each label weighs in the loss, [C]; undefined where all weigh 1. */
export const labelWeights = (
  kind: ClassWeights,
  targets: Targets,
  words: Uint32Array,
  labels: number,
): Float64Array | undefined => (kind === "balanced" ? balancedWeights(targets, words, labels) : undefined);

/** [n], what each word weighs: Σ_l share_l·weight_l, or 1. */
export function wordWeights(targets: Targets, words: Uint32Array, labelWeight?: Float64Array): Float32Array {
  if (labelWeight === undefined) return new Float32Array(words.length).fill(1);
  return Float32Array.from(words, (word) => {
    const end = targets.start[word + 1] ?? 0;
    let weight = 0;
    for (let i = targets.start[word] ?? 0; i < end; i++) {
      weight += (targets.share[i] ?? 0) * (labelWeight[targets.label[i] ?? 0] ?? 0);
    }
    return weight;
  });
}
