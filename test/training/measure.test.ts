import { describe, expect, it } from "vitest";
import { type Corpus, selectWords } from "../../src/corpus/corpus.js";
import { buildAlphabet, Vocabulary } from "../../src/corpus/vocabulary.js";
import { Measure } from "../../src/training/measure.js";
import { corpusOf } from "./corpora.js";
import { ScriptedEngine } from "./scripted-engine.js";

/** An engine that answers with one row of probabilities for each word, by the word's place. */
class AnsweringEngine extends ScriptedEngine {
  constructor(readonly answer: (word: number) => readonly [number, number]) {
    super({ rung: "rnn", A: 10, H: 1, C: 2 }, {});
  }

  override async predict({ start }: { start: Uint32Array }): Promise<Float32Array> {
    return Float32Array.from(Array.from({ length: start.length - 1 }, (_, i) => this.answer(i)).flat());
  }
}

const corpus = await corpusOf(200);
const tiny = await corpusOf(9);

const measureOf = (of: Corpus, split: "train" | "validation") =>
  new Measure(of, split, new Vocabulary(buildAlphabet(of), { keepCase: false, endMark: true }));

const words = selectWords(corpus, "validation");
/** Whether a validation word is "even", the first label. */
const isEven = (word: number): boolean => corpus.targets.label[words[word] ?? 0] === 0;

describe("a score", () => {
  it("is the words' mean loss and the share of them that is right", async () => {
    const engine = new AnsweringEngine((word) => (isEven(word) ? [0.75, 0.25] : [0.5, 0.5]));
    const odd = words.filter((_, word) => !isEven(word)).length;
    const score = await measureOf(corpus, "validation").of(engine);
    const loss = ((words.length - odd) * -Math.log(0.75) + odd * -Math.log(0.5)) / words.length;
    expect(score?.loss).toBeCloseTo(loss, 6);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("is none where one probability of one word is %d", async (bad) => {
    for (const at of [0, words.length - 1]) {
      const measure = measureOf(corpus, "validation");
      const engine = new AnsweringEngine((word) => (word === at ? [0.5, bad] : [0.5, 0.5]));
      const told: Float32Array[] = [];
      expect(await measure.of(engine)).toBeUndefined();
      expect(await measure.calibrated(engine, (probabilities) => told.push(probabilities))).toBeUndefined();
      expect(told).toEqual([]);
    }
  });

  it("is told calibrated: of too sure an engine, with less sure probabilities", async () => {
    const measure = measureOf(corpus, "validation");
    const engine = new AnsweringEngine(() => [0.99, 0.01]);
    expect(await measure.temperatureOf(engine)).toBe(2);
    const told: Float32Array[] = [];
    const calibrated = await measure.calibrated(engine, (probabilities) => told.push(probabilities));
    // The odds of 99 to 1 become their root.
    const sure = Math.sqrt(99) / (1 + Math.sqrt(99));
    expect(told).toHaveLength(1);
    expect(told[0]).toHaveLength(2 * words.length);
    expect(told[0]?.[0]).toBeCloseTo(sure, 6);
    expect(told[0]?.at(-1)).toBeCloseTo(1 - sure, 6);
    const even = words.filter((_, word) => isEven(word)).length;
    const loss = -(even * Math.log(sure) + (words.length - even) * Math.log(1 - sure)) / words.length;
    expect(calibrated?.loss).toBeCloseTo(loss, 5);
    expect(calibrated?.accuracy).toBe(even / words.length);
  });

  it("is calibrated by nothing where the words are those that were learned", async () => {
    const measure = measureOf(tiny, "validation");
    const engine = new AnsweringEngine(() => [0.99, 0.01]);
    expect(await measure.temperatureOf(engine)).toBe(1);
    const told: Float32Array[] = [];
    await measure.calibrated(engine, (probabilities) => told.push(probabilities));
    expect(told[0]?.[0]).toBeCloseTo(0.99, 6);
  });
});
