import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Corpus, selectWords } from "../../src/corpus/corpus.js";
import { learningRate } from "../../src/training/schedule.js";
import { corpusOf } from "./corpora.js";
import { trainBy } from "./scripted.js";

let corpus: Corpus;
let tiny: Corpus;
beforeAll(async () => {
  corpus = await corpusOf(200);
  tiny = await corpusOf(9);
});

const ascending = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => a - b);

describe("a training's events", () => {
  it("are a start, its epochs in order, and what was done", async () => {
    const { events, error } = await trainBy(corpus, { epochs: 3 }, {});
    expect(error).toBeUndefined();
    expect(events.map((event) => [event.event, "epoch" in event ? event.epoch : undefined])).toEqual([
      ["start", undefined],
      ["epoch", 1],
      ["epoch", 2],
      ["epoch", 3],
      ["done", undefined],
    ]);
  });

  it("start with the data's and the network's sizes, and all settings", async () => {
    const { start, engine } = await trainBy(corpus, { epochs: 1, hidden: 6, seed: 9 }, {});
    const sizes = (["train", "validation", "test"] as const).map((split) => selectWords(corpus, split).length);
    expect([start.train, start.validation, start.test]).toEqual(sizes);
    expect(start).toMatchObject({ words: 200, labels: ["even", "odd"], engine: "scripted", threads: 1 });
    expect(start.settings).toMatchObject({ rung: "rnn", hidden: 6, seed: 9, epochs: 1 });
    // The digits 0 to 6 and the x before them, the unknown character and the end mark
    expect(engine.shape).toEqual({ rung: "rnn", A: 10, H: 6, C: 2, next: true, groups: 1 });
    expect(start.parameters).toBe(6 * 6 + 10 * 6 + 2 * 6 + 2);
  });

  it("ask for an engine that tells next characters only where their loss counts", async () => {
    const { engine } = await trainBy(corpus, { epochs: 1, nextLoss: 0 }, {});
    expect(engine.shape.next).toBe(false);
  });

  it("tell where no word is held out", async () => {
    const { start, done } = await trainBy(tiny, { epochs: 1 }, { probability: () => 0.9 });
    expect(start).toMatchObject({ words: 9, train: 9, validation: 0, test: 0 });
    // Five words are even, all of them taken for even.
    expect(done?.test.accuracy).toBeCloseTo(5 / 9, 12);
  });

  it("give each epoch the mean loss of its words, the last, smaller batch counting less", async () => {
    const { events, start } = await trainBy(corpus, { epochs: 1, batch: 100 }, { loss: (step) => step + 1 });
    const rest = start.train - 100;
    expect(rest).toBeGreaterThan(0);
    expect(rest).toBeLessThan(100);
    expect(events[1]).toMatchObject({ event: "epoch", loss: (100 + 2 * rest) / start.train });
  });

  it("report progress in long epochs, up to all of it", async () => {
    const shares: number[] = [];
    const waited: number[] = [];
    await trainBy(
      corpus,
      {
        epochs: 4,
        batch: 1,
        enough: (event) => {
          if (event.event === "progress") shares.push(event.done);
          return false;
        },
      },
      {
        loss: (step) => {
          const until = performance.now() + 1;
          while (performance.now() < until);
          waited.push(step);
          return 1;
        },
      },
    );
    expect(shares.length).toBeGreaterThan(1);
    expect(shares).toEqual(ascending(shares));
    expect(shares.every((share) => share > 0 && share < 1)).toBe(true);
  });
});

describe("a training's batches", () => {
  it("have each training word once an epoch, ascending", async () => {
    const sizes = { batch: fc.integer({ min: 1, max: 200 }), run: fc.integer({ min: 1, max: 9 }), seed: fc.nat() };
    await fc.assert(
      fc.asyncProperty(fc.record(sizes), async (settings) => {
        const { engine, start, stepsAnEpoch } = await trainBy(corpus, { ...settings, epochs: 2 }, {});
        const { batches } = engine;
        expect(batches).toHaveLength(2 * stepsAnEpoch);
        for (const epoch of [batches.slice(0, stepsAnEpoch), batches.slice(stepsAnEpoch)]) {
          expect(ascending(epoch.flatMap((batch) => [...batch]))).toEqual([...Array(start.train).keys()]);
        }
        for (const batch of batches) expect([...batch]).toEqual(ascending(batch));
      }),
      { numRuns: 30 },
    );
  });

  it("are of the training words alone", async () => {
    const { engine, start } = await trainBy(corpus, { epochs: 1 }, {});
    expect(engine.examples?.start).toHaveLength(start.train + 1);
  });

  it("are others in each epoch and with another seed, and the same with the same", async () => {
    const batchesOf = async (seed: number) => {
      const { engine, stepsAnEpoch } = await trainBy(corpus, { epochs: 2, batch: 16, seed }, {});
      return [engine.batches.slice(0, stepsAnEpoch), engine.batches.slice(stepsAnEpoch)];
    };
    const [first, second] = await batchesOf(1);
    expect(second).not.toEqual(first);
    expect(await batchesOf(1)).toEqual([first, second]);
    expect((await batchesOf(2))[0]).not.toEqual(first);
  });
});

