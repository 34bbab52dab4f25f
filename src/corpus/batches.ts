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
  const endOf = (place: number): number => Math.min(n, place - ((place + offset) % run) + run);
  /** Where the batch's parts of runs begin, and how many words they have. */
  let parts: number[] = [];
  let filled = 0;
  for (const start of starts) {
    let place = Math.max(start, offset) - offset;
    for (const end = endOf(place); place < end; ) {
      const to = Math.min(end, place + size - filled);
      parts.push(place);
      filled += to - place;
      if (filled === size) {
        yield joined(parts, filled, (part) => (part === place ? to : endOf(part)));
        parts = [];
        filled = 0;
      }
      place = to;
    }
  }
  if (filled > 0) yield joined(parts, filled, endOf);
}

/** The places of all parts, ascending. */
function joined(parts: readonly number[], size: number, endOf: (part: number) => number): Uint32Array {
  const batch = new Uint32Array(size);
  let filled = 0;
  for (const part of Uint32Array.from(parts).sort()) {
    for (let place = part, end = endOf(part); place < end; place++) batch[filled++] = place;
  }
  return batch;
}
