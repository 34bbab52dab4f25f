import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createThreadedEngine } from "../../src/engine/wasm/threads.js";
import { UsageError } from "../../src/errors.js";
import { Classifier } from "../../src/model/classifier.js";
import { kitten } from "./samples.js";

/** Known and unknown characters in either case, so few that words repeat and begin alike. */
const word = fc.string({ unit: fc.constantFrom("a", "A", "ß", "ẞ", "🐈", "x", "é", " ", "\ud83d"), maxLength: 6 });
/** More than are computed as they stand. */
const words = fc.array(word, { minLength: 200, maxLength: 600 });

describe("Classifier", () => {
  it("answers to many words as to each alone, as each is spelled", async () => {
    const classifier = await Classifier.create(kitten);
    await fc.assert(
      fc.asyncProperty(words, async (words) => {
        const alone = new Map<string, unknown>();
        for (const word of words) alone.set(word, (await classifier.predict([word]))[0]);
        const together = await classifier.predict(words);
        expect(together.map(({ word }) => word)).toEqual(words);
        expect(together).toEqual(words.map((word) => alone.get(word)));
      }),
      { numRuns: 20 },
    );
  });

  it("ranks every label, says which characters are unknown, and has no opinion where all are", async () => {
    const classifier = await Classifier.create(kitten);
    for (const words of [
      ["aé🐈xé", "xé", ""],
      Array.from({ length: 300 }, (_, i) => ["aé🐈xé", "xé", ""][i % 3] ?? ""),
    ]) {
      const [known, unknown, empty] = await classifier.predict(words);
      expect(known).toMatchObject({ isKnown: true, unknown: ["é", "x"] });
      const { label = "", probability = 0, ranked = [] } = known ?? {};
      expect(ranked[0]).toEqual({ label, probability });
      expect(ranked.map((choice) => choice.label).sort()).toEqual(["English", "German"]);
      expect(ranked[0]?.probability).toBeGreaterThanOrEqual(ranked[1]?.probability ?? 1);
      const undecided = kitten.labels.map((label) => ({ label, probability: 1 / 2 }));
      expect(unknown).toMatchObject({ isKnown: false, unknown: ["x", "é"], label: "German", ranked: undecided });
      expect(empty).toMatchObject({ isKnown: false, unknown: [], probability: 1 / 2, ranked: undecided });
    }
  });

  it("is unsure of what is less probable than a threshold, and says what it would have been", async () => {
    const classifier = await Classifier.create(kitten);
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    await fc.assert(
      fc.asyncProperty(words, share, async (words, threshold) => {
        const plain = await classifier.predict(words);
        expect(await classifier.predict(words, { threshold })).toEqual(
          plain.map((one) => ({ ...one, label: one.probability < threshold ? "unsure" : one.label })),
        );
      }),
      { numRuns: 20 },
    );
    expect((await classifier.predict([""], { threshold: 0.6 }))[0]?.label).toBe("unsure");
  });

  it.each([-0.1, 1.1, Number.NaN, Number.POSITIVE_INFINITY])("refuses the threshold %d", async (threshold) => {
    const classifier = await Classifier.create(kitten);
    await expect(classifier.predict(["a"], { threshold })).rejects.toThrow(UsageError);
  });

  it("refuses a threshold where a label is called unsure", async () => {
    const classifier = await Classifier.create({ ...kitten, labels: ["German", "unsure"] });
    expect(await classifier.predict(["a"])).toHaveLength(1);
    await expect(classifier.predict(["a"], { threshold: 0 })).rejects.toThrow(/one of the model's labels is "unsure"/u);
  });

  it("answers the same with any number of threads", async () => {
    const letters = ["a", "ß", "🐈", "x"];
    const words = Array.from({ length: 20_000 }, (_, i) =>
      Array.from({ length: 1 + (i % 9) }, (_, j) => letters[((i * 2654435761) >>> (2 * j)) & 3]).join(""),
    );
    const expected = await (await Classifier.create(kitten)).predict(words);
    for (const threads of [2, 3, 8]) {
      const classifier = await Classifier.create(kitten, (shape) => createThreadedEngine(shape, threads));
      expect(await classifier.predict(words)).toEqual(expected);
    }
  });
});
