/** Loads tfjs-node, does one operation and one gradient, and prints which TensorFlow did them. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import util from "node:util";
import type * as Core from "@tensorflow/tfjs-core";

interface TfjsNode extends Omit<typeof Core, "backend" | "version"> {
  backend(): { binding: { TF_Version: string } };
  version: { "tfjs-node": string };
}

// Gone from Node 23 on, and tfjs-node calls it.
Object.assign(util, { isNullOrUndefined: (value: unknown) => value === null || value === undefined });

const tf: TfjsNode = createRequire(import.meta.url)("@tensorflow/tfjs-node");
await tf.ready();
const x = tf.tensor2d([
  [1, 2],
  [3, 4],
]);
// y = Σ(x·x), so dy/dx = 1·xᵀ + xᵀ·1, where 1 is the matrix of ones.
assert.deepEqual(await tf.matMul(x, x).array(), [
  [7, 10],
  [15, 22],
]);
assert.deepEqual(
  await tf
    .grad((of) => tf.sum(tf.matMul(of, of)))(x)
    .array(),
  [
    [7, 11],
    [9, 13],
  ],
);
console.log(`TensorFlow ${tf.backend().binding.TF_Version} through tfjs-node ${tf.version["tfjs-node"]}`);
