import { normalise } from "../corpus/normalise.js";
import { toSequences } from "../corpus/sequences.js";
import { Vocabulary } from "../corpus/vocabulary.js";
import type { Engine } from "../engine/engine.js";
import { type Shape, shapeOf } from "../engine/shape.js";
import { createWasmEngine } from "../engine/wasm/engine.js";
import type { Model } from "../model/model.js";

/** h_m of each word by the engine, [words, H]; sorted words are computed fastest. */
export async function hiddenOf(
  model: Model,
  words: readonly string[],
  createEngine: (shape: Shape) => Promise<Engine> = createWasmEngine,
): Promise<Float32Array> {
  const engine = await createEngine(shapeOf(model));
  engine.load(model.parameters);
  const normalised = words.map((word) => normalise(word, model.reading.keepCase));
  const hidden = await engine.hidden(toSequences(normalised, new Vocabulary(model.alphabet, model.reading)));
  engine.dispose();
  return hidden;
}
