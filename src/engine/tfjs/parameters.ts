import type { Tensor, Variable } from "@tensorflow/tfjs";
import type { Parameters } from "../../model/model.js";
import { partsOf, rungOf } from "../../recurrence/ladder.js";
import type { Shape } from "../engine.js";
import { outputsOf, sizesOf } from "../shape.js";
import type { TensorFlow } from "./runtime.js";

export type Letter = keyof Parameters;

/** The letters of what a rung learns. */
export function learnedLetters({ rung }: Shape): readonly Letter[] {
  const { W, U } = rungOf(rung);
  return [...(typeof W === "number" ? [] : (["W"] as const)), ...(U === "learned" ? (["U"] as const) : []), "V", "c"];
}

/** W [G·H, H], or where it is a multiple of the identity that one number; U [A, G·H]; V [O, H]; c [O]. */
export function toTensor(tf: TensorFlow, shape: Shape, letter: Letter, numbers: Float32Array): Tensor {
  const { rung, A, H } = shape;
  const G = partsOf(rung);
  const O = outputsOf(shape);
  if (letter === "W" && rungOf(rung).W !== "matrix") return tf.scalar(numbers[0] ?? 0);
  return tf.tensor(numbers.slice(), { W: [G * H, H], U: [A, G * H], V: [O, H], c: [O] }[letter]);
}

/** What `toTensor` was given. */
export function toNumbers({ rung, H }: Shape, letter: Letter, tensor: Tensor): Float32Array {
  const numbers = tensor.dataSync<"float32">();
  if (letter === "W" && rungOf(rung).W !== "matrix") {
    return Float32Array.from({ length: H * H }, (_, i) => (i % (H + 1) === 0 ? (numbers[0] ?? 0) : 0));
  }
  return numbers.slice();
}

/** Parameters of what the tensors say, and 0 where the rung learns nothing. */
export function toParameters(shape: Shape, tensors: Readonly<Partial<Record<Letter, Tensor>>>): Parameters {
  const sizes = sizesOf(shape);
  const numbers = (letter: Letter): Float32Array => {
    const tensor = tensors[letter];
    return tensor ? toNumbers(shape, letter, tensor) : new Float32Array(sizes[letter]);
  };
  return { W: numbers("W"), U: numbers("U"), V: numbers("V"), c: numbers("c") };
}

/** The parameters as TensorFlow's variables. */
export const toVariables = (tf: TensorFlow, shape: Shape, p: Parameters): Record<Letter, Variable> =>
  tf.tidy(() => {
    const variable = (letter: Letter): Variable => tf.variable(toTensor(tf, shape, letter, p[letter]));
    return { W: variable("W"), U: variable("U"), V: variable("V"), c: variable("c") };
  });
