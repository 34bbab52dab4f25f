import { describe, expect, it } from "vitest";
import { selectWords } from "../../src/corpus/corpus.js";
import { evaluate } from "../../src/evaluation/metrics.js";
import { probabilitiesOf } from "../../src/model/classifier.js";
import { decodeModel, encodeModel } from "../../src/model/format.js";
import { toHalves } from "../../src/model/half.js";
import type { Model, Parameters } from "../../src/model/model.js";
import type { RungName } from "../../src/recurrence/ladder.js";
import type { Done } from "../../src/training/events.js";
import { keptOf } from "../../src/training/precision.js";
import type { GivenSettings } from "../../src/training/settings.js";
import { train } from "../../src/training/trainer.js";
import { inGroups } from "../model/samples.js";
import { corpusOf } from "./corpora.js";
import { trainBy } from "./scripted.js";

const corpus = await corpusOf(400);

async function trained(settings: GivenSettings): Promise<Done> {
  for await (const event of train(corpus, { epochs: 2, ...settings }, { data: "d".repeat(64) })) {
    if (event.event === "done") return event;
  }
  throw new Error("the training came to no end");
}

const throughFile = async (model: Model): Promise<Model> => decodeModel(await encodeModel(model), "model");

const everyHalf = ({ W, U, V, c }: Parameters): boolean =>
  [W, U, V, c].every((numbers) => toHalves(numbers)?.every((half, i) => Object.is(half, numbers[i])) ?? false);

describe("a model trained in halves", () => {
  it.each(["bag", "scaled", "linear", "rnn", "gru"] as const)("has halves only, on the rung %s", async (rung) => {
    const { model } = await trained({ rung, hidden: 16, half: true });
    expect(model.precision).toBe("f16");
    expect(everyHalf(model.parameters)).toBe(true);
    expect(await throughFile(model)).toStrictEqual(model);
  });

  it("differs from the one in float32 by the rounding alone, and has the figures of the rounded one", async () => {
    const settings = { hidden: 16, seed: 5 };
    const [whole, half] = [await trained(settings), await trained({ ...settings, half: true })];
    expect(whole.model.precision).toBe("f32");
    expect(everyHalf(whole.model.parameters)).toBe(false);
    const { parameters, precision } = keptOf(whole.model.parameters, { rung: "rnn", half: true });
    expect(half.model).toEqual({ ...whole.model, parameters, precision });
    const words = selectWords(corpus, "test");
    const { crossEntropy, accuracy } = evaluate(await probabilitiesOf(half.model, corpus, words), corpus, words);
    expect(half.test.loss).toBeCloseTo(crossEntropy, 6);
    expect(half.test.accuracy).toBe(accuracy);
    expect(half.test.loss).not.toBe(whole.test.loss);
  });

  it("stays in float32 where a number is larger than halves can be", async () => {
    for (const parameter of [65_520, -1e6]) {
      const { done } = await trainBy(corpus, { epochs: 1, hidden: 16, half: true }, { parameter: () => parameter });
      expect(done?.model.precision).toBe("f32");
      expect(done?.model.parameters.W[0]).toBe(parameter);
      expect(done?.model.parameters.W[1]).not.toBe(
        toHalves(done?.model.parameters.W.slice(1) ?? new Float32Array())?.[0],
      );
    }
    const { done } = await trainBy(corpus, { epochs: 1, hidden: 16, half: true }, { parameter: () => 65_519 });
    expect(done?.model.parameters.W[0]).toBe(65_504);
    expect(done?.model.precision).toBe("f16");
  });

  it.each(["sum", "doubling", "multiplier"] as const)("stays in float32 where U is numbers: %s", async (rung) => {
    const [whole, half] = [await trained({ rung }), await trained({ rung, half: true })];
    expect(half.model).toEqual(whole.model);
    expect(half.model.precision).toBe("f32");
  });

  it("is measured by an engine that has loaded the rounded numbers", async () => {
    const { engine, done } = await trainBy(corpus, { epochs: 1, hidden: 16, half: true }, {});
    const loaded = engine.loaded.at(-1);
    expect(loaded && everyHalf(loaded)).toBe(true);
    expect(loaded?.W).toEqual(done?.model.parameters.W);
  });
});

describe("a model trained in groups", () => {
  it("hands its groups to the engine and to the model, and tells the numbers that it learns", async () => {
    const { start, engine, done } = await trainBy(corpus, { epochs: 1, hidden: 64, groups: 2, nextLoss: 0 }, {});
    expect(engine.shape).toMatchObject({ H: 64, groups: 2 });
    const { A, C } = engine.shape;
    expect(start.parameters).toBe(64 * 32 + A * 64 + C * 64 + C);
    const begin = engine.loaded[0]?.W ?? new Float32Array();
    expect(begin).toEqual(inGroups(begin, 64, 2));
    expect(done?.model.groups).toBe(2);
    expect(done?.model && (await throughFile(done.model))).toStrictEqual(done?.model);
  });

  it.each(["linear", "rnn", "gru"] as const)("keeps zeros between them, on the rung %s", async (rung) => {
    const { model } = await trained({ rung, hidden: 32, groups: 2 });
    const { W } = model.parameters;
    expect(W).toEqual(inGroups(W, 32, 2));
    expect(await throughFile(model)).toStrictEqual(model);
  });

  it("answers by the mean of what its groups say alone", async () => {
    const { model } = await trained({ rung: "gru", hidden: 48, groups: 3, half: false });
    const words = selectWords(corpus, "test");
    const C = model.labels.length;
    const alone = await Promise.all(
      [0, 1, 2].map((group) => {
        const V = model.parameters.V.map((v, i) => (Math.floor((i % 48) / 16) === group ? 3 * v : 0));
        return probabilitiesOf({ ...model, parameters: { ...model.parameters, V } }, corpus, words);
      }),
    );
    const together = await probabilitiesOf(model, corpus, words);
    words.forEach((_, i) => {
      const means = Array.from({ length: C }, (_, l) =>
        Math.cbrt(alone.reduce((p, one) => p * (one[i * C + l] ?? 0), 1)),
      );
      const mass = means.reduce((sum, p) => sum + p, 0);
      means.forEach((p, l) => {
        expect(together[i * C + l]).toBeCloseTo(p / mass, 5);
      });
    });
  });
});

describe("the metadata of a model", () => {
  const described = async (rung: RungName, settings: GivenSettings): Promise<Model["training"] | undefined> =>
    (await trainBy(corpus, { rung, epochs: 1, hidden: 32, ...settings }, {})).done?.model.training;

  it("says nothing of groups and halves, which the tensors tell", async () => {
    const plain = await described("rnn", {});
    expect(Object.keys(plain ?? {}).filter((key) => ["groups", "half", "precision"].includes(key))).toEqual([]);
    expect(await described("rnn", { groups: 2, half: true })).toEqual(plain);
    expect(await described("rnn", { groups: 1, half: false })).toEqual(plain);
  });
});
