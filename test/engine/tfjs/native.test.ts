import { describe, expect, it } from "vitest";
import { loadNative, type TensorFlow } from "../../../src/engine/tfjs/runtime.js";
import { tfjsSuite } from "./suite.js";

const native = await loadNative();
const tf = (): TensorFlow => {
  if (typeof native === "string") throw new Error(native);
  return native.tf;
};

/** Without tfjs-node these tests are skipped, but never where all of them must run. */
const mayBeSkipped = typeof native === "string" && process.env.CI !== "true";

describe.skipIf(mayBeSkipped)("TensorFlow itself (needs tfjs-node, see npm run tensorflow)", () => {
  it("is what computes, and its version is known", () => {
    expect(tf().getBackend()).toBe("tensorflow");
    expect(native).toMatchObject({
      description: expect.stringMatching(/^TensorFlow \d+\.\d+\.\d+ through @tensorflow/u),
    });
  });

  tfjsSuite("tfjs (TensorFlow)", tf, {
    few: true,
    lastBits: "TensorFlow multiplies matrices of one row in another order than larger ones",
  });
});
