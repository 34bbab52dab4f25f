import type { Outcomes } from "./outcomes.js";

/** How many words of each label were taken for each. */
export interface Confusion {
  /** [C], of rows and columns. */
  readonly labels: readonly string[];
  /** [C, C]: row the true (heaviest) label, column the predicted one. */
  readonly matrix: readonly (readonly number[])[];
}

/** How well one label is told; a ratio of nothing is 0: precision unpredicted, recall unsupported, F1 of both 0. */
export interface LabelScore {
  /** Right among those predicted to have the label. */
  readonly precision: number;
  /** Right among those that have it. */
  readonly recall: number;
  /** 2·precision·recall / (precision + recall) */
  readonly f1: number;
  /** Words whose true label it is. */
  readonly support: number;
}

export interface Mistaken {
  readonly truth: string;
  readonly predicted: string;
  readonly words: number;
  /** words / those of the true label */
  readonly share: number;
}

export const confusionOf = ({ truth, predicted }: Outcomes, labels: readonly string[]): Confusion => {
  const matrix = labels.map(() => labels.map(() => 0));
  truth.forEach((label, i) => {
    const row = matrix[label] ?? [];
    const column = predicted[i] ?? 0;
    row[column] = (row[column] ?? 0) + 1;
  });
  return { labels, matrix };
};

/** [C], in the order of the confusion's labels. */
export const labelScores = ({ labels, matrix }: Confusion): LabelScore[] => {
  const predictions = labels.map(() => 0);
  for (const row of matrix) {
    row.forEach((words, column) => {
      predictions[column] = (predictions[column] ?? 0) + words;
    });
  }
  return matrix.map((row, label) => {
    const right = row[label] ?? 0;
    const support = row.reduce((sum, words) => sum + words, 0);
    const predicted = predictions[label] ?? 0;
    return {
      precision: predicted === 0 ? 0 : right / predicted,
      recall: support === 0 ? 0 : right / support,
      f1: predicted + support === 0 ? 0 : (2 * right) / (predicted + support),
      support,
    };
  });
};

/** The mean F1 of the labels that have words: a rare label counts as much as a frequent one. */
export const macroF1 = (scores: readonly LabelScore[]): number => {
  const supported = scores.filter(({ support }) => support > 0);
  return supported.reduce((sum, { f1 }) => sum + f1, 0) / Math.max(supported.length, 1);
};

/** The pairs of labels most often mistaken, the most frequent first; of equals in the order of the labels. */
export const mostMistaken = ({ labels, matrix }: Confusion, most: number): Mistaken[] => {
  const pairs: Mistaken[] = [];
  matrix.forEach((row, truth) => {
    const support = row.reduce((sum, words) => sum + words, 0);
    row.forEach((words, predicted) => {
      if (words === 0 || predicted === truth) return;
      pairs.push({ truth: labels[truth] ?? "", predicted: labels[predicted] ?? "", words, share: words / support });
    });
  });
  return pairs.sort((a, b) => b.words - a.words).slice(0, most);
};
