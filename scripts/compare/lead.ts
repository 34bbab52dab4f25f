/** Whether one program is more accurate than another, on the same words. */
import type { Targets } from "../../src/corpus/targets.js";
import { z } from "../../src/evaluation/interval.js";
import { heaviestLabel } from "../../src/evaluation/outcomes.js";

export interface Lead {
  /** Words that only the one, or only the other, was right about. */
  readonly won: number;
  readonly lost: number;
  /** Accuracy minus the other's. */
  readonly lead: number;
  /** Its 95 % interval. */
  readonly from: number;
  readonly to: number;
}

/**
 * The lead (won − lost)/n, with the interval ± z·√((won + lost)/n − lead²)/√n of paired words: what both are right or
 * wrong about says nothing of who is better, so that far smaller leads are sure than intervals of each alone would tell.
 *
 * @param ours [n], 1 where right; n > 0
 * @param theirs [n], of the same words
 */
export function leadOver(ours: Uint8Array, theirs: Uint8Array): Lead {
  const n = ours.length;
  let won = 0;
  let lost = 0;
  for (let i = 0; i < n; i++) {
    if (ours[i] === theirs[i]) continue;
    if (ours[i]) won++;
    else lost++;
  }
  const lead = (won - lost) / n;
  const half = z * Math.sqrt(((won + lost) / n - lead * lead) / n);
  return { won, lost, lead, from: lead - half, to: lead + half };
}

/**
 * [n], 1 where the answered label is the word's heaviest.
 *
 * @param answered [n], labels by number
 * @param words [n], indices into the corpus
 */
export const rightOf = (targets: Targets, answered: Int32Array, words: Uint32Array): Uint8Array =>
  Uint8Array.from(words, (word, i) => (answered[i] === heaviestLabel(targets, word) ? 1 : 0));