describe("a training's steps", () => {
  it("follow the schedule over all epochs", async () => {
    const { engine } = await trainBy(corpus, { epochs: 5, learningRate: 0.3 }, {});
    const { steps } = engine;
    expect(steps.map(({ rate }) => rate)).toEqual(steps.map((_, i) => learningRate(i / steps.length, 0.3)));
  });

  it("drop by another key each, which the seed decides", async () => {
    const keysOf = async (seed: number) =>
      (await trainBy(corpus, { epochs: 5, seed }, {})).engine.steps.map(({ key }) => key);
    const keys = await keysOf(1);
    expect(new Set(keys).size).toBe(keys.length);
    expect(await keysOf(1)).toEqual(keys);
    expect(await keysOf(2)).not.toEqual(keys);
  });

  it("are as the settings say", async () => {
    const step = { clip: 2, dropCharacters: 0.1, dropHidden: 0.2, prefixLoss: 0.3 };
    const { engine } = await trainBy(corpus, { epochs: 1, weightDecay: 0.5, ...step }, {});
    expect(engine.steps[0]).toMatchObject({ decay: 0.5, ...step });
  });
});

describe("a training with balanced labels", () => {
  it("weighs words of rare labels more, in training, in the validation loss and for the temperature", async () => {
    const rare = await corpusOf(300, 10);
    const script = { probability: () => 0.9 };
    const plain = await trainBy(rare, { epochs: 1 }, script);
    const balanced = await trainBy(rare, { epochs: 1, classWeights: "balanced" }, script);
    expect(new Set(plain.engine.examples?.weight)).toEqual(new Set([1]));
    expect(new Set(balanced.engine.examples?.weight).size).toBe(2);
    const lossOf = ({ events }: typeof plain) =>
      events.flatMap((one) => (one.event === "epoch" ? one.validation : []))[0];
    // "even" has 0.9 of every word's probability, but a tenth of the words.
    expect(lossOf(balanced)?.loss).toBeLessThan((lossOf(plain)?.loss ?? 0) - 0.5);
    expect(lossOf(balanced)?.accuracy).toBe(lossOf(plain)?.accuracy);
    expect(balanced.done?.test).toEqual(plain.done?.test);
    expect(balanced.done?.model.training.classWeights).toBe("balanced");
    expect(plain.done?.model.training.classWeights).toBe("none");
  });
});

