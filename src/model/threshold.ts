import { UsageError } from "../errors.js";
import { quote } from "../quote.js";

/** The answer where no label is probable enough. */
export const unsure = "unsure";

/** Throws a UsageError where a threshold is no probability, or a label could not be told from `unsure`. */
export function checkThreshold(threshold: number, labels: readonly string[]): void {
  if (!(threshold >= 0 && threshold <= 1)) {
    throw new UsageError(`the threshold is a probability from 0 to 1; found ${threshold}`);
  }
  if (labels.includes(unsure)) {
    throw new UsageError(
      `one of the model's labels is ${quote(unsure)}, as a threshold's answer is; leave the threshold out`,
    );
  }
}
