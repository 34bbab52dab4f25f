import { completeSettings, type GivenSettings } from "../training/settings.js";
import type { Budget } from "./compare.js";

/** The most numbers in h by default: with more, rungs of a matrix take minutes each, and their order stays the same. */
const mostHidden = 128;

/** The most epochs by default where there are many words, for the same reason; few words take more. */
const mostEpochs = 20;

/** What every rung gets where a caller does not say: what `train` takes for as many words, with a smaller h and fewer epochs. */
export function completeBudget(given: Pick<GivenSettings, "epochs" | "hidden" | "seed">, words: number): Budget {
  const { epochs, batch, hidden, seed } = completeSettings(given, words);
  const fewer = epochs > 30 ? epochs : Math.min(epochs, mostEpochs);
  return { epochs: given.epochs ?? fewer, batch, seed, hidden: given.hidden ?? Math.min(hidden, mostHidden) };
}
