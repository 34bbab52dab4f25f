/**
 * The network in TensorFlow's operations, for several words at once; a word's h is a row, so W·h is h·Wᵀ here:
 *
 *     h_0 = 0,   h_t = f(W·h_{t-1} + U[x_t]),   o = V·h_m + c
 *
 * and where f has gates z and r, with parts of W and U for them and for n,
 *
 *     h_t = z∘h_{t-1} + (1 − z)∘n,   n = tanh(r∘(W_n·h_{t-1}) + U_n[x_t])
 */
import type { Tensor } from "@tensorflow/tfjs";
import { limit } from "../../recurrence/equation.js";
import { rungOf } from "../../recurrence/ladder.js";
import type { Shape } from "../engine.js";
import type { TensorFlow } from "./runtime.js";

export interface Tensors {
  /** [G·H, H]; or one number, for that multiple of the identity. */
  readonly W: Tensor;
  /** [A, G·H], one row a character. */
  readonly U: Tensor;
  /** [O, H]: C labels, then A next characters where the head reads them. */
  readonly V: Tensor;
  /** [O]. */
  readonly c: Tensor;
}

/** h_1 … h_T, [rows, H] each, of words that end together: `letters` has x_1 … x_T, one letter a row. */
export function hiddenVectors(tf: TensorFlow, shape: Shape, p: Tensors, letters: readonly Uint16Array[]): Tensor[] {
  let h: Tensor = tf.zeros([0, shape.H]);
  return letters.map((x) => {
    h = step(tf, shape, p, begin(h, x.length), x);
    return h;
  });
}

/** h_t = f(W·h_{t-1} + U[x_t]), [rows, H]. */
export function step(tf: TensorFlow, { rung, A }: Shape, { W, U }: Tensors, h: Tensor, x: Uint16Array): Tensor {
  const { f } = rungOf(rung);
  const a = W.rank === 0 ? h.mul(W) : h.matMul(W, false, true);
  const u = oneHot(tf, x, A).matMul(U);
  if (f === "gates") return mix(a.split(3, 1), u.split(3, 1), h);
  const sum = a.add(u);
  return f === "tanh" ? sum.tanh() : sum.clipByValue(-limit, limit);
}

/** z∘h_{t-1} + (1 − z)∘n, of the parts of W·h_{t-1} and of U[x_t]. */
function mix([az, ar, an]: Tensor[], [uz, ur, un]: Tensor[], h: Tensor): Tensor {
  if (!az || !ar || !an || !uz || !ur || !un) throw new RangeError("there are three parts");
  const z = az.add(uz).sigmoid();
  const r = ar.add(ur).sigmoid();
  const n = r.mul(an).add(un).tanh();
  return n.add(z.mul(h.sub(n)));
}

/** Rows of h_0 = 0 for words that begin now, below those that go on. */
export function begin(h: Tensor, rows: number): Tensor {
  const [before = 0] = h.shape;
  return rows === before
    ? h
    : h.pad([
        [0, rows - before],
        [0, 0],
      ]);
}

/** [rows, A], 1 at the row's character: its product with U is U[x], with a gradient on every backend. */
const oneHot = (tf: TensorFlow, x: Uint16Array, A: number): Tensor =>
  tf.oneHot(tf.tensor1d(Int32Array.from(x), "int32"), A, 1, 0, "float32");

/** o = V·h + c, [rows, O]: of the labels, then of the next characters where the head reads them. */
export const logits = ({ V, c }: Tensors, h: Tensor): Tensor => h.matMul(V, false, true).add(c);
