import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, mayBeSkipped } from "./browser.js";
import { inventedCsv } from "./corpora.js";
import { file, folder, katze } from "./katze.js";

const hostile = "</script><!--<img src=x onerror=alert(1)>";
const hostileLabel = "<b>Lowland</b>";

describe.skipIf(mayBeSkipped)("the report in a browser (needs Chromium, see KATZE_CHROMIUM)", () => {
  let browser: Browser;
  const csv = () => join(folder, "invented.csv");
  const model = () => join(folder, "invented.safetensors");
  const report = async (name: string, ...args: readonly string[]): Promise<string> => {
    const path = join(folder, name);
    const { code, stdout, stderr } = await katze(["inspect", ...args, "--html", path]);
    expect(code, stderr).toBe(0);
    expect(stdout).toBe("");
    return path;
  };
  const ofModel = (name: string, ...words: readonly string[]): Promise<string> =>
    report(name, ...words, "--model", model(), "--csv", csv());

  beforeAll(async () => {
    file("invented.csv", inventedCsv().replaceAll("Lowland", hostileLabel));
    const { code, stderr } = await katze(["train", csv(), "--model", model(), "--epochs", "3", "--hidden", "24"]);
    expect(code, stderr).toBe(0);
    browser = await launch();
  });
  afterAll(() => browser?.close());

  /** Opens a report; fails on anything it asks for and anything it complains of. */
  async function open(path: string, width: number, colorScheme: "light" | "dark" = "light"): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height: 844 }, colorScheme });
    const faults: string[] = [];
    page.on("console", (message) => faults.push(message.text()));
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("dialog", (dialog) => faults.push(dialog.message()));
    page.on("request", (request) => faults.push(request.url()));
    await page.goto(pathToFileURL(path).href);
    expect(faults).toEqual([pathToFileURL(path).href]);
    return page;
  }

  it("shows the words' letters and the labels, and asks for nothing", async () => {
    const page = await open(await ofModel("words.html", "kato", "Wulö"), 1280);
    expect(await page.locator("h2").allTextContents()).toEqual(["kato", "Wulö", "The model"]);
    const strip = page.locator("#word-1-strip-title").locator("xpath=..");
    expect((await strip.locator("text").allTextContents()).join("")).toContain("wulö");
    expect(await page.locator("main").textContent()).toContain("Highland");
    expect(await page.locator("svg").count()).toBe(2 * 5 + 3);
    await page.close();
  });

  it("gives every picture a name and a description, and every figure a heading and a sentence", async () => {
    const page = await open(await ofModel("named.html", "kato"), 1280);
    const pictures = page.locator("svg");
    const names: string[] = [];
    for (const svg of await pictures.all()) {
      expect(await svg.getAttribute("role")).toBe("img");
      const ids = (await svg.getAttribute("aria-labelledby"))?.split(" ") ?? [];
      expect(ids).toHaveLength(2);
      for (const id of ids) {
        expect(await page.locator(`[id="${id}"]`).count()).toBe(1);
        expect((await page.locator(`[id="${id}"]`).textContent())?.length).toBeGreaterThan(10);
      }
      names.push(...ids);
    }
    expect(new Set(names).size).toBe(names.length);
    const figures = await page.locator("figure").count();
    expect(await page.locator("figure > h3").count()).toBe(figures);
    expect(await page.locator("figure > p").count()).toBe(figures);
    await page.close();
  });

  it("draws what was computed: eigenvalues, cells of h, words on the map", async () => {
    const page = await open(await ofModel("drawn.html", "kato"), 1280);
    const inside = (id: string) => page.locator(`#${id}-title`).locator("xpath=..");
    expect(await inside("spectrum").locator("circle").count()).toBe(24);
    expect(await inside("map").locator("path title, circle title").count()).toBe(300);
    const paths = await inside("word-0-strip")
      .locator("path")
      .evaluateAll((all) => all.map((path) => path.getAttribute("d") ?? ""));
    const steps = 5; // four letters and the end mark
    expect(paths.join("").split("M").length - 1).toBe(24 * steps);
    await page.close();
  });

  it.each([[320], [390], [1280]])("is no wider than a screen of %i pixels, light and dark", async (width) => {
    const path = await ofModel("wide.html", "kato", "w".repeat(60), hostile);
    for (const scheme of ["light", "dark"] as const) {
      const page = await open(path, width, scheme);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      const [ink = 0, paper = 0] = await page.evaluate(() =>
        [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor].map((colour) =>
          Number(/\d+/u.exec(colour)?.[0]),
        ),
      );
      expect(ink < paper).toBe(scheme === "light");
      await page.close();
    }
  });

  it("O3: shows hostile words and labels as text, and runs no script", async () => {
    const path = await ofModel("hostile.html", hostile, "</title><img src=x>&lt;", "a\u001b[2J\u202eb", "");
    const page = await open(path, 390);
    expect(await page.locator("h2").allTextContents()).toEqual([
      hostile,
      "</title><img src=x>&lt;",
      "a\\u{1b}[2J\\u{202e}b",
      "an empty word",
      "The model",
    ]);
    expect(await page.locator("main").textContent()).toContain(hostileLabel);
    expect(await page.locator("script, img, b").count()).toBe(0);
    expect(await page.title()).toContain("</title><img src=x>&lt;");
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'it ran'";
      document.body.append(script);
    });
    expect(await page.title()).not.toBe("it ran");
    await page.close();
  });

  it("has the gates' equations and what of h they keep, and no eigenvalues", async () => {
    const gru = join(folder, "gru.safetensors");
    await katze(["train", csv(), "--rung", "gru", "--model", gru, "--epochs", "2", "--hidden", "8"]);
    const path = await report("gru.html", "kato", "--model", gru, "--csv", csv());
    const page = await open(path, 390);
    expect(await page.locator(".equation").textContent()).toContain("h_t = z∘h_{t-1} + (1 − z)∘n");
    expect(await page.locator("th", { hasText: "of h kept" }).count()).toBe(1);
    expect(await page.locator("dt", { hasText: "gates" }).count()).toBe(1);
    expect(await page.locator("#spectrum-title").count()).toBe(0);
    expect(await page.locator("svg").count()).toBe(5 + 2);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.close();
  });

  it("has the article's steps and shares for rungs that learn nothing", async () => {
    const page = await open(await report("doubling.html", "--rung", "doubling", "cat", "chat", "katze"), 390);
    expect(await page.locator("h2").allTextContents()).toEqual(["cat: 9", "chat: 25", "katze: 98"]);
    expect(await page.locator("main").textContent()).toContain("h_5 = 2·48 + 2 = 98");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.close();
  });

  it("goes with --json, which then has standard output alone", async () => {
    const path = join(folder, "both.html");
    const { stdout } = await katze(["inspect", "--rung", "sum", "cat", "--json", "--html", path]);
    expect(stdout.split("\n")).toHaveLength(3);
    expect(readFileSync(path, "utf8")).toContain("Content-Security-Policy");
  });
});
