import type { Tensor } from "@tensorflow/tfjs";
import type { Sequences, Shape } from "../engine.js";
import { begin, step, type Tensors } from "./recurrence.js";
import { inRows, longestFirst, type Rows } from "./rows.js";
import type { TensorFlow } from "./runtime.js";

/** Floats that a block's letters may come to, [letters, A + H]. */
const blockSize = 2 ** 22;

/** [words, width] of the words in their order: `answer` of their h_m, [rows, H], block by block. */
export async function answers(
  tf: TensorFlow,
  shape: Shape,
  p: Tensors,
  words: Sequences,
  width: number,
  answer: (h: Tensor) => Tensor,
): Promise<Float32Array> {
  const all = new Float32Array((words.start.length - 1) * width);
  const order = longestFirst(
    words,
    Uint32Array.from({ length: words.start.length - 1 }, (_, i) => i),
  );
  for (let from = 0; from < order.length; ) {
    const longest = (words.start[(order[from] ?? 0) + 1] ?? 0) - (words.start[order[from] ?? 0] ?? 0);
    const size = Math.max(1, Math.floor(blockSize / ((shape.A + shape.H) * Math.max(1, longest))));
    const block = order.subarray(from, from + size);
    const h = lastHidden(tf, shape, p, inRows(words, block));
    const rows = tf.tidy(() => answer(h));
    const numbers = await rows.data<"float32">();
    block.forEach((word, row) => {
      all.set(numbers.subarray(row * width, (row + 1) * width), word * width);
    });
    tf.dispose([h, rows]);
    from += block.length;
  }
  return all;
}

/** h_m of each row, forgetting every step once the next is there; without letters h_0 = 0. */
function lastHidden(tf: TensorFlow, shape: Shape, p: Tensors, { order, letters }: Rows): Tensor {
  let h: Tensor = tf.zeros([0, shape.H]);
  const next = (make: (h: Tensor) => Tensor): void => {
    const before = h;
    h = tf.tidy(() => make(before).clone());
    before.dispose();
  };
  for (const x of letters) next((h) => step(tf, shape, p, begin(h, x.length), x));
  next((h) => begin(h, order.length));
  return h;
}
