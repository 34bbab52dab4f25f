/** Do probabilities mean what they say? Among predictions with probability 0.8, 80 of 100 should be right. */
export interface Calibration {
  /** Expected calibration error: the mean over words of |confidence − accuracy| of the word's bin. */
  readonly ece: number;
  readonly bins: readonly CalibrationBin[];
}

/** Predictions whose probability is in [from, to), in the last bin [from, to]. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean probability of the predicted labels; 0 in an empty bin. */
  readonly confidence: number;
  /** The share that was right; 0 in an empty bin. */
  readonly accuracy: number;
}

const bins = 15;

/**
 * Expected calibration error over 15 equally wide bins (Guo et al., arXiv:1706.04599).
 *
 * @param confidence [n], the predicted labels' probabilities
 * @param right [n], 1 where the prediction was right
 */
export const calibrationOf = (confidence: Float32Array, right: Uint8Array): Calibration => {
  const sums = Array.from({ length: bins }, () => ({ count: 0, confidence: 0, right: 0 }));
  confidence.forEach((probability, i) => {
    const sum = sums[Math.min(Math.floor(probability * bins), bins - 1)];
    if (sum === undefined) throw new RangeError(`${probability} is no probability`);
    sum.count++;
    sum.confidence += probability;
    sum.right += right[i] ?? 0;
  });
  let gaps = 0;
  for (const sum of sums) gaps += Math.abs(sum.confidence - sum.right);
  return {
    ece: confidence.length === 0 ? 0 : gaps / confidence.length,
    bins: sums.map((sum, bin) => ({
      from: bin / bins,
      to: (bin + 1) / bins,
      count: sum.count,
      confidence: sum.count === 0 ? 0 : sum.confidence / sum.count,
      accuracy: sum.count === 0 ? 0 : sum.right / sum.count,
    })),
  };
};
