import type { Tensor } from "@tensorflow/tfjs";
import { partsOf } from "../../recurrence/ladder.js";
import type { Shape } from "../engine.js";
import type { TensorFlow } from "./runtime.js";

/** What h is multiplied by where one group answers alone, a [1, H] for each of N groups: N for its own numbers, 0 for the others. */
export function groupsOf(tf: TensorFlow, { H, groups = 1 }: Shape): Tensor[] {
  return Array.from({ length: groups }, (_, group) => {
    const own = Float32Array.from({ length: H }, (_, j) => (Math.floor((j * groups) / H) === group ? groups : 0));
    return tf.tensor2d(own, [1, H]);
  });
}

/** [G·H, H], 1 where W is learned: in the blocks of the groups. */
export function blocksOf(tf: TensorFlow, { rung, H, groups = 1 }: Shape): Tensor {
  const group = (i: number): number => Math.floor(((i % H) * groups) / H);
  const rows = partsOf(rung) * H;
  const blocks = Float32Array.from({ length: rows * H }, (_, i) => (group(Math.floor(i / H)) === group(i) ? 1 : 0));
  return tf.tensor2d(blocks, [rows, H]);
}