describe("the model", () => {
  const batch = 200; // one step an epoch, so that parameters tell the epoch they are from
  const best = 0.8;
  /** About half of the words are even: the further above that, the greater the loss. */
  const bestAfter = (epoch: number) => ({
    probability: (parameter: number) => best + 0.005 * Math.abs(parameter - epoch),
  });

  it("is that of the epoch with the least validation loss, and so are the test figures", async () => {
    const { done, engine, events } = await trainBy(corpus, { epochs: 9, batch }, bestAfter(6));
    expect(done).toMatchObject({ epochs: 9, model: { hidden: 32, rung: "rnn", labels: ["even", "odd"] } });
    expect(done?.model.parameters.W[0]).toBe(6);
    expect(engine.parameters().W[0]).toBe(6);
    const { done: constant } = await trainBy(corpus, { epochs: 1, batch }, { probability: () => best });
    expect(done?.test).toEqual(constant?.test);
    const losses = events.flatMap((event) => (event.event === "epoch" ? event.validation.loss : []));
    expect(losses.indexOf(Math.min(...losses))).toBe(5);
  });

  it("is the first of equally good ones", async () => {
    const { done } = await trainBy(corpus, { epochs: 3, batch }, {});
    expect(done?.model.parameters.W[0]).toBe(1);
  });

  it("is had early where patience ends", async () => {
    const { done, events } = await trainBy(corpus, { epochs: 100, patience: 5, batch }, bestAfter(3));
    expect(done?.epochs).toBe(8);
    expect(events.filter(({ event }) => event === "epoch")).toHaveLength(8);
    expect(done?.model.parameters.W[0]).toBe(3);
  });

  it("is trained to the end where each epoch is better", async () => {
    const { done } = await trainBy(corpus, { epochs: 30, patience: 1, batch }, bestAfter(30));
    expect(done?.epochs).toBe(30);
  });

  it("has V and c divided by the temperature of the validation words, which it tells; nothing else is", async () => {
    const { done, engine } = await trainBy(corpus, { epochs: 1, batch }, { probability: () => 0.99 });
    const [uncalibrated, calibrated] = engine.loaded.slice(-2);
    if (!done || !uncalibrated || !calibrated) throw new Error("not trained");
    // Half of the words are odd, so 99 % for "even" is far too much.
    expect(done.temperature).toBe(2);
    expect(done.model.training.temperature).toBe(2);
    const { W, U, V, c } = uncalibrated;
    expect(calibrated).toEqual({ W, U, V: V.map((x) => x / 2), c: c.map((x) => x / 2) });
    const C = 2;
    expect(done.model.parameters).toEqual({
      W,
      U,
      V: calibrated.V.slice(0, C * done.model.hidden),
      c: calibrated.c.slice(0, C),
    });
  });

  it("is as training left it where no word is held out", async () => {
    const { done, engine } = await trainBy(tiny, { epochs: 1 }, { probability: () => 0.99 });
    expect([done?.temperature, done?.model.training.temperature]).toEqual([1, 1]);
    expect(engine.loaded.at(-1)?.V).toEqual(engine.loaded[0]?.V);
  });

  it("says how words are read, what it was trained with and on", async () => {
    const { done } = await trainBy(corpus, { epochs: 1, keepCase: true, seed: 3 }, {});
    expect(done?.model).toMatchObject({
      alphabet: ["0", "1", "2", "3", "4", "5", "6", "x"],
      reading: { keepCase: true, endMark: true },
      training: { seed: 3, epochs: 1, learningRate: 0.002 },
      data: "d".repeat(64),
    });
  });
});

describe("a loss that is no finite number", () => {
  const batch = 40; // several steps an epoch
  const peak = 0.1;
  const settings = { epochs: 4, batch, learningRate: peak };

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    "sets the training back by an epoch, with a tenth of the rate: %d",
    async (bad) => {
      const { stepsAnEpoch } = await trainBy(corpus, settings, {});
      const at = stepsAnEpoch + 1; // the second step of the second epoch
      const { engine, events, done } = await trainBy(corpus, settings, { loss: (step) => (step === at ? bad : 1) });
      expect(events.map(({ event }) => event)).toEqual([
        "start",
        "epoch",
        "setback",
        "epoch",
        "epoch",
        "epoch",
        "done",
      ]);
      expect(events[2]).toEqual({ event: "setback", epoch: 2, learningRate: expect.closeTo(peak / 10, 12) });
      expect(events[3]).toMatchObject({ epoch: 2 });
      expect(done?.epochs).toBe(4);
      // After the initial parameters: those of the first epoch's end, the best at last, and these calibrated
      expect(engine.loaded.slice(1).map(({ W }) => W[0])).toEqual([stepsAnEpoch, stepsAnEpoch, stepsAnEpoch]);
      // The epoch breaks off, and begins again with the same batches.
      expect(engine.steps).toHaveLength(4 * stepsAnEpoch + 2);
      expect(engine.batches.slice(at + 1, at + 3)).toEqual(engine.batches.slice(at - 1, at + 1));
      expect(engine.steps[at + 1]?.rate).toBeCloseTo((engine.steps[at - 1]?.rate ?? 0) / 10, 15);
      expect(engine.steps.at(-1)?.rate).toBeCloseTo(learningRate(1 - 1 / (4 * stepsAnEpoch), peak) / 10, 15);
    },
  );

  it("N1: sets the training back three times at most, each with a tenth of the rate, then keeps the best", async () => {
    const { stepsAnEpoch } = await trainBy(corpus, settings, {});
    const { events, done } = await trainBy(corpus, settings, {
      loss: (step) => (step >= 2 * stepsAnEpoch ? Number.NaN : 1),
    });
    expect(events.slice(3, -1)).toEqual(
      [0.1, 0.01, 0.001].map((part) => ({
        event: "setback",
        epoch: 3,
        learningRate: expect.closeTo(peak * part, 12),
      })),
    );
    expect(done).toMatchObject({ epochs: 2 });
    expect(done?.model.parameters.W[0]).toBe(stepsAnEpoch);
  });

  it("from the first epoch on ends in an error, without a model", async () => {
    const { engine, events, error } = await trainBy(corpus, settings, { loss: () => Number.NaN });
    expect(events.map(({ event }) => event)).toEqual(["start", "setback", "setback", "setback"]);
    expect(error).toMatchObject({ name: "DataError", exitCode: 3 });
    expect(String(error)).toMatch(/numbers\.csv: .*no finite number.*smaller learning rate than 0\.1/u);
    expect(engine.steps).toHaveLength(4);
    expect(new Set(engine.loaded).size).toBeLessThanOrEqual(2);
    expect(engine.isDisposed).toBe(true);
  });
});

