import { afterEach, describe, expect, it, vi } from "vitest";
import type { TrainingEvent } from "../../src/training/events.js";
import type { GivenSettings } from "../../src/training/settings.js";
import { corpusOf } from "./corpora.js";
import { trainBy } from "./scripted.js";

const corpus = await corpusOf(200);

afterEach(() => {
  vi.restoreAllMocks();
});

/** The events of a training whose steps take so many milliseconds each, and nothing else any; step i has the loss i. */
async function paced(milliseconds: number, settings: GivenSettings) {
  let now = 7000;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  const loss = (step: number): number => {
    now += milliseconds;
    return step;
  };
  const events: TrainingEvent[] = [];
  const enough = (event: TrainingEvent): boolean => {
    events.push(event);
    return false;
  };
  const { start, done } = await trainBy(corpus, { ...settings, enough }, { loss });
  return { events, train: start.train, done };
}

describe("progress", () => {
  it("tells epoch, share of all steps, mean loss and speed after each step that takes long", async () => {
    const { events, train, done } = await paced(250, { epochs: 2, batch: 50 });
    const rest = train - 150;
    expect(rest > 0 && rest < 50).toBe(true);
    const perSecond = (words: number, steps: number) => words / (steps * 0.25);
    const progress = (epoch: number, done: number, loss: number, wordsPerSecond: number) => ({
      event: "progress",
      epoch,
      done: done / 8,
      loss,
      wordsPerSecond,
    });
    const epoch = (epoch: number, loss: number) =>
      expect.objectContaining({ event: "epoch", epoch, loss, wordsPerSecond: perSecond(train, 4) });
    const first = (150 + 3 * rest) / train;
    const second = (50 * (4 + 5 + 6) + 7 * rest) / train;
    expect(events.slice(1, -1)).toEqual([
      progress(1, 0, 0, 200),
      progress(1, 1, 0.5, 200),
      progress(1, 2, 1, 200),
      progress(1, 3, first, perSecond(train, 4)),
      epoch(1, first),
      progress(2, 4, 4, 200),
      progress(2, 5, 4.5, 200),
      progress(2, 6, 5, 200),
      progress(2, 7, second, perSecond(train, 4)),
      epoch(2, second),
    ]);
    expect(done).toMatchObject({ seconds: 2, epochs: 2 });
  });

  it("is told every tenth of a second where steps are short", async () => {
    const { events } = await paced(40, { epochs: 1, batch: 20 });
    const told = events.flatMap((event) => (event.event === "progress" ? event.loss : []));
    // After the steps 0 to 2, 0 to 5 and so on
    expect(told.slice(0, 2)).toEqual([1, 2.5]);
    expect(told).toHaveLength(Math.floor(events[0]?.event === "start" ? Math.ceil(events[0].train / 20) / 3 : 0));
  });

  it("is not told in short epochs", async () => {
    const { events } = await paced(1, { epochs: 3, batch: 50 });
    expect(events.map(({ event }) => event)).toEqual(["start", "epoch", "epoch", "epoch", "done"]);
  });
});
