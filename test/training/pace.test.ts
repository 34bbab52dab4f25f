import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Pace } from "../../src/training/pace.js";

let now = 5000;
beforeEach(() => {
  now = 5000;
  vi.spyOn(performance, "now").mockImplementation(() => now);
});
afterEach(() => {
  vi.restoreAllMocks();
});

it("a pause is due a tenth of a second after the last one's end, or the begin", async () => {
  const pace = new Pace();
  expect(pace.isDue()).toBe(false);
  now += 99;
  expect(pace.isDue()).toBe(false);
  now += 1;
  expect(pace.isDue()).toBe(true);
  now += 30;
  await pace.pause();
  expect(pace.isDue()).toBe(false);
  now += 99;
  expect(pace.isDue()).toBe(false);
  now += 1;
  expect(pace.isDue()).toBe(true);
});

it("a pause gives timers that are due their turn", async () => {
  let isRung = false;
  setTimeout(() => {
    isRung = true;
  });
  const end = process.hrtime.bigint() + 5_000_000n;
  while (process.hrtime.bigint() < end);
  await new Pace().pause();
  expect(isRung).toBe(true);
});
