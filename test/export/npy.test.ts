import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { npy } from "../../src/export/npy.js";
import { readNpy } from "./npy.js";

describe("npy", () => {
  it("is byte for byte what NumPy writes", () => {
    // np.save of np.array([[1, -2], [0.5, 3e38], [1e-45, -0.0]], np.float32), NumPy 2.
    const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }";
    const expected = Buffer.concat([
      Buffer.from("934e554d505901007600", "hex"),
      Buffer.from(`${header.padEnd(117)}\n`),
      Buffer.from("0000803f000000c00000003fe6b1617f0100000000000080", "hex"),
    ]);
    expect(Buffer.from(npy(Float32Array.of(1, -2, 0.5, 3e38, 1e-45, -0), 2)).equals(expected)).toBe(true);
  });

  it("reads back as the very same numbers, in rows and columns", () => {
    const matrices = fc
      .integer({ min: 1, max: 300 })
      .chain((columns) =>
        fc.tuple(
          fc.constant(columns),
          fc.array(fc.float32Array({ minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 20 }),
        ),
      );
    fc.assert(
      fc.property(matrices, ([columns, rows]) => {
        const numbers = Float32Array.from(rows.flatMap((row) => [...row]));
        expect(readNpy(npy(numbers, columns))).toEqual({ shape: [rows.length, columns], numbers });
      }),
      { numRuns: 30 },
    );
  });
});
