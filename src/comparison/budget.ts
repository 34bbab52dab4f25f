import { completeSettings, type GivenSettings } from "../training/settings.js";
import type { Budget } from "./compare.js";

/** The most numbers in h by default: with more, rungs of a matrix take minutes each, and their order stays the same. */
const mostHidden = 128;

/** What every rung gets where a caller does not say: what `train` takes for as many words, with a smaller h. */
export function completeBudget(given: Pick<GivenSettings, "epochs" | "hidden" | "seed">, words: number): Budget {
  const { epochs, batch, hidden, seed } = completeSettings(given, words);
  return { epochs, batch, seed, hidden: given.hidden ?? Math.min(hidden, mostHidden) };
}
