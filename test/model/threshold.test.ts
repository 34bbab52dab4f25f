import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/errors.js";
import { checkThreshold } from "../../src/model/threshold.js";

const check = (threshold: number, labels: readonly string[] = ["German", "Unsure"]) => {
  return (): void => checkThreshold(threshold, labels);
};

describe("a threshold", () => {
  it.each([0, 0.5, 1])("may be %d", (threshold) => {
    expect(check(threshold)).not.toThrow();
  });

  it.each([
    [-0.001, "-0.001"],
    [1.001, "1.001"],
    [Number.NaN, "NaN"],
  ])("may not be %d", (threshold, shown) => {
    expect(check(threshold)).toThrow(new UsageError(`the threshold is a probability from 0 to 1; found ${shown}`));
  });

  it("may not be where a label is what it answers", () => {
    expect(check(0.5, ["German", "unsure"])).toThrow(
      new UsageError(`one of the model's labels is "unsure", as a threshold's answer is; leave the threshold out`),
    );
  });
});
