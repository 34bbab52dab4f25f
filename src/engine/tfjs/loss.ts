import type { Scalar, Tensor } from "@tensorflow/tfjs";
import type { Examples, Regularisation, Shape } from "../engine.js";
import { joined } from "../joined.js";
import { blocksOf, groupsOf } from "./groups.js";
import { dropCharacters, hiddenMask, keysOf } from "./noise.js";
import { hiddenVectors, logits, type Tensors } from "./recurrence.js";
import { inRows, longestFirst } from "./rows.js";
import type { TensorFlow } from "./runtime.js";
import { nextTargetsOf, targetsOf } from "./targets.js";

/** A batch's loss as a function of the parameters: −Σ target·log softmax(V·h + c), over its words and with a loss at prefixes over those; with one at next characters the same of them; the mean over the groups of h, each alone. */
export function lossOf(
  tf: TensorFlow,
  shape: Shape,
  examples: Examples,
  batch: Uint32Array,
  { key, dropCharacters: characters, dropHidden, prefixLoss, nextLoss }: Regularisation,
): (p: Tensors) => Scalar {
  const { A, H, C, groups = 1 } = shape;
  const rows = inRows(examples, longestFirst(examples, batch));
  const keys = keysOf(rows.letters, key);
  const letters = dropCharacters(rows.letters, keys, characters, examples.unknown);
  // Words end at the last step, which alone has a loss unless prefixes or next characters have one.
  const readsNext = shape.next && nextLoss > 0;
  const from = prefixLoss > 0 || readsNext ? 0 : letters.length - 1;
  const target = joined(targetsOf(examples, rows, C, prefixLoss).slice(from));
  const nextTarget = readsNext ? joined(nextTargetsOf(examples, rows, A, nextLoss)) : undefined;
  const mask = dropHidden > 0 ? joined(keys.slice(from).map((keys) => hiddenMask(keys, H, dropHidden))) : undefined;
  return (p) => {
    const blocks = groups > 1 ? { ...p, W: p.W.mul(blocksOf(tf, shape)) } : p;
    const h = tf.concat(hiddenVectors(tf, shape, blocks, letters).slice(from));
    const seen = mask ? h.mul(tf.tensor2d(mask, [mask.length / H, H])) : h;
    const losses = groupsOf(tf, shape).map((own) => {
      const o = logits(p, groups > 1 ? seen.mul(own) : seen);
      const loss = crossEntropy(tf, labelsOf(o, C), target);
      return nextTarget ? loss.add<Scalar>(crossEntropy(tf, o.slice([0, C], [-1, A]), nextTarget)) : loss;
    });
    return tf.addN(losses).div<Scalar>(losses.length);
  };
}

/** The labels' part of what the head reads, [rows, C] of [rows, O]. */
export const labelsOf = (o: Tensor, C: number): Tensor => o.slice([0, 0], [-1, C]);

/** −Σ target·log softmax(o), o and target [rows, n]. */
const crossEntropy = (tf: TensorFlow, o: Tensor, target: Float32Array): Scalar =>
  tf.sum<Scalar>(o.logSoftmax().neg().mul(tf.tensor(target, o.shape)));
