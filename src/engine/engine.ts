import type { Parameters } from "../model/model.js";
import type { Shape } from "./shape.js";

export type { Shape } from "./shape.js";

/** Words as numbers: word i is characters[start[i] … start[i + 1]). */
export interface Sequences {
  readonly characters: Uint16Array;
  readonly start: Uint32Array;
}

/** Words to learn from, each of one character or more. Word i carries label[j] with share[j] for j from labelStart[i] to labelStart[i + 1]; shares of a word add up to 1. */
export interface Examples extends Sequences {
  readonly labelStart: Uint32Array;
  readonly label: Uint16Array;
  readonly share: Float32Array;
  /** How much each word counts in the loss. */
  readonly weight: Float32Array;
  /** The number of the unknown character, which stands in for dropped ones. */
  readonly unknown: number;
}

/** What the loss adds to the words of a batch. */
export interface Regularisation {
  /** Shares of characters, and of the numbers of h before the head, that training drops: in [0, 1). */
  readonly dropCharacters: number;
  readonly dropHidden: number;
  /** Weight of the loss at every prefix of a word, averaged over its prefixes; 0 for none. */
  readonly prefixLoss: number;
  /**
   * Weight of the loss at the next character, −log softmax of what the head's rows beyond the labels read of h_t, at x_{t+1}, for
   * t = 1 … m − 1 and divided by m; 0 for none, and where the shape has no such rows.
   */
  readonly nextLoss: number;
  /**
   * Decides which are dropped: an unsigned 32-bit number, another one for each step. A prefix has the key
   * derive(key of the prefix before, its last character); its character is dropped where derive(its key, 0) < 2³²·share, and
   * number j of its h where derive(its key, 1 + j) is.
   */
  readonly key: number;
}

/** One step of AdamW. */
export interface Step extends Regularisation {
  readonly rate: number;
  readonly decay: number;
  /** The gradient's largest global norm. */
  readonly clip: number;
}

/** What AdamW remembers: running means of the gradient and of its square, and how many steps they are of. */
export interface Moments {
  readonly first: Parameters;
  readonly second: Parameters;
  readonly steps: number;
}

/**
 * The only place with numerics. A batch is a list of places in the examples; its loss is the mean over its words
 * of −weight·Σ_l share_l·log softmax(V·h_m + c)_l, plus the loss at prefixes where that is asked for; where h is in groups,
 * the mean of what each comes to alone, see Shape.
 */
export interface Engine {
  readonly name: string;
  /** How many threads share its work. */
  readonly threads: number;
  readonly shape: Shape;
  /** Sets the parameters; the optimiser goes on from the moments, or begins anew where there are none. */
  load(parameters: Parameters, moments?: Moments): void;
  /** A copy of the parameters as they are now. */
  parameters(): Parameters;
  /** A copy of the optimiser's moments as they are now. */
  moments(): Moments;
  /** Sets the words that batches choose from. */
  learnFrom(examples: Examples): void;
  /** The batch's loss and its gradient by each parameter; fixed parameters have gradient 0, a tied W that of its one number on the diagonal. Changes nothing. */
  gradient(batch: Uint32Array, regularisation: Regularisation): Promise<{ loss: number; gradient: Parameters }>;
  /** One optimiser step; returns the batch's loss before it. */
  train(batch: Uint32Array, step: Step): Promise<number>;
  /** Probabilities [words, C] of each word; a word without characters has h_0 = 0. */
  predict(words: Sequences): Promise<Float32Array>;
  /** The same by the parameters as they are now, begun: helping threads are at work while the caller does something else, and it takes part when it asks for the answer. */
  begin(words: Sequences): () => Promise<Float32Array>;
  /** h_m [words, H] of each word: what the head reads. */
  hidden(words: Sequences): Promise<Float32Array>;
  dispose(): void;
}
