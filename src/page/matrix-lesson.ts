/** What a matrix does to h, in words. */
import { rungOf } from "../recurrence/ladder.js";
import { gatesInWords } from "../report/gates.js";
import type { ModelFindings } from "../report/model-findings.js";
import type { Turning } from "./turning.js";

/** Ends that are closer than this are drawn in one place. */
const same = 0.05;

/** What is to be learned of cat and act, which end so far apart. */
export function turningLesson({ stretch, turn }: Turning, distance: number): string {
  if (stretch === 0) return "Stretched 0 times: only the last letter, t, is left, and both words end with it.";
  if (distance < same) {
    return turn === 0 && stretch === 1
      ? "W leaves h as it is: a plain sum again. cat and act end in one place; the order is lost."
      : "Both words end in one place.";
  }
  const how =
    turn === 0
      ? "only stretches h, as the 2 did"
      : stretch === 1
        ? "only turns h; nothing grows"
        : "turns h and stretches it";
  return `W ${how}. c has gone through W twice by the end of cat, and once by the end of act, so the two words end ${distance.toFixed(2)} apart.`;
}

/** What became of W in a network that was trained. */
export function trainedLesson({ model, gates, multiplier }: ModelFindings): string {
  const { f, W, h } = rungOf(model.rung);
  if (f === "gates") {
    return `${gates ? gatesInWords(gates) : "At each letter gates choose what becomes of each number of h"}. So there is no one W to draw.`;
  }
  const found =
    W === "matrix"
      ? `Nobody chose its ${model.hidden}·${model.hidden} numbers: training found them, as those that tell the labels best.`
      : `Its W is ${W === "multiple" ? "one number that training found" : "fixed"}: h times ${Number((multiplier ?? 0).toPrecision(4))}${h === "vector" ? ", all numbers of it alike" : ""}.`;
  return f === "tanh"
    ? `${found} After each letter tanh squeezes every number of h between −1 and 1, so that nothing drowns the rest.`
    : found;
}
