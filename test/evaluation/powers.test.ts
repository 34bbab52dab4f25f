import { expect, it } from "vitest";
import { powerOfTwo } from "../../src/evaluation/powers.js";

it("has every power of two that float64 has without losing a bit", () => {
  const bytes = new DataView(new ArrayBuffer(8));
  for (let n = -1022; n <= 1023; n++) {
    bytes.setUint32(0, (n + 1023) << 20);
    expect(powerOfTwo(n)).toBe(bytes.getFloat64(0));
  }
  expect(powerOfTwo(-1023)).toBe(powerOfTwo(-1022) / 2);
});
