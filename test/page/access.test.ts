import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { mayBeSkipped } from "../cli/browser.js";
import { answered, choose, doneWith, fill, measured, press, useSite } from "./site.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe.skipIf(mayBeSkipped)("the page for everyone (needs Chromium, see KATZE_CHROMIUM)", () => {
  const open = useSite();
  const everything = async (page: Page): Promise<void> => {
    await measured(page);
    await page.locator("#word").fill("w".repeat(40));
    await page.locator("#own-words").fill(`${"x".repeat(30)} tac`);
    for (const summary of await page.locator("summary").all()) await summary.click();
    await choose(page, "words-2000.csv");
    await fill(page, { epochs: "2", hidden: "16" });
    await press(page, "Train");
    await doneWith(page);
    await page.locator("#live .confusion").waitFor();
  };

  /** Every picture has a name and a description of its own. */
  const haveNames = async (page: Page): Promise<void> => {
    const names: string[] = [];
    for (const svg of await page.locator("svg").all()) {
      expect(await svg.getAttribute("role")).toBe("img");
      const ids = (await svg.getAttribute("aria-labelledby"))?.split(" ") ?? [];
      expect(ids).toHaveLength(2);
      for (const id of ids) expect((await page.locator(`[id="${id}"]`).textContent())?.length).toBeGreaterThan(10);
      names.push(...ids);
    }
    expect(names.length).toBeGreaterThanOrEqual(2 * 11);
    expect(new Set(names).size).toBe(names.length);
  };

  it.each([
    [1280, "light"],
    [360, "dark"],
  ] as const)("has nothing that axe finds, at %i pixels, %s, and no sideways scrolling", async (width, colorScheme) => {
    const page = await open({ viewport: { width, height: 800 }, colorScheme, reducedMotion: "reduce" });
    await everything(page);
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } =
        Reflect.get(window, "axe");
      const { violations } = await axe.run();
      return violations.map(
        ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ html }) => html.slice(0, 120))}`,
      );
    });
    expect(found).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await haveNames(page);
    const [ink = 0, paper = 0] = await page.evaluate(() =>
      [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor].map((colour) =>
        Number(/\d+/u.exec(colour)?.[0]),
      ),
    );
    expect(ink < paper).toBe(colorScheme === "light");
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe("auto");
  });

  it("does all by the keyboard alone, and shows where one is", async () => {
    const page = await open();
    await answered(page);
    const at = () =>
      page.evaluate(() => {
        const { activeElement } = document;
        if (!(activeElement instanceof HTMLElement) || activeElement === document.body) return "nothing seen";
        const { outlineStyle } = getComputedStyle(activeElement);
        return `${activeElement.id || activeElement.textContent} ${outlineStyle === "none" ? "unseen" : "seen"}`;
      });
    const tabTo = async (name: string): Promise<void> => {
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press("Tab");
        const now = await at();
        expect(now).toMatch(/ seen$/u);
        if (now === `${name} seen`) return;
      }
      throw new Error(`the keyboard does not reach ${name}`);
    };
    await tabTo("Skip to the word");
    await page.keyboard.press("Enter");
    await tabTo("word");
    await page.keyboard.type("chat");
    await tabTo("multiplier");
    await page.keyboard.press("End");
    expect(await page.locator("#ladder-equation").textContent()).toContain("3·h");
    await tabTo("turn");
    await page.keyboard.press("ArrowRight");
    await tabTo("set-cats.csv");
    await page.keyboard.press("Space");
    await page.locator("#contents dl").waitFor();
    await page.locator("#settings summary").focus();
    await page.keyboard.press("Enter");
    await tabTo("epochs");
    await page.keyboard.type("3");
    await tabTo("Train");
    await page.keyboard.press("Enter");
    await doneWith(page);
    expect(await at()).toBe("Train seen");
    await tabTo("Type words into it");
    await page.keyboard.press("Enter");
    await page.locator("#reader", { hasText: "cats.safetensors" }).waitFor();
    expect(await page.locator("#answer").textContent()).toContain("chat");
    await expect.poll(at).toBe("word seen");
  });
});
