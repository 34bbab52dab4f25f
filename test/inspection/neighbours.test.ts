import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestCharacters, nearestWords } from "../../src/inspection/neighbours.js";
import type { Model } from "../../src/model/model.js";
import { modelOf } from "../recurrence/models.js";

describe("nearestCharacters", () => {
  const model = modelOf({ rung: "rnn", A: 5, H: 2, C: 2 }, 1);
  const compass: Model = {
    ...model,
    // a east, b north-east and long, c west, d north; the unknown character east
    parameters: { ...model.parameters, U: Float32Array.of(1, 0, 5, 5, -2, 0, 0, 1, 1, 0) },
  };

  it("are those whose rows of U point the same way, whatever their length", () => {
    const nearest = nearestCharacters(compass, 2);
    expect([...(nearest?.keys() ?? [])]).toEqual(["a", "b", "c", "d"]);
    expect(nearest?.get("a")).toEqual([
      { character: "b", cosine: expect.closeTo(Math.SQRT1_2, 12) },
      { character: "d", cosine: 0 },
    ]);
    expect(nearest?.get("c")?.map(({ character }) => character)).toEqual(["d", "b"]);
  });

  it("are never the unknown character, nor more than there are", () => {
    expect(nearestCharacters(compass, 99)?.get("a")).toHaveLength(3);
  });

  it("have no direction where a row is zero", () => {
    const silent = { ...compass, parameters: { ...compass.parameters, U: new Float32Array(10) } };
    expect(nearestCharacters(silent, 1)?.get("a")).toEqual([{ character: "b", cosine: 0 }]);
  });

  it("are none where U is the characters' numbers", () => {
    expect(nearestCharacters(modelOf({ rung: "doubling", A: 5, H: 1, C: 2 }, 1), 2)).toBeUndefined();
  });
});

describe("nearestWords", () => {
  it("are the words at the least distance, the first of equals first", () => {
    const numbers = fc.integer({ min: -5, max: 5 });
    const vectors = fc.array(fc.tuple(numbers, numbers), { maxLength: 40 });
    fc.assert(
      fc.property(fc.tuple(numbers, numbers), vectors, fc.integer({ min: 1, max: 6 }), (h, all, count) => {
        const sorted = all
          .map(([x, y], word) => ({ word, distance: Math.sqrt((x - h[0]) ** 2 + (y - h[1]) ** 2) }))
          .sort((a, b) => a.distance - b.distance || a.word - b.word);
        expect(nearestWords(Float64Array.from(h), Float32Array.from(all.flat()), count)).toEqual(
          sorted.slice(0, count),
        );
      }),
    );
  });
});
