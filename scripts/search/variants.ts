/** What the search tries: the recipe as it is, and each change alone. */
import type { GivenSettings } from "../../src/training/settings.js";

/** Changes by name; what a change does not name follows from the data, as in `katze train`. */
export const variants: Readonly<Record<string, GivenSettings>> = {
  recipe: {},
  "end mark: none": { endMark: false },
  "loss at prefixes: none": { prefixLoss: 0 },
  "loss at prefixes: half": { prefixLoss: 0.5 },
  "loss at next characters: none": { nextLoss: 0 },
  "loss at next characters: double": { nextLoss: 0.6 },
  "h dropped: none": { dropHidden: 0 },
  "h dropped: 0.5": { dropHidden: 0.5 },
  "characters dropped: none": { dropCharacters: 0 },
  "characters dropped: 0.05": { dropCharacters: 0.05 },
  "characters dropped: 0.2": { dropCharacters: 0.2 },
  "weight decay: 0.1": { weightDecay: 0.1 },
  "U in ±1": { inputRange: 1 },
  "U in ±2": { inputRange: 2 },
  "learning rate: half": { learningRate: 0.001 },
  "learning rate: 1.5 times": { learningRate: 0.003 },
  "batch: 64": { batch: 64 },
  "batch: 256": { batch: 256 },
  "batches: random words": { run: 1 },
  "batches: runs of 8 neighbours": { run: 8 },
  "h: 128": { hidden: 128, run: 4 },
  "h: 256": { hidden: 256, run: 4 },
  "h: two groups of 272": { hidden: 544, groups: 2, half: false },
};
