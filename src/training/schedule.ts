/** The share of training in which the learning rate rises. */
const warmup = 0.2;

/** 0 to 1 along an S, level at both ends: 3x² − 2x³, which every engine computes alike, unlike a cosine. */
const smooth = (x: number): number => x * x * (3 - 2 * x);

/**
 * The learning rate after `progress` in [0, 1] of training: one cycle, from a twentieth up to `peak` and down to nearly
 * nothing (Smith and Topin, arXiv:1708.07120, with a smooth S in the place of straight lines).
 */
export function learningRate(progress: number, peak: number): number {
  if (progress < warmup) return peak * (0.05 + 0.95 * smooth(progress / warmup));
  return peak * (1 - 0.999 * smooth((progress - warmup) / (1 - warmup)));
}
