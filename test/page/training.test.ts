import { createHash } from "node:crypto";
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pageFolder } from "../../scripts/page/build.js";
import { mayBeSkipped } from "../cli/browser.js";
import { cats, file, folder, katze, linesOf } from "../cli/katze.js";
import { choose, doneWith, fill, hold, measured, press, useSite } from "./site.js";

/** What `katze train` gives of a CSV: the model file, and its events. */
async function onTheCommandLine(csv: string, ...flags: readonly string[]) {
  const model = join(folder, "here.safetensors");
  const { code, stdout, stderr } = await katze(["train", csv, "--model", model, "--threads", "1", "--json", ...flags]);
  expect(code, stderr).toBe(0);
  const bytes = readFileSync(model);
  const events: Record<string, unknown>[] = linesOf(stdout).map((line) => JSON.parse(line));
  return {
    bytes,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    start: events[0] ?? {},
    done: events.at(-1) ?? {},
  };
}

const sample = join(pageFolder, "words-2000.csv");

describe.skipIf(mayBeSkipped)("training in the page (needs Chromium, see KATZE_CHROMIUM)", () => {
  const open = useSite();

  it("gives the command line's file for cats.csv, to be downloaded, opened and typed into", async () => {
    const { sha256, bytes } = await onTheCommandLine(cats);
    const page = await open();
    await choose(page, "cats.csv");
    await press(page, "Train");
    expect(await doneWith(page)).toBe(sha256);
    expect(await page.locator("#training code").textContent()).toBe("katze train cats.csv");

    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download the model file" }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe("cats.safetensors");
    const path = join(folder, "cats.safetensors");
    copyFileSync((await download.path()) ?? "", path);
    expect(readFileSync(path).equals(bytes)).toBe(true);

    await page.locator("#open-a-model-file").setInputFiles(path);
    await page.locator("#reader", { hasText: "cats.safetensors" }).waitFor();
    await page.locator("#word").fill("chat");
    const { stdout } = await katze(["predict", "--model", path, "--json", "chat"]);
    const { label, probability }: { label: string; probability: number } = JSON.parse(stdout);
    const shown = (await page.locator("#answer").textContent()) ?? "";
    expect(shown).toContain(`chat: ${label} ${(100 * probability).toFixed(1)} %`);
  });

  it("keeps the finished network until the next one is, whatever is refused or chosen meanwhile", async () => {
    const page = await open();
    await choose(page, "cats.csv");
    await press(page, "Train");
    const sha256 = await doneWith(page);
    await fill(page, { epochs: "0" });
    await press(page, "Train");
    await page.locator("#training [role=alert]", { hasText: "epochs is a whole number from 1 to" }).waitFor();
    expect(await doneWith(page)).toBe(sha256);
    await page.locator('[id="set-words-2000.csv"]').check();
    await page.locator("#contents dd", { hasText: "words-2000.csv" }).waitFor();

    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download the model file" }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe("cats.safetensors");
    const bytes = readFileSync((await download.path()) ?? "");
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256);
  });

  it("gives the same file for 2,000 words, stopped and gone on from, and says what is in them", async () => {
    const settings = { epochs: "60", hidden: "64", seed: "7", batch: "16", "learning-rate": "0.0005" };
    const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
    const { sha256, start, done } = await onTheCommandLine(sample, ...flags);
    const page = await open();
    await choose(page, "words-2000.csv");
    const contents = (await page.locator("#contents").textContent()) ?? "";
    for (const split of ["train", "validation", "test"]) {
      expect(contents).toContain(Number(start[split]).toLocaleString("en"));
    }
    expect(contents).toContain("English, French, German");
    expect(contents).toContain("a b c d");
    await fill(page, settings);
    await press(page, "Train");
    await page.locator("#live dd", { hasText: /^[1-9]\d* of 60/u }).waitFor();
    await press(page, "Stop");
    await page.locator("#result", { hasText: "It stands still" }).waitFor();
    expect(await page.locator("#live dd").first().textContent()).not.toContain(`${done.epochs} of 60`);
    // It keeps its words: those that are read meanwhile are for the next one.
    await choose(page, "cats.csv");
    await page.locator("#contents dd", { hasText: "cats.csv: 3 different words" }).waitFor();
    await page.locator("#keep-case").check();
    await page.locator("#contents dl").waitFor();
    await press(page, "Go on");
    expect(await doneWith(page)).toBe(sha256);
    expect(await page.locator("#result").textContent()).toContain("the test words");

    await page.locator("#live dd", { hasText: `${done.epochs} of 60` }).waitFor();
    expect(await page.locator("#live dd").nth(1).textContent()).toMatch(/^\d+\.\d % of validation words/u);
    expect(await page.locator("#live dd").nth(2).textContent()).toMatch(/^[\d,]+$/u);
    await page.locator("#live h3", { hasText: "Confusion matrix: test words" }).waitFor();
    const cells = await page.locator("#live .confusion tbody td").allTextContents();
    expect(cells).toHaveLength(9);
    expect(cells.reduce((sum, cell) => sum + Number(cell), 0)).toBe(start.test);
    expect(await page.locator("#loss-title").locator("xpath=..").locator("path").count()).toBeGreaterThan(2);
  });

  it("reads a file of one's own by the columns that are named, and types into what was trained", async () => {
    const csv = file("names.csv", 'name;land\n"ka""to";High\nlöge;Low\n');
    const flags = ["--word-column", "name", "--label-column", "land", "--epochs", "3", "--rung", "gru"];
    const { sha256 } = await onTheCommandLine(csv, ...flags);
    const page = await open();
    await page.locator("#training input[type=file]").setInputFiles(csv);
    await page.locator("#training .alert", { hasText: 'no column "word"' }).waitFor();
    await fill(page, { "word-column": "name", "label-column": "land", epochs: "3" });
    await page.locator("#rung").selectOption("gru");
    await page.locator("#contents dl").waitFor();
    expect(await page.locator("#training .alert").textContent()).toBe("");
    await press(page, "Train");
    expect(await doneWith(page)).toBe(sha256);
    await page.getByRole("button", { name: "Type words into it" }).click();
    await page.locator("#reader", { hasText: "names.safetensors: rung gru" }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("word");
  });

  it("reads the words that were chosen last, though they are to be read otherwise before they come", async () => {
    const page = await open();
    await choose(page, "cats.csv");
    const release = await hold(page, "**/words-2000.csv");
    await page.locator('[id="set-words-2000.csv"]').check();
    await page.locator("#settings summary").click();
    await page.locator("#keep-case").check();
    release();
    await page.locator("#contents dl").waitFor();
    expect(await page.locator("#contents dd").first().textContent()).toContain("words-2000.csv");
  });

  it("refuses bad files in the command line's words, and trains on none", async () => {
    const page = await open();
    for (const name of ["unclosed-quote", "too-short", "invalid-utf8", "one-label", "empty", "cut-gzip"]) {
      copyFileSync(new URL(`../bad-csv/${name}.csv`, import.meta.url), join(folder, `${name}.csv`));
      const { stderr } = await katze(["train", `${name}.csv`, "--model", "never.safetensors"]);
      await page.locator("#training input[type=file]").setInputFiles(join(folder, `${name}.csv`));
      const alert = page.locator("#training [role=alert]", { hasText: `${name}.csv` });
      await alert.waitFor();
      expect(`katze: ${await alert.textContent()}\n`).toBe(stderr);
      const train = page.getByRole("button", { name: "Train", exact: true });
      expect(await train.getAttribute("aria-disabled")).toBe("true");
      await train.dispatchEvent("click");
      expect(await page.locator("#result").textContent()).toBe("");
    }
  });

  it("takes a file that is dropped", async () => {
    const page = await open();
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["word;language\nka;High\nlu;Low\n"], "dropped.csv"));
      const drop = new DragEvent("drop", { dataTransfer, cancelable: true, bubbles: true });
      document.querySelector("#training .drop")?.dispatchEvent(drop);
    });
    await page.locator("#contents dd", { hasText: "dropped.csv: 2 different words" }).waitFor();
    expect(await page.locator("#contents dd").nth(1).textContent()).toBe("High, Low");
  });

  it("refuses a damaged model in the command line's words, and keeps the one before", async () => {
    const bytes = readFileSync(join(pageFolder, "words.safetensors"));
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    const path = file("damaged.safetensors", bytes);
    const { stderr } = await katze(["predict", "--model", "damaged.safetensors", "cat"]);
    const page = await open();
    await page.locator("#open-a-model-file").setInputFiles(path);
    const alert = page.locator("#typing [role=alert]", { hasText: /./u });
    await alert.waitFor();
    expect(`katze: ${await alert.textContent()}\n`).toBe(stderr);
    await page.locator("#reader", { hasText: "words.safetensors" }).waitFor();
  });

  it("refuses what is asked of a worker that could not be loaded", async () => {
    const page = await open();
    await measured(page);
    await page.addInitScript(() => {
      Reflect.set(
        globalThis,
        "Worker",
        class extends EventTarget {
          constructor() {
            super();
            setTimeout(() => this.dispatchEvent(new Event("error")));
          }
          postMessage(): void {}
        },
      );
    });
    await page.reload();
    const fault = "the page's worker failed: its script could not be loaded; load the page again";
    await page.locator("#training [role=alert]", { hasText: fault }).waitFor();
    await page.locator('[id="set-cats.csv"]').check();
    await page.locator("#contents:empty").waitFor({ state: "attached" });
    expect(await page.locator("#training [role=alert]").textContent()).toBe(fault);
    expect(await page.locator("#typing [role=alert]").textContent()).toBe(fault);
  });

  it("shows the model that was asked for last, though one asked for before comes later", async () => {
    const page = await open();
    await measured(page);
    const release = await hold(page, "**/words.safetensors");
    const fetching = page.waitForRequest("**/words.safetensors");
    await page.getByRole("button", { name: "Back to the network of this page" }).click();
    const request = await fetching;
    const bytes = readFileSync(join(pageFolder, "words.safetensors"));
    const reader = page.locator("#reader");
    await page.locator("#open-a-model-file").setInputFiles(file("own.safetensors", bytes));
    await reader.filter({ hasText: "own.safetensors" }).waitFor();
    release();
    await (await request.response())?.finished();
    // The thread answers in turn: once it has refused this one, it has opened the held one.
    await page.locator("#open-a-model-file").setInputFiles(file("none.safetensors", Buffer.from("none")));
    await page.locator("#typing [role=alert]", { hasText: "none.safetensors" }).waitFor();
    expect(await reader.textContent()).toContain("own.safetensors");
  });

  it("refuses settings that no training can have, and trains once they are mended", async () => {
    const page = await open();
    await choose(page, "cats.csv");
    await fill(page, { epochs: "0" });
    await press(page, "Train");
    await page.locator("#training [role=alert]", { hasText: "epochs is a whole number from 1 to" }).waitFor();
    await fill(page, { epochs: "2" });
    await press(page, "Train");
    expect(await doneWith(page)).toMatch(/^[0-9a-f]{64}$/u);
    expect(await page.locator("#training [role=alert]").textContent()).toBe("");
  });
});
