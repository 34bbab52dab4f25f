import type { Sequences } from "./engine.js";

/** Words of a batch that one shard should have at least: below that, its products are too thin to be fast. */
const wordsAShard = 32;

/** Most shards a batch is cut into: what more threads than this have nothing to do with. */
export const mostShards = 8;

/** Most threads of an engine: the kernel numbers their tasks with ten bits. */
export const mostThreads = 64;

/** What a word's last node, mostly a leaf, costs of what another does: all but the products. */
const leaf = 0.1;

/**
 * Cuts a batch into runs that cost about the same: shard s has the words batch[cuts[s] … cuts[s + 1]). A word costs the nodes
 * that it adds to the prefix tree of the word before it. The number of shards depends on the batch alone, never on threads,
 * so that gradients add up to the same bits on every machine.
 */
export function cutIntoShards(batch: Uint32Array, { characters, start }: Sequences): number[] {
  const shards = Math.max(1, Math.min(mostShards, Math.floor(batch.length / wordsAShard)));
  const costs = new Float64Array(batch.length + 1);
  let before = 0;
  let beforeEnd = 0;
  let all = 0;
  for (let i = 0; i < batch.length; i++) {
    const word = batch[i] ?? 0;
    const from = start[word] ?? 0;
    const end = start[word + 1] ?? 0;
    let at = from;
    while (at < end && before < beforeEnd && characters[at] === characters[before]) {
      at++;
      before++;
    }
    all += Math.max(0, end - at - 1 + leaf);
    costs[i + 1] = all;
    before = from;
    beforeEnd = end;
  }
  const cuts = [0];
  for (let i = 1; i < batch.length && cuts.length < shards; i++) {
    if ((costs[i] ?? 0) * shards >= all * cuts.length) cuts.push(i);
  }
  while (cuts.length <= shards) cuts.push(batch.length);
  return cuts;
}
