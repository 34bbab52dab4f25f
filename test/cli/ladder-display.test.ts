/** Which rung is at work, as people are told. */
import { describe, expect, it } from "vitest";
import { LadderDisplay } from "../../src/cli/ladder-display.js";
import type { ComparisonEvent, Row } from "../../src/comparison/compare.js";
import { fakeStream } from "./fake-stream.js";

const clear = "\r\u001b[K";
const row: Row = {
  rung: "rnn",
  hidden: 32,
  parameters: 1234,
  multiplier: 1.5,
  accuracy: 0.875,
  crossEntropy: 0.25,
  collisions: 0,
  seconds: 12.34,
};
const events: readonly ComparisonEvent[] = [
  { event: "begin", rung: "rnn" },
  { event: "progress", rung: "rnn", epoch: 3, done: 0.125, loss: 1.23456 },
  { event: "row", row },
];

/** What standard error is sent at each event, and when all is done. */
function told(isTTY: boolean, json = false, columns = 80): string[] {
  const { read } = fakeStream("stderr", { isTTY, columns });
  const display = new LadderDisplay(24, json);
  const texts = events.map((event) => {
    display.show(event);
    return read();
  });
  display.clear();
  return [...texts, read()];
}

describe("ladder tells", () => {
  it("on a terminal in one line, which it takes away", () => {
    const line = `${clear}rnn  12.5 %  epoch 3/24  loss 1.235`;
    expect(told(true)).toEqual([`${clear}rnn`, line, "", clear]);
    expect(told(true, true)).toEqual(told(true));
  });

  it.each([
    [20, 19],
    [0, 79],
  ])("leaving the last of the columns free, of %i", (columns, most) => {
    const { read } = fakeStream("stderr", { isTTY: true, columns });
    const epochs = Number.MAX_SAFE_INTEGER;
    new LadderDisplay(epochs, false).show({ event: "progress", rung: "rnn", epoch: epochs, done: 0.125, loss: 1e20 });
    const whole = `rnn  12.5 %  epoch ${epochs}/${epochs}  loss 100000000000000000000.000`;
    expect(read()).toBe(clear + whole.slice(0, most));
  });

  it("elsewhere in a line a rung, and beside JSON not at all", () => {
    expect(told(false)).toEqual(["", "", "rnn  87.5 %  12.3 s\n", ""]);
    expect(told(false, true)).toEqual(["", "", "", ""]);
  });
});
