import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { heatStrip } from "../../src/charts/heat-strip.js";
import { shadeColour, shadeOf, shades } from "../../src/charts/palette.js";

describe("shadeOf", () => {
  it("runs from −1 to 1 with 0 in the middle, and holds what is beyond", () => {
    expect([-1, 0, 1, -7, 7].map(shadeOf)).toEqual([0, (shades - 1) / 2, shades - 1, 0, shades - 1]);
    for (const number of [0.05, 0.35, 0.6, 0.99]) expect(shadeOf(-number)).toBe(shades - 1 - shadeOf(number));
  });
});

describe("heatStrip", () => {
  const draw = (columns: readonly (readonly number[])[]) =>
    heatStrip(parseHTML("<html><body></body></html>").document, {
      id: "strip",
      title: "t",
      description: "d",
      letters: columns.map(() => "<a>"),
      columns,
      groups: [
        { name: "x", rows: 2 },
        { name: "</svg>", rows: 1 },
      ],
    });

  /** Where the cells of a shade stand: left and top. */
  const cellsOf = (svg: Element, shade: number): number[][] => {
    const d = svg.querySelector(`path[fill="${shadeColour(shade)}"]`)?.getAttribute("d") ?? "";
    return [...d.matchAll(/M([\d.]+) ([\d.]+)/gu)].map(([, x, y]) => [Number(x), Number(y)]);
  };

  it("has a cell for each number: columns from the left, rows from the top", () => {
    const svg = draw([
      [-1, 0, 1],
      [1, 1, -1],
    ]);
    const [low, high] = [cellsOf(svg, 0), cellsOf(svg, shades - 1)];
    expect([low.length, cellsOf(svg, (shades - 1) / 2).length, high.length]).toEqual([2, 1, 3]);
    const [first, last] = low;
    expect(first?.[0]).toBeLessThan(last?.[0] ?? 0);
    expect(first?.[1]).toBeLessThan(last?.[1] ?? 0);
    expect(last?.[1]).toBe(high[0]?.[1]);
  });

  it("carries its title and description, and names as text", () => {
    const svg = draw([[0, 0, 0]]);
    expect(svg.querySelector("#strip-title")?.textContent).toBe("t");
    expect(svg.outerHTML).toContain("&lt;/svg&gt;");
    expect(svg.outerHTML).not.toContain("<a>");
  });
});
