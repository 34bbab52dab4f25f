import { expect, it } from "vitest";
import { Random } from "../../../src/corpus/random.js";
import { createWasmEngine } from "../../../src/engine/wasm/engine.js";
import { createTfjsEngine } from "../../../src/index.js";
import { examplesFor, parametersFor, shapeFor, wordsFor } from "../cases.js";
import { distance } from "../closeness.js";

it("makes engines by TensorFlow for the library, whichever there is, that answer as the kernel does", async () => {
  const shape = shapeFor("rnn");
  const random = new Random(41);
  const parameters = parametersFor(shape, 12, random);
  const words = examplesFor(wordsFor(50, shape.A, 12, random), shape, random);
  const answers = [];
  for (const engine of [await createTfjsEngine(shape), await createTfjsEngine(shape), await createWasmEngine(shape)]) {
    engine.load(parameters);
    answers.push({ name: engine.name, threads: engine.threads, probabilities: await engine.predict(words) });
    engine.dispose();
  }
  expect(answers.map(({ name, threads }) => [name, threads])).toEqual([
    ["tfjs", 1],
    ["tfjs", 1],
    ["wasm", 1],
  ]);
  const [one, other, kernel] = answers.map(({ probabilities }) => probabilities);
  expect(other).toEqual(one);
  expect(distance(one ?? [], kernel ?? [])).toBeLessThan(1e-5);
});
