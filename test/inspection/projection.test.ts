import { describe, expect, it } from "vitest";
import { placesOn } from "../../src/inspection/places.js";
import { projectionOf } from "../../src/inspection/projection.js";
import { goldenOf } from "./golden.js";

describe("projectionOf", () => {
  it.each(goldenOf("projections").map((golden) => [golden.hidden.length / golden.H, golden.H, golden] as const))(
    "places %i vectors of %i numbers as NumPy does, signs included",
    (_words, H, { hidden, places, variance }) => {
      const projection = projectionOf(Float32Array.from(hidden), H);
      const placed = placesOn(projection, Float32Array.from(hidden));
      expect(placed).toHaveLength(places.length);
      for (const [i, place] of placed.entries()) expect(place).toBeCloseTo(places[i] ?? Number.NaN, 10);
      for (const [i, share] of projection.variance.entries()) expect(share).toBeCloseTo(variance[i] ?? Number.NaN, 12);
    },
  );

  it("places other vectors on the same map", () => {
    const projection = projectionOf(Float32Array.of(0, 0, 4, 0, 0, 1, 4, 1), 2);
    const places = [...placesOn(projection, Float32Array.of(2, 0.5, 5, 0.5, 2, 3))];
    expect(places.map((place) => Math.round(place * 1e9) / 1e9 + 0)).toEqual([0, 0, 3, 0, 0, 2.5]);
    expect(projection.variance).toEqual([expect.closeTo(16 / 17, 12), expect.closeTo(1 / 17, 12)]);
  });

  it("puts single numbers on a line", () => {
    const projection = projectionOf(Float32Array.of(1, 2, 6), 1);
    expect([...placesOn(projection, Float32Array.of(3, 10))]).toEqual([0, 0, 7, 0]);
    expect(projection.variance).toEqual([1, 0]);
  });

  it("has all in one place where nothing differs, or there is only one", () => {
    const alike = projectionOf(Float32Array.of(1, 2, 1, 2, 1, 2), 2);
    expect(alike.variance).toEqual([0, 0]);
    expect([...placesOn(alike, Float32Array.of(1, 2))].map(Math.abs)).toEqual([0, 0]);
    const alone = projectionOf(Float32Array.of(1, 2), 2);
    expect(alone.variance).toEqual([0, 0]);
    expect([...placesOn(alone, Float32Array.of(1, 2, 3, 4))]).toEqual([0, 0, 0, 0]);
  });

  it("places nothing nowhere", () => {
    expect(placesOn(projectionOf(Float32Array.of(1, 2, 3, 4), 2), new Float32Array())).toEqual(new Float64Array());
  });
});
