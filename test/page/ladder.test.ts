import { describe, expect, it } from "vitest";
import { mayBeSkipped } from "../cli/browser.js";
import { measured, useSite } from "./site.js";

describe.skipIf(mayBeSkipped)("the ladder on the page (needs Chromium, see KATZE_CHROMIUM)", () => {
  const open = useSite();

  const move = (page: Awaited<ReturnType<typeof open>>, id: string, value: number) =>
    page.locator(`#${id}`).fill(`${value}`);
  const numbers = (page: Awaited<ReturnType<typeof open>>) =>
    page.locator("#ladder tbody tr").evaluateAll((rows) =>
      rows.map((row) =>
        [0, -2, -1]
          .map((cell) => [...row.children].at(cell)?.textContent ?? "")
          .join(" ")
          .trim(),
      ),
    );

  it("has the article's numbers, and marks who shares one", async () => {
    const page = await open();
    expect(await numbers(page)).toEqual(["cat 6 = act", "act 6 = cat", "chat 9", "katze 17"]);
    const line = page.locator("#line-title").locator("xpath=..").locator("text");
    expect(await line.allTextContents()).toEqual(expect.arrayContaining(["cat = act", "chat", "katze"]));
    await move(page, "multiplier", 2);
    expect(await line.allTextContents()).toEqual(expect.arrayContaining(["cat", "act", "chat", "katze"]));
    expect(await numbers(page)).toEqual(["cat 9", "act 7", "chat 25", "katze 98"]);
    expect(await page.locator("#ladder-equation").textContent()).toBe("h_t = 2·h_{t-1} + x_t");
    expect(await page.locator("#ladder-lesson").textContent()).toContain("counts 4 times");
    await move(page, "multiplier", 0);
    expect(await numbers(page)).toEqual(["cat 5 = act, chat", "act 5 = cat, chat", "chat 5 = cat, act", "katze 2"]);
  });

  it("follows the keys at once, by a twentieth", async () => {
    const page = await open();
    await page.locator("#multiplier").focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.locator("#ladder-equation").textContent()).toBe("h_t = 1.05·h_{t-1} + x_t");
    expect(await page.locator("#multiplier").getAttribute("aria-valuetext")).toBe("1.05");
    await page.keyboard.press("End");
    expect((await numbers(page))[0]).toBe("cat 14");
  });

  it("takes one's own words, whose letters are numbered with the others", async () => {
    const page = await open();
    await page.locator("#own-words").fill("Tac bat  cat");
    expect((await numbers(page)).map((row) => row.split(" ")[0])).toEqual([
      "cat",
      "act",
      "chat",
      "katze",
      "tac",
      "bat",
    ]);
    expect(await page.locator("#ladder-alphabet").textContent()).toContain("a = 0   b = 1   c = 2");
    expect((await numbers(page))[4]).toMatch(/^tac \d+ = cat, act$/u);
    await page.locator("#own-words").fill("<b>x</b>");
    expect(await page.locator("#ladder b").count()).toBe(0);
  });

  it("has W turn h: cat and act part where it does, and meet where it does nothing", async () => {
    const page = await open();
    expect(await page.locator("#matrix-lesson").textContent()).toContain("the order is lost");
    await move(page, "turn", 60);
    expect(await page.locator("#matrix-lesson").textContent()).toMatch(/only turns h.* 1\.41 apart/u);
    const circle = page.locator("#turning-title").locator("xpath=..").locator("circle");
    expect(await circle.count()).toBe(2);
  });

  it("draws the network's own W and how far back it hears", async () => {
    const page = await open();
    await measured(page);
    const hidden = Number(/h is (\d+) numbers/u.exec((await page.locator("#reader").textContent()) ?? "")?.[1]);
    expect(hidden).toBeGreaterThan(1);
    expect(await page.locator("#spectrum-title").locator("xpath=..").locator("circle").count()).toBe(hidden);
    expect(await page.locator("#memory-title").locator("xpath=..").locator("rect, circle").count()).toBeGreaterThan(5);
  });
});
