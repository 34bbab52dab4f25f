import type { Random } from "./random.js";

/**
 * One epoch over n sorted words: batches of `size` places, each word once, ascending within a batch. A batch is made of
 * runs of `run` neighbours, which begin alike and so share much of its prefix tree; the runs are cut anew, from a random
 * first word, at each call. With run = 1 batches are random.
 */
export function* batchesOf(n: number, size: number, run: number, random: Random): Generator<Uint32Array> {
  const offset = random.below(run);
  const runs = new Uint32Array(Math.ceil((n + offset) / run)).map((_, i) => i);
  random.shuffle(runs);
  const batchOf = new Uint32Array(n);
  let words = 0;
  for (const i of runs) {
    const end = Math.min(n, (i + 1) * run - offset);
    for (let place = Math.max(0, i * run - offset); place < end; place++) batchOf[place] = Math.floor(words++ / size);
  }
  const next = new Uint32Array(Math.ceil(n / size)).map((_, batch) => batch * size);
  const places = new Uint32Array(n);
  for (let place = 0; place < n; place++) {
    const batch = batchOf[place] ?? 0;
    const at = next[batch] ?? 0;
    places[at] = place;
    next[batch] = at + 1;
  }
  for (let from = 0; from < n; from += size) yield places.subarray(from, from + size);
}
