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
 * Cuts batches of some words into runs that cost about the same. A word costs the nodes that it adds to the prefix tree of the
 * word before it. The number of shards depends on the batch alone, never on threads, so that gradients add up to the same
 * bits on every machine.
 */
export class ShardCutter {
  /** How many characters each word shares with the one before it: which most words follow in batches of neighbours. */
  readonly #sharedBefore: Uint32Array;
  /** The costs of a batch's first words, summed. */
  #costs = new Float64Array(0);

  constructor(readonly words: Sequences) {
    this.#sharedBefore = new Uint32Array(words.start.length - 1);
    for (let word = 1; word < this.#sharedBefore.length; word++) {
      this.#sharedBefore[word] = sharedBy(words, word - 1, word);
    }
  }

  /** Where to cut: shard s has the words batch[cuts[s] … cuts[s + 1]). */
  cut(batch: Uint32Array): number[] {
    const { start } = this.words;
    if (this.#costs.length <= batch.length) this.#costs = new Float64Array(batch.length + 1);
    const costs = this.#costs;
    let before = -1;
    let all = 0;
    for (let i = 0; i < batch.length; i++) {
      const word = batch[i] ?? 0;
      const follows = word === before + 1;
      const shared = follows ? (this.#sharedBefore[word] ?? 0) : i > 0 ? sharedBy(this.words, before, word) : 0;
      all += Math.max(0, (start[word + 1] ?? 0) - (start[word] ?? 0) - shared - 1 + leaf);
      costs[i + 1] = all;
      before = word;
    }
    const shards = Math.max(1, Math.min(mostShards, Math.floor(batch.length / wordsAShard)));
    const cuts = [0];
    for (let i = 1; i < batch.length && cuts.length < shards; i++) {
      if ((costs[i] ?? 0) * shards >= all * cuts.length) cuts.push(i);
    }
    while (cuts.length <= shards) cuts.push(batch.length);
    return cuts;
  }
}

/** How many characters two words begin with alike. */
function sharedBy({ characters, start }: Sequences, a: number, b: number): number {
  const from = start[a] ?? 0;
  const other = start[b] ?? 0;
  const most = Math.min((start[a + 1] ?? 0) - from, (start[b + 1] ?? 0) - other);
  let shared = 0;
  while (shared < most && characters[from + shared] === characters[other + shared]) shared++;
  return shared;
}
