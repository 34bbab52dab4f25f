import { describe, expect, it } from "vitest";
import { spread, type Trial, tableOf } from "../../scripts/search/table.js";
import { variants } from "../../scripts/search/variants.js";
import { completeSettings } from "../../src/training/settings.js";

const trial = (variant: string, seed: number, loss: number): Trial => ({
  variant,
  data: "",
  settings: completeSettings({ seed }, 100),
  validation: { loss, accuracy: 1 - loss },
  test: { loss: loss / 2, accuracy: 1 - loss / 2 },
  seconds: 10 * seed,
});

describe("the search's table", () => {
  it("puts seeds together and the least validation loss first", () => {
    const { rows } = tableOf([trial("a", 1, 0.3), trial("b", 1, 0.2), trial("a", 2, 0.5), trial("b", 2, 0.2)], "");
    expect(rows.map(({ name }) => name)).toEqual(["b", "a"]);
    const [b, a] = rows.map(({ values }) => values);
    expect(b?.slice(0, 3)).toEqual([2, 0.2, 0]);
    expect(a?.[1]).toBeCloseTo(0.4);
    expect(a?.[2]).toBeCloseTo(Math.SQRT2 / 10);
    expect(a?.[3]).toBeCloseTo(0.6);
    expect(a?.[5]).toBeCloseTo(0.8);
    expect(a?.[7]).toBe(15);
  });

  it("tells no spread of a single seed", () => {
    expect(spread([0.3])).toBeUndefined();
    expect(spread([1, 2, 3])).toBe(1);
  });
});

describe("the search's changes", () => {
  it.each(Object.entries(variants).filter(([name]) => name !== "recipe"))("change the recipe: %s", (_, change) => {
    expect(completeSettings(change, 70_000)).not.toEqual(completeSettings({}, 70_000));
  });
});
