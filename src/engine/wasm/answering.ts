import type { Sequences, Shape } from "../engine.js";
import type { Instance } from "./kernel.js";
import { copyRows, layoutOf } from "./layout.js";
import { floatsAt, Region } from "./memory.js";

/** Characters of a block of words, and words, at most, but for a longer word, which stands alone: enough to share many beginnings, few enough to stay small. */
const blockLength = 2048;

/** Blocks handed out at once, as many as the kernel counts. */
const mostBlocks = 1023;

/** Words whose h is in the kernel's memory at once. */
const mostRows = 2 ** 14;

/** Where the kernel finds words: their characters, where each starts, and their order. */
interface WordsAt {
  readonly characters: number;
  readonly start: number;
  readonly order: number;
}

/** Predictions of an engine's kernel: words in blocks, each a tree, which its threads take one after the other. */
export class Answering {
  readonly #instance: Instance;
  readonly #net: number;
  readonly #team: number;
  readonly #shape: Shape;
  /** For words that are longer than a block. */
  #long: number | undefined;
  readonly #characters: Region;
  readonly #start: Region;
  readonly #order: Region;
  readonly #out: Region;
  #unfinished: (() => void) | undefined;

  constructor(instance: Instance, net: number, team: number, shape: Shape) {
    this.#instance = instance;
    this.#net = net;
    this.#team = team;
    this.#shape = shape;
    this.#characters = new Region(instance);
    this.#start = new Region(instance);
    this.#order = new Region(instance);
    this.#out = new Region(instance);
  }

  /** Begins the probabilities [words, C]; the function returned waits for them, and takes part. */
  begin(words: Sequences): () => Float32Array {
    this.finish();
    const n = words.start.length - 1;
    const row = this.#shape.C * 4;
    const out = this.#out.reserve(n * row);
    const at = this.#put(words);
    for (let from = 0; from < n; ) from = this.#post(words.start, at, from, n, out + from * row, row, false);
    let answer: Float32Array | undefined;
    const finish = (): Float32Array => {
      this.#unfinished = undefined;
      this.#instance.kernel.settle(this.#team);
      answer = floatsAt(this.#instance, out, n * this.#shape.C).slice();
      return answer;
    };
    this.#unfinished = finish;
    return () => answer ?? finish();
  }

  /** h_m [words, H]. */
  hidden(words: Sequences): Float32Array {
    this.finish();
    const { H } = this.#shape;
    const { row } = layoutOf(this.#shape);
    const n = words.start.length - 1;
    const hidden = new Float32Array(n * H);
    const at = this.#put(words);
    const out = this.#out.reserve(Math.min(n, mostRows) * row * 4);
    for (let from = 0; from < n; ) {
      const to = this.#post(words.start, at, from, Math.min(n, from + mostRows), out, row * 4, true);
      this.#instance.kernel.settle(this.#team);
      copyRows(floatsAt(this.#instance, out, (to - from) * row), row, hidden.subarray(from * H), H, to - from, H);
      from = to;
    }
    return hidden;
  }

  /** Brings what was begun to its end: before what it reads and writes is used otherwise. */
  finish(): void {
    this.#unfinished?.();
  }

  #put({ characters, start }: Sequences): WordsAt {
    const order = new Uint32Array(start.length - 1).map((_, word) => word);
    return {
      characters: this.#characters.put(characters),
      start: this.#start.put(start),
      order: this.#order.put(order),
    };
  }

  /** Hands out words from `from` on, up to `end` or as many as can be at once, after all handed out before; returns one past the last. */
  #post(
    start: Uint32Array,
    at: WordsAt,
    from: number,
    end: number,
    out: number,
    row: number,
    isHidden: boolean,
  ): number {
    const { kernel } = this.#instance;
    kernel.settle(this.#team);
    const need = { words: 0, nodes: 0, levels: 0 };
    let to = from;
    let blocks = 0;
    while (blocks < mostBlocks && to < end) {
      const next = endOfBlock(start, to, end);
      const length = (start[next] ?? 0) - (start[to] ?? 0);
      const place = at.order + to * 4;
      if (length > blockLength) {
        if (blocks > 0) break;
        kernel.assign(this.#team, blocks++, this.#shardFor(length), place, 1, out);
        to = next;
        break;
      }
      kernel.assign(this.#team, blocks++, 0, place, next - to, out + (to - from) * row);
      need.words = Math.max(need.words, next - to);
      need.nodes = Math.max(need.nodes, next - to, length);
      for (; to < next; to++) need.levels = Math.max(need.levels, (start[to + 1] ?? 0) - (start[to] ?? 0));
    }
    kernel.reserveReaders(this.#team, need.words, need.nodes, need.levels);
    kernel.predictAll(this.#team, blocks, at.characters, at.start, isHidden ? 1 : 0);
    return to;
  }

  /** A shard for one word of that length: one for all, since only one is at work at a time. */
  #shardFor(length: number): number {
    const { kernel } = this.#instance;
    this.#long ??= kernel.shard(this.#net, 0);
    kernel.reserve(this.#net, this.#long, 1, length, length);
    return this.#long;
  }
}

/** One past the last word of the block that begins at `from`. */
function endOfBlock(start: Uint32Array, from: number, end: number): number {
  const most = (start[from] ?? 0) + blockLength;
  const last = Math.min(end, from + blockLength);
  let to = from + 1;
  while (to < last && (start[to + 1] ?? 0) <= most) to++;
  return to;
}
