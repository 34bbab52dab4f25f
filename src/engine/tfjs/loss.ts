import type { Scalar } from "@tensorflow/tfjs";
import type { Examples, Regularisation, Shape } from "../engine.js";
import { dropCharacters, hiddenMask, keysOf } from "./noise.js";
import { hiddenVectors, logits, type Tensors } from "./recurrence.js";
import { inRows, longestFirst } from "./rows.js";
import type { TensorFlow } from "./runtime.js";
import { targetsOf } from "./targets.js";

/** A batch's loss as a function of the parameters: −Σ target·log softmax(V·h + c), over its words and with a loss at prefixes over those. */
export function lossOf(
  tf: TensorFlow,
  shape: Shape,
  examples: Examples,
  batch: Uint32Array,
  { key, dropCharacters: characters, dropHidden, prefixLoss }: Regularisation,
): (p: Tensors) => Scalar {
  const { H, C } = shape;
  const rows = inRows(examples, longestFirst(examples, batch));
  const keys = keysOf(rows.letters, key);
  const letters = dropCharacters(rows.letters, keys, characters, examples.unknown);
  // Words end at the last step, which alone has a loss unless prefixes have one.
  const from = prefixLoss > 0 ? 0 : letters.length - 1;
  const target = joined(targetsOf(examples, rows, C, prefixLoss).slice(from));
  const mask = dropHidden > 0 ? joined(keys.slice(from).map((keys) => hiddenMask(keys, H, dropHidden))) : undefined;
  return (p) => {
    const h = tf.concat(hiddenVectors(tf, shape, p, letters).slice(from));
    const seen = mask ? h.mul(tf.tensor2d(mask, [mask.length / H, H])) : h;
    const surprise = logits(p, seen).logSoftmax().neg();
    return tf.sum<Scalar>(surprise.mul(tf.tensor2d(target, [target.length / C, C])));
  };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
