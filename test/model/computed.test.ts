import { describe, expect, it, vi } from "vitest";
import { type Corpus, selectWords } from "../../src/corpus/corpus.js";
import { shapeOf } from "../../src/engine/shape.js";
import { createWasmEngine } from "../../src/engine/wasm/engine.js";
import { Classifier, probabilitiesOf } from "../../src/model/classifier.js";
import type { Model } from "../../src/model/model.js";
import { corpusOf } from "../evaluation/corpus.js";

/**
 * h is the sum of what the word's characters add: a nothing, b one, what is unknown ten. A word is German as e^0 to French
 * as e^(h·ln 3): 1 to 3^h.
 */
const counting: Model = {
  rung: "bag",
  hidden: 1,
  groups: 1,
  precision: "f32",
  alphabet: ["a", "b"],
  labels: ["German", "French"],
  reading: { keepCase: false, endMark: false },
  parameters: {
    W: Float32Array.of(1),
    U: Float32Array.of(0, 1, 10),
    V: Float32Array.of(0, Math.log(3)),
    c: Float32Array.of(0, 0),
  },
  training: {},
  data: "0".repeat(64),
};

const french = [0.5, 0.75, 0.9, 27 / 28]; // by the number of b

describe("probabilities of words of a corpus", () => {
  const read = (): Promise<Corpus> =>
    corpusOf([
      ["a", "x"],
      ["ab", "y"],
      ["b", "x"],
      ["bab", "y"],
      ["bbb", "x"],
    ]);

  it("are those of the words chosen, in their order, of every label of the model", async () => {
    const corpus = await read();
    const probabilities = await probabilitiesOf(counting, corpus, Uint32Array.of(4, 0, 3, 1));
    const expected = [french[3], french[0], french[2], french[1]];
    expect(probabilities).toHaveLength(8);
    expected.forEach((probability = 0, i) => {
      expect(probabilities[2 * i]).toBeCloseTo(1 - probability, 6);
      expect(probabilities[2 * i + 1]).toBeCloseTo(probability, 6);
    });
  });

  it("come from an engine of one's own, which is let go", async () => {
    const engine = await createWasmEngine(shapeOf(counting));
    const [predict, dispose] = [vi.spyOn(engine, "predict"), vi.spyOn(engine, "dispose")];
    const corpus = await read();
    const all = selectWords(corpus, "all");
    expect(await probabilitiesOf(counting, corpus, all, async () => engine)).toEqual(
      await probabilitiesOf(counting, corpus, all),
    );
    expect(predict).toHaveBeenCalledOnce();
    expect(dispose).toHaveBeenCalledOnce();
  });
});

describe("a classifier", () => {
  it("answers what its numbers come to", async () => {
    const classifier = await Classifier.create(counting);
    const [first, second, third] = await classifier.predict(["BaB", "a", "xb"]);
    expect(first).toMatchObject({ word: "BaB", label: "French", unknown: [], isKnown: true });
    expect(first?.probability).toBeCloseTo(0.9, 6);
    expect(second?.probability).toBeCloseTo(0.5, 6);
    expect(third).toMatchObject({ label: "French", unknown: ["x"], isKnown: true });
    expect(third?.probability).toBeCloseTo(3 ** 11 / (1 + 3 ** 11), 6);
  });

  it("computes equal words once where there are more than a hundred", async () => {
    const engine = await createWasmEngine(shapeOf(counting));
    const begin = vi.spyOn(engine, "begin");
    const classifier = await Classifier.create(counting, async () => engine);
    const words = Array.from({ length: 101 }, (_, i) => ["a", "b", "B", "bb"][i % 4] ?? "");
    const answers = await classifier.answer(words);
    expect(begin.mock.calls.map(([{ start }]) => start.length - 1)).toEqual([1, 2]);
    words.forEach((word, i) => {
      expect(answers.ranked(i).find(({ label }) => label === "French")?.probability).toBeCloseTo(
        french[word === "a" ? 0 : word.length] ?? 0,
        6,
      );
    });
  });
});
