import { describe, expect, it } from "vitest";
import { flipsOf } from "../../src/inspection/flips.js";
import type { Model } from "../../src/model/model.js";
import { trace } from "../../src/recurrence/trace.js";
import { modelOf } from "../recurrence/models.js";

/** Adds 1 for each a and −1 for each b: "up" above 0, "down" below, and "level", which comes first, between −½ and ½. */
const balance: Model = {
  ...modelOf({ rung: "bag", A: 3, H: 1, C: 3 }, 1),
  labels: ["level", "up", "down"],
  parameters: {
    W: Float32Array.of(1),
    U: Float32Array.of(1, -1, 0),
    V: Float32Array.of(0, 2, -2),
    c: Float32Array.of(1, 0, 0),
  },
};

describe("flipsOf", () => {
  it("tells after which letters another label wins", () => {
    expect(flipsOf(balance, trace(balance, "aabbba"))).toEqual([
      { step: 3, from: "up", to: "level" },
      { step: 4, from: "level", to: "down" },
      { step: 5, from: "down", to: "level" },
    ]);
  });

  it("takes the first decision for no flip", () => {
    expect(flipsOf(balance, trace(balance, "a"))).toEqual([]);
    expect(flipsOf(balance, trace(balance, "aaa"))).toEqual([]);
    expect(flipsOf(balance, trace(balance, ""))).toEqual([]);
  });
});
