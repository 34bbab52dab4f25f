import { percent } from "../evaluation/figures.js";
import { type GateMeans, meanOf } from "../inspection/gates.js";
import type { Step } from "../recurrence/trace.js";

/** What gates do on average, as a sentence without its full stop. */
export const gatesInWords = ({ update, reset }: GateMeans): string =>
  `At each letter gates choose what becomes of each number of h: on average ${percent(update)} of it stays (z), and what is new hears ${percent(reset)} of W·h (r)`;

/** How much of h a step keeps, the mean of z; none on rungs without gates. */
export const keptAt = ({ gates }: Step): string => (gates ? percent(meanOf(gates.z)) : "");
