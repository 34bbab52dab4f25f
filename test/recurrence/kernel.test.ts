import { describe, expect, it } from "vitest";
import { Random } from "../../src/corpus/random.js";
import { toSequences } from "../../src/corpus/sequences.js";
import { Vocabulary } from "../../src/corpus/vocabulary.js";
import { shapeOf } from "../../src/engine/shape.js";
import { createWasmEngine } from "../../src/engine/wasm/engine.js";
import { createThreadedEngine } from "../../src/engine/wasm/threads.js";
import { hiddenVectors, trace } from "../../src/recurrence/trace.js";
import { norm, plus } from "../../src/recurrence/vector.js";
import { sequencesOf, wordsFor } from "../engine/cases.js";
import { modelOf, modelsOf } from "./models.js";

const letters = "abcdefghijklmnö";

/** Words of 0 to 30 letters, some that the models do not know, some that begin alike; enough for several blocks. */
function wordsToRead(n: number): string[] {
  const random = new Random(11);
  const word = (length: number): string =>
    Array.from({ length }, () => letters[random.below(letters.length)] ?? "").join("");
  const lengths = Array.from({ length: 31 }, (_, length) => word(length));
  const rest = wordsFor(n, letters.length, 30, random).map((numbers) => numbers.map((x) => letters[x]).join(""));
  return [...lengths, ...rest, "", "ö", "öö"];
}

const distance = (a: Float64Array, b: Float64Array): number =>
  norm(
    plus(
      a,
      b.map((x) => -x),
    ),
  );

describe.each([
  ["kernel", createWasmEngine],
  ["kernel on three threads", (shape: Parameters<typeof createWasmEngine>[0]) => createThreadedEngine(shape, 3)],
] as const)("the %s", (_, create) => {
  describe.each([5, 8, 32])("with %i numbers in h", (H) => {
    it.each([...modelsOf(H), ...modelsOf(H, { endMark: true })].map((model) => [model.rung, model] as const))(
      "reads words as their trace does: %s",
      async (_, model) => {
        const words = wordsToRead(H === 8 ? 900 : 60);
        const sequences = toSequences(words, new Vocabulary(model.alphabet, model.reading));
        const engine = await create(shapeOf(model));
        engine.load(model.parameters);
        const hidden = await engine.hidden(sequences);
        const probabilities = await engine.predict(sequences);
        engine.dispose();
        expect(hidden.length).toBe(words.length * model.hidden);
        words.forEach((word, i) => {
          const read = trace(model, word);
          const end = read.steps.at(-1) ?? read.start;
          const h = Float64Array.from(hidden.subarray(i * model.hidden, (i + 1) * model.hidden));
          // Rounding errs by a share of the longest vector on the way, even where later steps shrink it.
          const longest = Math.max(...read.steps.map((step) => norm(step.hidden)), 0);
          expect(distance(h, end.hidden)).toBeLessThanOrEqual(1e-5 * longest);
          end.probabilities.forEach((p, l) => {
            expect(Math.abs((probabilities[i * model.labels.length + l] ?? Number.NaN) - p)).toBeLessThan(1e-5);
          });
        });
      },
    );
  });
});

describe("the kernel's hidden vectors", () => {
  it("are none for no words", async () => {
    const model = modelOf({ rung: "rnn", A: 5, H: 3, C: 2 }, 1);
    const engine = await createWasmEngine(shapeOf(model));
    engine.load(model.parameters);
    expect(await engine.hidden(sequencesOf([]))).toEqual(new Float32Array(0));
  });

  it("stop where the trace does: a doubled number at 10³⁰", async () => {
    const model = modelOf({ rung: "doubling", A: 5, H: 1, C: 2 }, 1);
    const engine = await createWasmEngine(shapeOf(model));
    engine.load(model.parameters);
    const word = new Array<number>(150).fill(3);
    const [h] = await engine.hidden(sequencesOf([word]));
    expect(h).toBe(Math.fround(1e30));
    expect(hiddenVectors(model, word).at(-1)?.[0]).toBe(1e30);
  });
});
