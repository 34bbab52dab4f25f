/** Words of a batch that one shard should have at least: below that, its products are too thin to be fast. */
const wordsAShard = 32;

/** Most shards a batch is cut into: what more threads than this have nothing to do with. */
export const mostShards = 8;

/**
 * Cuts a batch into runs of about equally many characters: shard s has the words batch[cuts[s] … cuts[s + 1]).
 * Their number depends on the batch alone, never on threads, so that gradients add up to the same bits on every machine.
 */
export function cutIntoShards(batch: Uint32Array, start: Uint32Array): number[] {
  const shards = Math.max(1, Math.min(mostShards, Math.floor(batch.length / wordsAShard)));
  const length = (word: number): number => (start[word + 1] ?? 0) - (start[word] ?? 0);
  let characters = 0;
  for (const word of batch) characters += length(word);
  const cuts = [0];
  let sum = 0;
  for (let i = 0; i < batch.length && cuts.length < shards; i++) {
    if (sum * shards >= characters * cuts.length) cuts.push(i);
    sum += length(batch[i] ?? 0);
  }
  while (cuts.length <= shards) cuts.push(batch.length);
  return cuts;
}
