import type { Tensor } from "@tensorflow/tfjs";
import { expandW } from "../../model/groups.js";
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

/** What W is multiplied by, so that nothing is learned between the groups: [G·H, H], 1 in their blocks. */
export function blocksOf(tf: TensorFlow, { rung, H, groups = 1 }: Shape): Tensor {
  const rows = partsOf(rung) * H;
  return tf.tensor2d(expandW(new Float32Array((rows * H) / groups).fill(1), H, groups), [rows, H]);
}
