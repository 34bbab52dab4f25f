import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { pageFolder } from "../../scripts/page/build.js";
import { readCorpusFile } from "../../src/corpus/corpus-file.js";
import { decodeModel } from "../../src/model/format.js";
import type { Model } from "../../src/model/model.js";
import { type Dictionary, dictionaryOf } from "../../src/report/dictionary.js";
import { inspectWord } from "../../src/report/word-findings.js";
import { answer } from "../../src/report/word-section.js";
import { mayBeSkipped } from "../cli/browser.js";
import { answered, measured, useSite } from "./site.js";

describe.skipIf(mayBeSkipped)("typing a word (needs Chromium, see KATZE_CHROMIUM)", () => {
  const open = useSite();
  let model: Model;
  let dictionary: Dictionary;
  beforeAll(async () => {
    model = await decodeModel(readFileSync(join(pageFolder, "words.safetensors")), "words.safetensors");
    dictionary = await dictionaryOf(model, (await readCorpusFile(join(pageFolder, "dictionary.csv"))).corpus);
  });

  it("answers at every keystroke, as the library does", async () => {
    const page = await open();
    await answered(page);
    await page.locator("#word").fill("");
    expect(await page.locator("#answer").textContent()).toBe("Type a word.");
    for (const beginning of ["c", "ch", "cha", "chat", "châ"]) {
      if (beginning === "châ") await page.locator("#word").fill(beginning);
      else await page.keyboard.type(beginning.slice(-1));
      const expected = `${beginning}: ${answer(inspectWord(model, beginning, undefined))}`;
      expect(await page.locator("#answer").textContent()).toBe(expected);
    }
  });

  it("draws a column a letter, the way over the map, and names the nearest words", async () => {
    const page = await open();
    await measured(page);
    await page.locator("#word").fill("act");
    const steps = model.reading.endMark ? 4 : 3;
    const inside = (id: string) => page.locator(`[id="${id}-title"]`).locator("xpath=..");
    const cells = await inside("typed-strip")
      .locator("path")
      .evaluateAll((all) => all.map((path) => path.getAttribute("d") ?? ""));
    expect(cells.join("").split("M").length - 1).toBe(model.hidden * steps);
    const letters = await inside("typed-map").locator("text").allTextContents();
    expect(letters.slice(0, 4)).toEqual(["0", "a", "c", "t"]);
    const { nearest, flips } = inspectWord(model, "act", dictionary);
    const text = (await page.locator("#word-pictures").textContent()) ?? "";
    expect(nearest).toHaveLength(6);
    for (const { word, label } of nearest ?? []) expect(text).toContain(`${word} (${label})`);
    expect(text).toContain(flips.length > 0 ? "The decision changes" : "The first letter's decision stands");
  });

  it("keeps the figures open while one types, and shows what it does not know", async () => {
    const page = await open();
    await answered(page);
    await page.locator("#word-pictures summary").click();
    await page.locator("#word").fill("ка");
    expect(await page.locator("#answer").textContent()).toBe("ка: No answer (never seen: к а).");
    expect(await page.locator("#word-pictures details").getAttribute("open")).toBe("");
  });

  it("tells where it has no words to compare with, and measures without", async () => {
    const page = await open();
    await measured(page);
    await page.route("**/dictionary.csv", (route) => route.fulfill({ body: "word\n" }));
    await page.getByRole("button", { name: "Back to the network of this page" }).click();
    await page.locator("#typing [role=alert]", { hasText: "dictionary.csv" }).waitFor();
    await page.locator("#matrices details").waitFor();
    expect(await page.locator("#typed-map-title").count()).toBe(0);
  });

  it("O3: shows a hostile word as text", async () => {
    const page = await open();
    await answered(page);
    await page.locator("#word").fill("</p><img src=x onerror=alert(1)>\u202e");
    expect(await page.locator("#answer").textContent()).toContain("</p><img src=x onerror=alert(1)>\\u{202e}");
    expect(await page.locator("img").count()).toBe(0);
  });
});
