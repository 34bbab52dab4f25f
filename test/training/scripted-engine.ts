import type { Engine, Examples, Moments, Sequences, Shape, Step } from "../../src/engine/engine.js";
import type { Parameters } from "../../src/model/model.js";

/** What a test decides. Steps count from 0, over all epochs and setbacks. */
export interface Script {
  /** The loss of a step; 1 by default. */
  readonly loss?: (step: number) => number;
  /** W[0] after a step; the number of steps taken by default, so that parameters tell when they were taken. V and c stay as they began. */
  readonly parameter?: (step: number) => number;
  /** The probability of each word's first label, by the W[0] of the parameters in use; an even chance by default. */
  readonly probability?: (parameter: number) => number;
}

/** An engine that computes nothing: it does as its script says, and notes what it is asked for. */
export class ScriptedEngine implements Engine {
  readonly name = "scripted";
  readonly threads = 1;
  readonly loaded: Parameters[] = [];
  readonly batches: Uint32Array[] = [];
  readonly steps: Step[] = [];
  examples: Examples | undefined;
  isDisposed = false;
  #parameters: Parameters | undefined;

  constructor(
    readonly shape: Shape,
    readonly script: Script,
  ) {}

  load(parameters: Parameters): void {
    this.loaded.push(parameters);
    this.#parameters = parameters;
  }

  parameters(): Parameters {
    if (this.#parameters === undefined) throw new Error("parameters asked for before any were loaded");
    return structuredClone(this.#parameters);
  }

  moments(): Moments {
    return { first: this.parameters(), second: this.parameters(), steps: this.steps.length };
  }

  learnFrom(examples: Examples): void {
    this.examples = examples;
  }

  async gradient(): Promise<never> {
    throw new Error("training asks for no gradient");
  }

  async train(batch: Uint32Array, step: Step): Promise<number> {
    const taken = this.steps.length;
    this.batches.push(batch.slice());
    this.steps.push(step);
    const { loss = () => 1, parameter = (step: number) => step + 1 } = this.script;
    const next = this.parameters();
    next.W[0] = parameter(taken);
    this.#parameters = next;
    return loss(taken);
  }

  begin(words: Sequences): () => Promise<Float32Array> {
    return () => this.predict(words);
  }

  async predict(words: Sequences): Promise<Float32Array> {
    const first = this.script.probability?.(this.parameters().W[0] ?? 0) ?? 1 / this.shape.C;
    const rest = (1 - first) / (this.shape.C - 1);
    return Float32Array.from({ length: (words.start.length - 1) * this.shape.C }, (_, i) =>
      i % this.shape.C === 0 ? first : rest,
    );
  }

  async hidden(): Promise<never> {
    throw new Error("training asks for no h");
  }

  dispose(): void {
    this.isDisposed = true;
  }
}
