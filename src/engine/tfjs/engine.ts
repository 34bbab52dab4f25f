import type { Tensor, Variable } from "@tensorflow/tfjs";
import type { Parameters } from "../../model/model.js";
import type { Engine, Examples, Moments, Regularisation, Sequences, Shape, Step } from "../engine.js";
import { checkGroups } from "../shape.js";
import { Adam } from "./adam.js";
import { answers } from "./answers.js";
import { labelsOf, lossOf } from "./loss.js";
import { type Letter, learnedLetters, toParameters, toTensor, toVariables } from "./parameters.js";
import { logits } from "./recurrence.js";
import type { TensorFlow } from "./runtime.js";

/** The same network as the kernel's in TensorFlow's operations, with its gradient and its Adam. */
export class TfjsEngine implements Engine {
  readonly name = "tfjs";
  /** TensorFlow's own are its own business. */
  readonly threads = 1;
  readonly #letters: readonly Letter[];
  #variables: Record<Letter, Variable> | undefined;
  #adam: Adam | undefined;
  #examples: Examples | undefined;

  constructor(
    readonly tf: TensorFlow,
    readonly shape: Shape,
  ) {
    checkGroups(shape);
    this.#letters = learnedLetters(shape);
  }

  load(parameters: Parameters, moments?: Moments): void {
    const { tf, shape } = this;
    this.dispose();
    this.#variables = toVariables(tf, shape, parameters);
    this.#adam = new Adam(tf, this.#learned);
    if (moments) {
      const { first, second, steps } = moments;
      const tensors = [first, second].flatMap((moment) =>
        this.#letters.map((letter) => toTensor(tf, shape, letter, moment[letter])),
      );
      this.#adam.load(tensors, steps);
    }
  }

  parameters(): Parameters {
    return toParameters(this.shape, this.#loaded.variables);
  }

  moments(): Moments {
    const { adam } = this.#loaded;
    const n = this.#letters.length;
    return {
      first: this.#byLetter(adam.moments.slice(0, n)),
      second: this.#byLetter(adam.moments.slice(n)),
      steps: adam.steps,
    };
  }

  learnFrom(examples: Examples): void {
    this.#examples = examples;
  }

  async gradient(batch: Uint32Array, regularisation: Regularisation): Promise<{ loss: number; gradient: Parameters }> {
    const { loss, gradients } = this.#learn(batch, regularisation);
    const gradient = this.#byLetter(gradients);
    this.tf.dispose(gradients);
    return { loss, gradient };
  }

  async train(batch: Uint32Array, step: Step): Promise<number> {
    const { loss, gradients } = this.#learn(batch, step);
    await this.#loaded.adam.step(gradients, step);
    this.tf.dispose(gradients);
    return loss;
  }

  /** The batch's loss, and its gradient by each learned letter. */
  #learn(batch: Uint32Array, regularisation: Regularisation): { loss: number; gradients: Tensor[] } {
    if (!this.#examples) throw new Error("learnFrom comes before training");
    const { variables } = this.#loaded;
    const lossBy = lossOf(this.tf, this.shape, this.#examples, batch, regularisation);
    const { value, grads } = this.tf.variableGrads(() => lossBy(variables), this.#learned);
    const loss = value.dataSync()[0] ?? Number.NaN;
    value.dispose();
    return { loss, gradients: this.#learned.flatMap(({ name }) => grads[name] ?? []) };
  }

  predict(words: Sequences): Promise<Float32Array> {
    return this.begin(words)();
  }

  begin(words: Sequences): () => Promise<Float32Array> {
    const { W, U, V, c } = this.#loaded.variables;
    const { C } = this.shape;
    // Copies share the numbers, which training replaces and never changes.
    const p = { W: W.clone(), U: U.clone(), V: V.clone(), c: c.clone() };
    const answer = answers(this.tf, this.shape, p, words, C, (h) => labelsOf(logits(p, h), C).softmax());
    const disposed = answer.finally(() => this.tf.dispose(p));
    disposed.catch(() => {}); // whoever asks is told
    return () => disposed;
  }

  hidden(words: Sequences): Promise<Float32Array> {
    return answers(this.tf, this.shape, this.#loaded.variables, words, this.shape.H, (h) => h.clone());
  }

  dispose(): void {
    this.#adam?.dispose();
    this.tf.dispose({ ...this.#variables });
    this.#variables = undefined;
    this.#adam = undefined;
  }

  get #loaded(): { variables: Record<Letter, Variable>; adam: Adam } {
    if (!this.#variables || !this.#adam) throw new Error("load comes first");
    return { variables: this.#variables, adam: this.#adam };
  }

  get #learned(): Variable[] {
    const variables = this.#variables;
    return variables ? this.#letters.map((letter) => variables[letter]) : [];
  }

  /** Tensors of what is learned, one a letter, as parameters. */
  #byLetter(tensors: readonly Tensor[]): Parameters {
    return toParameters(this.shape, Object.fromEntries(this.#letters.map((letter, i) => [letter, tensors[i]])));
  }
}
