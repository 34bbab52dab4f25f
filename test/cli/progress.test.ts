/** How a training goes, as people are told. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TrainingDisplay } from "../../src/cli/progress.js";
import type { Done, Started, TrainingEvent } from "../../src/training/events.js";
import { completeSettings, type GivenSettings } from "../../src/training/settings.js";
import { fakeStream } from "./fake-stream.js";
import { handModel } from "./findings.js";

const clear = "\r\u001b[K";
let now = 0;
beforeEach(() => {
  now = 5_000;
  vi.spyOn(performance, "now").mockImplementation(() => now);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const started = (settings: GivenSettings, labels: readonly string[] = ["English", "German"]): Started => ({
  event: "start",
  words: 12_345,
  labels,
  train: 10_000,
  validation: 1_111,
  test: 1_234,
  parameters: 98_765,
  engine: "wasm",
  threads: 1,
  settings: completeSettings(settings, 10_000),
});
const epoch = (number: number, accuracy = 0.75): TrainingEvent => ({
  event: "epoch",
  epoch: number,
  loss: 0.123456,
  validation: { loss: 1, accuracy },
  wordsPerSecond: 23_456.7,
});
const progress = (number: number, done: number): TrainingEvent => ({
  event: "progress",
  epoch: number,
  done,
  loss: 0.98765,
  wordsPerSecond: 1234,
});
const doneAfter = (seconds: number): Done => ({
  event: "done",
  model: handModel(),
  temperature: 1.25,
  epochs: 7,
  seconds,
  test: { loss: 0.5, accuracy: 0.9 },
});

describe("the beginning", () => {
  it("says what is trained on what", () => {
    const { read } = fakeStream("stderr");
    new TrainingDisplay("a.csv", false, false).show(started({ rung: "rnn", hidden: 1024 }));
    expect(read()).toBe(
      "a.csv: English, German\ntraining rnn, h of 1024, 98,765 parameters, on 10,000 words; 1,111 to validate, 1,234 to test\n",
    );
    new TrainingDisplay("a.csv", true, true).show(started({ rung: "gru", hidden: 64, groups: 2 }));
    expect(read()).toBe(
      "a.csv: English, German\ntraining gru, h of 64 in 2 groups, 98,765 parameters, on all 12,345 words\n",
    );
  });

  it("names six labels, escaped and cut", () => {
    const { read } = fakeStream("stderr");
    const labels = ["a\tb", "c".repeat(30), "d", "e", "f", "g"];
    const six = `a.csv: a\\tb, ${"c".repeat(20)}…, d, e, f, g`;
    const firstLine = (labels: readonly string[]): string | undefined => {
      new TrainingDisplay("a.csv", false, false).show(started({}, labels));
      return read().split("\n")[0];
    };
    expect(firstLine(labels)).toBe(six);
    expect(firstLine([...labels, "h"])).toBe(`${six}, …`);
  });
});

describe("where standard error is no terminal", () => {
  const told = (epochs: number, json = false): string[] => {
    const { read } = fakeStream("stderr");
    const display = new TrainingDisplay("a.csv", false, json);
    display.show(started({ epochs }));
    read();
    for (let number = 1; number <= epochs; number++) {
      display.show(progress(number, number / epochs));
      display.show(epoch(number));
    }
    display.show(doneAfter(1));
    return read().split("\n").slice(0, -1);
  };

  it("an epoch has a line", () => {
    expect(told(2)).toEqual([
      "epoch 1/2  loss 0.1235  validation 75.0 %  23,457 words/s",
      "epoch 2/2  loss 0.1235  validation 75.0 %  23,457 words/s",
    ]);
  });

  it("of many epochs some twenty have one, the first and the last among them", () => {
    const epochs = told(50).map((line) => Number(/^epoch (\d+)/u.exec(line)?.[1]));
    expect(epochs).toEqual([1, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 36, 39, 42, 45, 48, 50]);
  });

  it("none has one beside JSON", () => {
    expect(told(2, true)).toEqual([]);
  });

  it("a setback has a line", () => {
    const { read } = fakeStream("stderr");
    new TrainingDisplay("a.csv", false, true).show({ event: "setback", epoch: 3, learningRate: 0.1 + 0.2 });
    expect(read()).toBe(
      "katze: the loss of epoch 3 is no finite number; going on from the epoch before with a learning rate of 0.3\n",
    );
  });
});

describe("on a terminal", () => {
  /** What stands on the terminal after each event, which comes so many seconds after the beginning. */
  const drawn = (
    columns: number | undefined,
    epochs: number,
    ...events: readonly [number, TrainingEvent][]
  ): string[] => {
    const { read } = fakeStream("stderr", { isTTY: true, columns });
    now = 5_000;
    const display = new TrainingDisplay("a.csv", false, false);
    display.show(started({ epochs }));
    read();
    return events.map(([seconds, event]) => {
      now = 5_000 + 1_000 * seconds;
      display.show(event);
      return read();
    });
  };
  const bar = (full: number): string => `${clear}${"█".repeat(full)}${"░".repeat(16 - full)}`;

  it("a bar moves, and is taken away in the end", () => {
    expect(drawn(100, 4, [0, progress(1, 0)], [30, progress(2, 0.3125)], [40, epoch(2)], [50, doneAfter(50)])).toEqual([
      `${bar(0)} 1/4  loss 0.988  1,234 w/s`,
      `${bar(5)} 2/4  loss 0.988  1,234 w/s  66 s left`,
      `${bar(8)} 2/4  loss 0.123  valid. 75.0 %  23,457 w/s  40 s left`,
      clear,
    ]);
  });

  it("the time left is that of what is done since the training went on", () => {
    const left = drawn(100, 10, [0, progress(5, 0.5)], [10, progress(6, 0.625)], [10, progress(6, 0.5 + 2 ** -6)]);
    expect(left.map((text) => /(?<=w\/s {2}).*/u.exec(text)?.[0])).toEqual([undefined, "30 s left", "5 min 10 s left"]);
  });

  it("minutes have seconds of two digits, from 100 seconds on", () => {
    const half = (seconds: number): string | undefined =>
      /(?<=w\/s {2}).*/u.exec(drawn(100, 2, [0, progress(1, 0)], [seconds, progress(1, 0.5)])[1] ?? "")?.[0];
    expect([99.4, 99.6, 125].map(half)).toEqual(["99 s left", "1 min 40 s left", "2 min 05 s left"]);
  });

  it("no time left is told before a hundredth is done", () => {
    const texts = drawn(100, 2, [0, progress(1, 0)], [60, progress(1, 0.01)], [60, progress(1, 0.02)]);
    expect(texts.map((text) => text.endsWith(" left"))).toEqual([false, false, true]);
  });

  it.each([
    [40, 39],
    [0, 79],
  ])("the bar leaves the last of the columns free, of %i", (columns, most) => {
    const text = `${"█".repeat(8)}${"░".repeat(8)} 500000/1000000  loss 0.123  valid. 75.0 %  23,457 w/s  999 min 59 s left`;
    const seconds = 999 * 60 + 59;
    expect(drawn(columns, 1_000_000, [0, progress(1, 0)], [seconds, epoch(500_000)])[1]).toBe(
      clear + text.slice(0, most),
    );
  });

  it("a setback takes the bar away", () => {
    expect(drawn(80, 2, [0, { event: "setback", epoch: 1, learningRate: 0.5 }])).toEqual([
      `${clear}katze: the loss of epoch 1 is no finite number; going on from the epoch before with a learning rate of 0.5\n`,
    ]);
  });
});

describe("the summary", () => {
  const sha256 = "0".repeat(64);

  it("has the figures, the time it took, and the file", () => {
    const summary = new TrainingDisplay("a.csv", false, false).summary(doneAfter(185), "a\nb.safetensors", sha256);
    expect(summary.split("\n")).toEqual([
      "90.0 % right on the test words, cross-entropy 0.5000, after 7 epochs in 3 min 05 s",
      "probabilities calibrated on the validation words, temperature 1.25",
      "wrote a\\nb.safetensors",
      `sha256 ${sha256}`,
      "",
    ]);
  });

  it("of words that were not split says so", () => {
    const summary = new TrainingDisplay("a.csv", true, false).summary(doneAfter(4.2), "a.safetensors", sha256);
    expect(summary.split("\n").slice(0, 2)).toEqual([
      "90.0 % right on its own words, cross-entropy 0.5000, after 7 epochs in 4 s",
      "wrote a.safetensors",
    ]);
  });
});
