import type { Random } from "./random.js";

/**
 * One epoch over n sorted words: batches of `size` places, each word once, ascending within a batch. A batch is made of
 * runs of `run` neighbours, which begin alike and so share much of its prefix tree; the runs are cut anew, from a random
 * first word, at each call. With run = 1 batches are random.
 */
export function* batchesOf(n: number, size: number, run: number, random: Random): Generator<Uint32Array> {
  const offset = random.below(run);
  const starts = Uint32Array.from({ length: Math.ceil((n + offset) / run) }, (_, i) => i * run);
  random.shuffle(starts);
  let batch = new Uint32Array(size);
  let filled = 0;
  for (const start of starts) {
    for (let i = Math.max(start, offset); i < start + run && i < n + offset; i++) {
      batch[filled++] = i - offset;
      if (filled < size) continue;
      yield batch.sort();
      batch = new Uint32Array(size);
      filled = 0;
    }
  }
  if (filled > 0) yield batch.subarray(0, filled).sort();
}
