import type { Parameters } from "../../model/model.js";
import { findRung } from "../../recurrence/ladder.js";
import type { Engine, Examples, Regularisation, Sequences, Shape, Step } from "../engine.js";
import { cutIntoShards, mostShards } from "../shards.js";
import { type Instance, instantiate } from "./kernel.js";
import { layoutOf, pack, unpack } from "./layout.js";
import { floatsAt, Region } from "./memory.js";

/** AdamW's constants, as everywhere, in the kernel's precision: moments and their correction must agree on them. */
const beta1 = Math.fround(0.9);
const beta2 = Math.fround(0.999);
const epsilon = 1e-8;

/** A share in [0, 1) as a number of 2^32. */
const ofTwoTo32 = (share: number): number => Math.floor(share * 2 ** 32) >>> 0;

/** The engine by WebAssembly: one fused kernel over prefix trees. */
export async function createWasmEngine(shape: Shape): Promise<Engine> {
  return new WasmEngine(await instantiate(), shape);
}

class WasmEngine implements Engine {
  readonly name = "wasm";
  readonly threads = 1;
  readonly #instance: Instance;
  readonly #net: number;
  readonly #shards: number[] = [];
  readonly #shardList: Region;
  readonly #order: Region;
  #examples: { readonly at: number; readonly data: Examples } | undefined;
  /** For predictions: a shard without gradient, and the words' characters, starts and answers. */
  #reader:
    | { readonly shard: number; readonly characters: Region; readonly start: Region; readonly out: Region }
    | undefined;
  /** β₁ᵗ and β₂ᵗ after t steps: what the moments' bias is corrected by. */
  #powers = { beta1: 1, beta2: 1 };

  constructor(
    instance: Instance,
    readonly shape: Shape,
  ) {
    const rung = findRung(shape.rung);
    const learnW = rung?.W === "matrix" ? 2 : rung?.W === "multiple" ? 1 : 0;
    this.#instance = instance;
    this.#net = instance.kernel.network(
      shape.A,
      shape.H,
      shape.C,
      learnW,
      rung?.U === "learned" ? 1 : 0,
      rung?.f === "tanh" ? 1 : 0,
    );
    this.#shardList = new Region(instance);
    this.#order = new Region(instance);
  }

  load(parameters: Parameters): void {
    const { kernel } = this.#instance;
    const { size } = layoutOf(this.shape);
    pack(parameters, this.shape, floatsAt(this.#instance, kernel.parametersOf(this.#net), size));
    kernel.forget(this.#net);
    kernel.prepare(this.#net);
    this.#powers = { beta1: 1, beta2: 1 };
  }

  parameters(): Parameters {
    return this.#unpack(this.#instance.kernel.parametersOf(this.#net));
  }

  learnFrom(data: Examples): void {
    const put = (numbers: Uint16Array | Uint32Array | Float32Array): number => new Region(this.#instance).put(numbers);
    const { characters, start, label, share, labelStart, weight, unknown } = data;
    const at = this.#instance.kernel.examples(
      put(characters),
      put(start),
      put(label),
      put(share),
      put(labelStart),
      put(weight),
      unknown,
    );
    this.#examples = { at, data };
  }

  async gradient(batch: Uint32Array, regularisation: Regularisation): Promise<{ loss: number; gradient: Parameters }> {
    const { kernel } = this.#instance;
    const loss = this.#learn(batch, regularisation);
    kernel.norm(this.#net);
    return { loss, gradient: this.#unpack(kernel.gradientOf(this.#net)) };
  }

  async train(batch: Uint32Array, step: Step): Promise<number> {
    const { kernel } = this.#instance;
    const loss = this.#learn(batch, step);
    const norm = kernel.norm(this.#net);
    this.#powers = { beta1: this.#powers.beta1 * beta1, beta2: this.#powers.beta2 * beta2 };
    kernel.update(
      this.#net,
      0,
      kernel.blocks(this.#net),
      norm > step.clip ? step.clip / norm : 1,
      step.rate,
      step.decay,
      beta1,
      beta2,
      1 - this.#powers.beta1,
      1 - this.#powers.beta2,
      epsilon,
    );
    kernel.prepare(this.#net);
    return loss;
  }

  /** Leaves the batch's gradient, summed over its shards, in the kernel; returns its loss. */
  #learn(batch: Uint32Array, { key, dropCharacters, dropHidden, prefixLoss }: Regularisation): number {
    const { kernel } = this.#instance;
    if (!this.#examples) throw new Error("learnFrom comes before training");
    const { at, data } = this.#examples;
    const cuts = cutIntoShards(batch, data.start);
    const order = this.#order.put(batch);
    const list = this.#listShards(cuts.length - 1);
    let weight = 0;
    for (const word of batch) weight += data.weight[word] ?? 0;
    let loss = 0;
    for (const [s, shard] of this.#shards.slice(0, cuts.length - 1).entries()) {
      const words = batch.subarray(cuts[s], cuts[s + 1]);
      this.#reserve(shard, data.start, words);
      loss += kernel.learn(
        this.#net,
        shard,
        at,
        order + (cuts[s] ?? 0) * 4,
        words.length,
        1 / weight,
        prefixLoss,
        key,
        ofTwoTo32(dropCharacters),
        ofTwoTo32(dropHidden),
      );
    }
    kernel.gather(this.#net, list, cuts.length - 1, 0, kernel.blocks(this.#net));
    return loss;
  }

  async predict({ characters, start }: Sequences): Promise<Float32Array> {
    const { kernel } = this.#instance;
    const words = Uint32Array.from({ length: start.length - 1 }, (_, i) => i);
    this.#reader ??= {
      shard: kernel.shard(this.#net, 0),
      characters: new Region(this.#instance),
      start: new Region(this.#instance),
      out: new Region(this.#instance),
    };
    const reader = this.#reader;
    this.#reserve(reader.shard, start, words);
    const out = reader.out.reserve(words.length * this.shape.C * 4);
    kernel.predict(
      this.#net,
      reader.shard,
      reader.characters.put(characters),
      reader.start.put(start),
      this.#order.put(words),
      words.length,
      out,
    );
    return floatsAt(this.#instance, out, words.length * this.shape.C).slice();
  }

  dispose(): void {}

  #unpack(at: number): Parameters {
    return unpack(floatsAt(this.#instance, at, layoutOf(this.shape).size), this.shape);
  }

  #listShards(n: number): number {
    while (this.#shards.length < n) this.#shards.push(this.#instance.kernel.shard(this.#net, 1));
    this.#shardList.reserve(mostShards * 4);
    return this.#shardList.put(Uint32Array.from(this.#shards.slice(0, n)));
  }

  /** A tree has at most as many nodes as its words have characters, and as many levels as the longest. */
  #reserve(shard: number, start: Uint32Array, words: Uint32Array): void {
    let nodes = 0;
    let levels = 0;
    for (const word of words) {
      const length = (start[word + 1] ?? 0) - (start[word] ?? 0);
      nodes += length;
      if (length > levels) levels = length;
    }
    this.#instance.kernel.reserve(this.#net, shard, words.length, Math.max(nodes, words.length), levels);
  }
}
