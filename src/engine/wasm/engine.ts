import type { Parameters } from "../../model/model.js";
import { rungOf } from "../../recurrence/ladder.js";
import type { Engine, Examples, Moments, Regularisation, Sequences, Shape, Step } from "../engine.js";
import { checkGroups } from "../shape.js";
import { ShardCutter } from "../shards.js";
import { Answering } from "./answering.js";
import { kernel as build } from "./binary.js";
import { type Instance, instantiate } from "./kernel.js";
import { layoutOf, pack, unpack } from "./layout.js";
import { floatsAt, Region } from "./memory.js";

/** AdamW's constants, as everywhere, in the kernel's precision: moments and their correction must agree on them. */
const beta1 = Math.fround(0.9);
const beta2 = Math.fround(0.999);
const epsilon = 1e-8;

/** A share in [0, 1) as a number of 2^32. */
const ofTwoTo32 = (share: number): number => Math.floor(share * 2 ** 32) >>> 0;

/** The engine by WebAssembly: one fused kernel over prefix trees. It does not count on joined vectors, as one by `createThreadedEngine` does. */
export async function createWasmEngine(shape: Shape): Promise<Engine> {
  return new WasmEngine(await instantiate(build), shape);
}

/** The engine on a kernel that is there already; `threads` is how many work on its memory, this one among them. */
export class WasmEngine implements Engine {
  /** The kernel's team: what helping threads work for. */
  readonly team: number;
  readonly #instance: Instance;
  readonly #net: number;
  readonly #shards: number[] = [];
  readonly #order: Region;
  /** Where the examples are in the kernel, and what cuts batches of them. */
  #examples: { readonly at: number; readonly cutter: ShardCutter } | undefined;
  readonly #answering: Answering;
  /** Steps since the moments began, t, and β₁ᵗ and β₂ᵗ: what the moments' bias is corrected by. */
  #steps = 0;
  #powers = { beta1: 1, beta2: 1 };

  constructor(
    instance: Instance,
    readonly shape: Shape,
    readonly threads = 1,
    readonly name = "wasm",
  ) {
    checkGroups(shape);
    const rung = rungOf(shape.rung);
    const learnW = rung.W === "matrix" ? 2 : rung.W === "multiple" ? 1 : 0;
    this.#instance = instance;
    this.#net = instance.kernel.network(
      shape.A,
      shape.H,
      shape.C,
      shape.next ? shape.A : 0,
      learnW,
      rung.U === "learned" ? 1 : 0,
      { identity: 0, tanh: 1, gates: 2 }[rung.f],
      shape.groups ?? 1,
    );
    this.team = instance.kernel.team(this.#net, threads);
    this.#order = new Region(instance);
    this.#answering = new Answering(instance, this.#net, this.team, shape);
  }

  load(parameters: Parameters, moments?: Moments): void {
    this.#answering.finish();
    const { kernel } = this.#instance;
    kernel.settle(this.team);
    this.#pack(parameters, kernel.parametersOf(this.#net));
    kernel.prepare(this.#net);
    kernel.forget(this.#net);
    this.#steps = 0;
    this.#powers = { beta1: 1, beta2: 1 };
    if (!moments) return;
    this.#pack(moments.first, kernel.firstOf(this.#net));
    this.#pack(moments.second, kernel.secondOf(this.#net));
    while (this.#steps < moments.steps) this.#countStep();
  }

  moments(): Moments {
    const { kernel } = this.#instance;
    kernel.settle(this.team);
    const first = this.#unpack(kernel.firstOf(this.#net));
    return { first, second: this.#unpack(kernel.secondOf(this.#net)), steps: this.#steps };
  }

  #countStep(): void {
    this.#steps++;
    this.#powers = { beta1: this.#powers.beta1 * beta1, beta2: this.#powers.beta2 * beta2 };
  }

  parameters(): Parameters {
    const { kernel } = this.#instance;
    kernel.settle(this.team);
    return this.#unpack(kernel.parametersOf(this.#net));
  }

  learnFrom({ characters, start, label, share, labelStart, weight, unknown }: Examples): void {
    const put = (numbers: Uint16Array | Uint32Array | Float32Array): number => new Region(this.#instance).put(numbers);
    const at = this.#instance.kernel.examples(
      put(characters),
      put(start),
      put(label),
      put(share),
      put(labelStart),
      put(weight),
      unknown,
    );
    this.#examples = { at, cutter: new ShardCutter({ characters, start }) };
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
    this.#countStep();
    const scale = norm > step.clip ? step.clip / norm : 1;
    const correct1 = 1 - this.#powers.beta1;
    const correct2 = 1 - this.#powers.beta2;
    kernel.updateAll(this.team, scale, step.rate, step.decay, beta1, beta2, correct1, correct2, epsilon);
    return loss;
  }

  /** Leaves the batch's gradient, summed over its shards, in the kernel; returns its loss. */
  #learn(batch: Uint32Array, { key, dropCharacters, dropHidden, prefixLoss, nextLoss }: Regularisation): number {
    const { kernel } = this.#instance;
    if (!this.#examples) throw new Error("learnFrom comes before training");
    const { at, cutter } = this.#examples;
    this.#answering.finish();
    const cuts = cutter.cut(batch);
    const order = this.#order.put(batch);
    for (let s = 0; s + 1 < cuts.length; s++) {
      this.#shards[s] ??= kernel.shard(this.#net, 1);
      this.#assign(s, this.#shards[s] ?? 0, order, batch, cuts[s] ?? 0, cuts[s + 1] ?? 0, cutter.words.start);
    }
    return kernel.learnAll(
      this.team,
      cuts.length - 1,
      at,
      1 / batch.length,
      prefixLoss,
      this.shape.next ? nextLoss : 0,
      key,
      ofTwoTo32(dropCharacters),
      ofTwoTo32(dropHidden),
    );
  }

  async predict(words: Sequences): Promise<Float32Array> {
    return this.#answering.begin(words)();
  }

  begin(words: Sequences): () => Promise<Float32Array> {
    const answer = this.#answering.begin(words);
    return async () => answer();
  }

  async hidden(words: Sequences): Promise<Float32Array> {
    return this.#answering.hidden(words);
  }

  dispose(): void {
    this.#answering.finish();
    this.#instance.kernel.disband(this.team);
  }

  /** Gives task i the words order[from … to) and a shard with room for their tree: as many nodes as characters at most, as many levels as the longest. */
  #assign(
    i: number,
    shard: number,
    at: number,
    order: Uint32Array,
    from: number,
    to: number,
    start: Uint32Array,
  ): void {
    let nodes = 0;
    let levels = 0;
    for (let w = from; w < to; w++) {
      const word = order[w] ?? 0;
      const length = (start[word + 1] ?? 0) - (start[word] ?? 0);
      nodes += length;
      if (length > levels) levels = length;
    }
    this.#instance.kernel.reserve(this.#net, shard, to - from, Math.max(nodes, to - from), levels);
    this.#instance.kernel.assign(this.team, i, shard, at + from * 4, to - from, 0);
  }

  #pack(parameters: Parameters, at: number): void {
    pack(parameters, this.shape, floatsAt(this.#instance, at, layoutOf(this.shape).size));
  }

  #unpack(at: number): Parameters {
    return unpack(floatsAt(this.#instance, at, layoutOf(this.shape).size), this.shape);
  }
}
