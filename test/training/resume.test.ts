import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Corpus } from "../../src/corpus/corpus.js";
import type { Model } from "../../src/model/model.js";
import type { TrainingEvent } from "../../src/training/events.js";
import { learningRate } from "../../src/training/schedule.js";
import type { GivenSettings } from "../../src/training/settings.js";
import type { State } from "../../src/training/state.js";
import { type TrainingOptions, train } from "../../src/training/trainer.js";
import { hurry } from "../hurry.js";
import { corpusOf } from "./corpora.js";
import { type Script, ScriptedEngine } from "./scripted-engine.js";

let corpus: Corpus;
beforeAll(async () => {
  corpus = await corpusOf(200);
});
interface Kept {
  readonly state: State;
  readonly isStopping: boolean;
  /** Events before it was kept. */
  readonly after: number;
}

/** A training whose states are kept as it goes; it is stopped after the event that `stop` names. */
async function trained(
  settings: GivenSettings,
  options: Partial<TrainingOptions> = {},
  stop: (event: TrainingEvent, before: number) => boolean = () => false,
) {
  const controller = new AbortController();
  const events: TrainingEvent[] = [];
  const kept: Kept[] = [];
  const keep = async (state: () => State, isStopping: boolean): Promise<void> => {
    kept.push({ state: state(), isStopping, after: events.length });
  };
  const { signal } = controller;
  let error: unknown;
  try {
    for await (const event of train(corpus, settings, { data: "d".repeat(64), signal, keep, ...options })) {
      events.push(event);
      if (stop(event, events.length - 1)) controller.abort(new Error("enough"));
    }
  } catch (thrown) {
    error = thrown;
  }
  const done = events.find((event) => event.event === "done");
  const model: Model | undefined = done?.model;
  return { events, kept, model, error };
}

/** A way to make engines that do as a script says, and the last one made. */
function scripted(script: Script) {
  const engines: ScriptedEngine[] = [];
  const createEngine = async (shape: ScriptedEngine["shape"]): Promise<ScriptedEngine> => {
    const engine = new ScriptedEngine(shape, script);
    engines.push(engine);
    return engine;
  };
  return { createEngine, engines };
}

const settings = { epochs: 3, hidden: 4, batch: 16, seed: 2 };

describe("where a training stands", () => {
  it("is told after each epoch's event", async () => {
    const { events, kept } = await trained(settings);
    expect(events.map(({ event }) => event)).toEqual(["start", "epoch", "epoch", "epoch", "done"]);
    expect(kept.map(({ isStopping, after }) => [isStopping, after])).toEqual([
      [false, 2],
      [false, 3],
      [false, 4],
    ]);
    const [start] = events;
    if (start?.event !== "start") throw new Error("no start");
    const steps = Math.ceil(start.train / 16);
    kept.forEach(({ state }, i) => {
      expect(state).toMatchObject({ epoch: i + 1, steps: 0, words: 0, sum: 0, setbacks: 0 });
      expect(state.moments.steps).toBe(steps * (i + 1));
      expect(state.last).toEqual(state.parameters);
    });
  });

  it("is told when it is stopped within an epoch, and the signal's reason is thrown", async () => {
    hurry();
    const { events, kept, error } = await trained(settings, {}, ({ event }, before) => {
      return event === "progress" && before === 4;
    });
    expect(error).toEqual(new Error("enough"));
    expect(events.map(({ event }) => event)).toEqual(["start", "progress", "progress", "progress", "progress"]);
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({ isStopping: true, after: 5, state: { epoch: 0, steps: 4, words: 64 } });
    expect(kept[0]?.state.best).toBeUndefined();
    expect(kept[0]?.state.last).not.toEqual(kept[0]?.state.parameters);
  });

  it("is not told where parameters are no finite numbers, since none could go on from there", async () => {
    hurry();
    const { createEngine } = scripted({ parameter: () => Number.NaN });
    const { kept, error } = await trained(settings, { createEngine }, ({ event }) => event === "progress");
    expect(error).toEqual(new Error("enough"));
    expect(kept).toEqual([]);
  });
});

describe("a training that goes on", () => {
  it("after any epoch comes to the same model, by the events that are left", async () => {
    const whole = await trained(settings);
    for (const [i, { state }] of whole.kept.entries()) {
      const { events, model } = await trained(settings, { from: state });
      expect(model).toEqual(whole.model);
      expect(events.slice(1).map((event) => ("epoch" in event ? event.epoch : event.event))).toEqual(
        [2, 3, "done"].slice(i),
      );
    }
  });

  it.each([1, 5, 14, 23])(
    "after step %i comes to the same model, and the same mean loss of its epoch",
    async (step) => {
      const whole = await trained(settings);
      hurry();
      let steps = 0;
      const { kept } = await trained(settings, {}, ({ event }) => event === "progress" && ++steps === step);
      const state = kept.at(-1)?.state;
      if (state === undefined) throw new Error("not kept");
      expect(state.moments.steps).toBe(step);
      vi.restoreAllMocks();
      const { events, model } = await trained(settings, { from: state });
      expect(model).toEqual(whole.model);
      const losses = (of: readonly TrainingEvent[]) =>
        of.flatMap((event) => (event.event === "epoch" ? [[event.epoch, event.loss]] : []));
      expect(losses(events)).toEqual(losses(whole.events).slice(state.epoch));
    },
  );

  it("keeps the best epoch and the smaller steps that it came to before", async () => {
    const oneStep = { epochs: 4, batch: 200, learningRate: 0.1 };
    // The first epoch is the best, the third step is a setback.
    const script = (from: number): Script => ({
      loss: (step) => (step + from === 2 ? Number.NaN : 1),
      parameter: (step) => step + from + 1,
      probability: (parameter) => 0.8 + 0.01 * parameter,
    });
    const { kept } = await trained(oneStep, scripted(script(0)));
    expect(kept.map(({ state }) => [state.epoch, state.setbacks])).toEqual([
      [1, 0],
      [2, 0],
      [3, 1],
      [4, 1],
    ]);
    const from = kept[2]?.state;
    expect(from?.best?.epoch).toBe(1);
    const { createEngine, engines } = scripted(script(4));
    const { events, model } = await trained(oneStep, { from, createEngine });
    expect(events.map(({ event }) => event)).toEqual(["start", "epoch", "done"]);
    expect(engines[0]?.steps.map(({ rate }) => rate)).toEqual([learningRate(3 / 4, 0.1) * 0.1]);
    expect(model?.parameters.W[0]).toBe(1);
  });

  it("falls back to where the epoch at hand began", async () => {
    hurry();
    const few = { epochs: 2, batch: 100, learningRate: 0.1 };
    const before = scripted({ parameter: (step) => 10 + step });
    const { kept } = await trained(few, before, ({ event }) => event === "progress");
    const from = kept[0]?.state;
    const start = before.engines[0]?.loaded[0];
    const { createEngine, engines } = scripted({ loss: (step) => (step === 0 ? Number.NaN : 1) });
    const { events } = await trained(few, { from, createEngine });
    expect(events.slice(0, 2).map(({ event }) => event)).toEqual(["start", "setback"]);
    expect(engines[0]?.loaded[0]?.W[0]).toBe(10);
    expect(engines[0]?.loaded[1]).toEqual(start);
  });
});
