import { batchesOf } from "../corpus/batches.js";
import { derive, Random } from "../corpus/random.js";
import type { Engine, Step } from "../engine/engine.js";
import { learningRate } from "./schedule.js";
import type { Settings } from "./settings.js";

/** Streams of chance, apart from each other. */
export const stream = { parameters: 1, batches: 2, noise: 3 } as const;

/** A training whose loss leaves the finite numbers goes back to its last epoch with these parts of the learning rate. */
export const smallerSteps = [1, 0.1, 0.01, 0.001] as const;

/** One pass over n training words, step by step; it can begin anywhere, since all of it follows from seed, epoch and step. */
export class Epoch {
  /** The share of all epochs' steps that is done. */
  done = 0;

  constructor(
    readonly n: number,
    readonly settings: Settings,
    readonly epoch: number,
    readonly setbacks: number,
    /** Steps taken, their words, and the sum of the words' losses. */
    public steps = 0,
    public words = 0,
    public sum = 0,
  ) {}

  /** Takes the steps that are left, and tells after those at which it is asked to. Ends early where the loss is no finite number. */
  async *run(engine: Engine, isAsked: () => boolean): AsyncGenerator<void> {
    const { batch: size, run, seed, epochs } = this.settings;
    const all = Math.ceil(this.n / size);
    const random = new Random(derive(derive(seed, stream.batches), this.epoch));
    let step = 0;
    for (const batch of batchesOf(this.n, size, run, random)) {
      if (step++ < this.steps) continue;
      const taken = this.epoch * all + this.steps;
      this.done = taken / (all * epochs);
      this.sum += batch.length * (await engine.train(batch, this.#step(taken)));
      this.words += batch.length;
      this.steps++;
      if (!Number.isFinite(this.sum)) return;
      if (isAsked()) yield;
    }
  }

  /** The mean loss of the words so far. */
  get loss(): number {
    return this.sum / this.words;
  }

  #step(taken: number): Step {
    const {
      learningRate: peak,
      weightDecay,
      clip,
      dropCharacters,
      dropHidden,
      prefixLoss,
      nextLoss,
      seed,
    } = this.settings;
    const rate = learningRate(this.done, peak) * (smallerSteps[this.setbacks] ?? 0);
    const key = derive(derive(seed, stream.noise), taken);
    return { rate, decay: weightDecay, clip, dropCharacters, dropHidden, prefixLoss, nextLoss, key };
  }
}
