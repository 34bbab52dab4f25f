import type { Shape, Step } from "../../src/engine/engine.js";
import { at } from "./algebra.js";
import { learnedPlaces } from "./differences.js";
import { byLetter, type Doubles } from "./reference.js";

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];

/** AdamW in float64, with the gradient clipped to a global norm (Loshchilov and Hutter, arXiv:1711.05101, algorithm 2). */
export class AdamW {
  readonly #first: Doubles;
  readonly #second: Doubles;
  #steps = 0;

  constructor(
    readonly shape: Shape,
    public parameters: Doubles,
  ) {
    this.#first = byLetter((letter) => new Float64Array(parameters[letter].length));
    this.#second = byLetter((letter) => new Float64Array(parameters[letter].length));
  }

  /** Norm of the gradient by what is learned: of a W that is one number, that number counts once. */
  norm(gradient: Doubles): number {
    const learned = learnedPlaces(this.shape);
    const squares = byLetter((letter) =>
      gradient[letter].subarray(0, learned[letter]).reduce((sum, g) => sum + g * g, 0),
    );
    return Math.sqrt(squares.W + squares.U + squares.V + squares.c);
  }

  step(gradient: Doubles, { rate, decay, clip }: Pick<Step, "rate" | "decay" | "clip">): void {
    this.#steps++;
    const scale = Math.min(1, clip / this.norm(gradient));
    const learned = learnedPlaces(this.shape);
    this.parameters = byLetter((letter) =>
      this.parameters[letter].map((theta, i) => {
        if (learned[letter] === 0) return theta;
        const g = scale * at(gradient[letter], i);
        const m = beta1 * at(this.#first[letter], i) + (1 - beta1) * g;
        const v = beta2 * at(this.#second[letter], i) + (1 - beta2) * g * g;
        this.#first[letter][i] = m;
        this.#second[letter][i] = v;
        const change = m / (1 - beta1 ** this.#steps) / (Math.sqrt(v / (1 - beta2 ** this.#steps)) + epsilon);
        return theta * (1 - (letter === "c" ? 0 : rate * decay)) - rate * change;
      }),
    );
  }
}
