import * as onnx from "onnxruntime-web";
import { preparationOf } from "../../../src/export/preparation.js";
import type { Model } from "../../../src/model/model.js";
import { inBatches, numbered, rowsOf } from "../numbers.js";

onnx.env.wasm.numThreads = 1;

/**
 * [words, C], what an ONNX file makes of words in onnxruntime-web. How words are numbered comes from the model that it is
 * of, since this runtime does not hand out a file's metadata.
 */
export async function runInNode(file: Uint8Array, of: Model, words: readonly string[]): Promise<number[][]> {
  const session = await onnx.InferenceSession.create(file);
  const rows = await inBatches(words, async (batch) => {
    const { characters, lengths, B, T } = numbered(batch, preparationOf(of));
    const { probabilities } = await session.run({
      characters: new onnx.Tensor("int32", characters, [B, T]),
      lengths: new onnx.Tensor("int32", lengths, [B]),
    });
    if (!(probabilities?.data instanceof Float32Array)) throw new Error("the graph gives no probabilities");
    return rowsOf(probabilities.data, of.labels.length);
  });
  await session.release();
  return rows;
}
