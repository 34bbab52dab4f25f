import { describe, expect, it } from "vitest";
import type { Model } from "../../src/model/model.js";
import { labelsShown, votesOf } from "../../src/report/votes.js";

const model: Model = {
  rung: "linear",
  hidden: 4,
  groups: 1,
  precision: "f32",
  alphabet: ["a"],
  labels: ["x", "y", "z"],
  reading: { keepCase: false, endMark: false },
  parameters: {
    W: new Float32Array(16),
    U: new Float32Array(8),
    // Numbers of h speak, in order: for y a little, for x, for z, for y loudly.
    V: Float32Array.from([0, 3, 0, -1, 1, 0, 0, 2, 0, 0, 2, -1]),
    c: new Float32Array(3),
  },
  training: {},
  data: "",
};

describe("votesOf", () => {
  it("groups the numbers of h by the label they speak for, the loudest first", () => {
    expect(votesOf(model, ["x", "y", "z"])).toEqual([
      { label: "x", numbers: [1] },
      { label: "y", numbers: [3, 0] },
      { label: "z", numbers: [2] },
    ]);
  });

  it("puts those of labels that are not shown last, and loses none", () => {
    expect(votesOf(model, ["z"])).toEqual([
      { label: "z", numbers: [2] },
      { label: undefined, numbers: [1, 3, 0] },
    ]);
  });
});

describe("labelsShown", () => {
  it("takes the most probable ones and keeps the model's order", () => {
    const ranked = [{ label: "z" }, { label: "x" }, { label: "y" }];
    expect(labelsShown(model, ranked, 2)).toEqual(["x", "z"]);
    expect(labelsShown(model, ranked, 9)).toEqual(["x", "y", "z"]);
  });
});