describe("parameters or probabilities that are no finite numbers, after a finite loss", () => {
  const settings = { epochs: 3, batch: 200 }; // one step an epoch

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("are a setback, not an epoch: a parameter of %d", async (bad) => {
    const { events, done } = await trainBy(corpus, settings, { parameter: (step) => (step === 0 ? bad : step) });
    expect(events.map(({ event }) => event)).toEqual(["start", "setback", "epoch", "epoch", "epoch", "done"]);
    expect(done?.model.parameters.W[0]).toBe(1);
  });

  it("are a setback, not an epoch: probabilities", async () => {
    const { events, done } = await trainBy(corpus, settings, {
      probability: (steps) => (steps === 1 ? Number.NaN : 0.5),
      parameter: (step) => step + 1,
    });
    expect(events.map(({ event }) => event)).toEqual(["start", "setback", "epoch", "epoch", "epoch", "done"]);
    expect(done?.model.parameters.W[0]).toBe(2);
  });

  it("end in an error where only the rounded parameters of the best epoch have none", async () => {
    const { events, done, error } = await trainBy(
      corpus,
      { epochs: 1, half: true },
      { parameter: () => 65_519, probability: (parameter) => (parameter === 65_504 ? Number.NaN : 0.5) },
    );
    expect(events.map(({ event }) => event)).toEqual(["start", "epoch"]);
    expect(done).toBeUndefined();
    expect(error).toMatchObject({ name: "DataError" });
  });

  it("end in an error where there is nothing else", async () => {
    for (const script of [{ parameter: () => Number.NaN }, { probability: () => Number.NaN }]) {
      const { done, error } = await trainBy(corpus, settings, script);
      expect(done).toBeUndefined();
      expect(error).toMatchObject({ name: "DataError" });
    }
  });
});

describe("a training that is stopped", () => {
  const forever = { epochs: 30_000, patience: 30_000 };

  it.each([
    ["an epoch of one step", 200],
    ["an epoch of many steps", 1],
  ])("by its signal throws the signal's reason and frees the engine: %s", async (_, batch) => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const { engine, events, error } = await trainBy(
      corpus,
      {
        ...forever,
        batch,
        signal: controller.signal,
        enough: (event) => {
          if (event.event === "epoch" && event.epoch === 3) controller.abort(reason);
          return false;
        },
      },
      {},
    );
    expect(error).toBe(reason);
    expect(events.at(-1)?.event).toBe("epoch");
    expect(engine.isDisposed).toBe(true);
  });

  it("lets timers have their turn, however short its epochs", async () => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), 1);
    const { error } = await trainBy(tiny, { ...forever, signal: controller.signal }, {});
    expect(error).toMatchObject({ name: "AbortError" });
    clearTimeout(timer);
  });

  it("before it began does not run on", async () => {
    const { error } = await trainBy(tiny, { ...forever, signal: AbortSignal.abort() }, {});
    expect(error).toMatchObject({ name: "AbortError" });
  });

  it("by who listens to it frees the engine", async () => {
    const { engine, done, error } = await trainBy(corpus, { ...forever, enough: ({ event }) => event === "epoch" }, {});
    expect([done, error]).toEqual([undefined, undefined]);
    expect(engine.isDisposed).toBe(true);
  });

  it("by its engine frees it", async () => {
    const fault = new Error("out of order");
    const loss = () => {
      throw fault;
    };
    const { engine, error } = await trainBy(corpus, {}, { loss });
    expect(error).toBe(fault);
    expect(engine.isDisposed).toBe(true);
  });
});
