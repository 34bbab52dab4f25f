/** The built page on a server of its own, in a real browser. Fails on what the page complains of or asks others for. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { preview } from "vite";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { pageFolder } from "../../scripts/page/build.js";
import { policyHeader } from "../../scripts/page/policy.js";
import { launch } from "../cli/browser.js";

/** Opens pages of the site; for the tests of one file. */
export function useSite(folder = pageFolder, path = ""): (options?: BrowserContextOptions) => Promise<Page> {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof preview>>;
  let address: string;
  const pages: Page[] = [];
  const faults: string[] = [];
  beforeAll(async () => {
    server = await preview({
      configFile: false,
      logLevel: "error",
      build: { outDir: folder },
      preview: { port: 0, host: "127.0.0.1", headers: policyHeader },
    });
    address = server.resolvedUrls?.local[0] ?? server.resolvedUrls?.network[0] ?? "";
    browser = await launch();
  });
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.close()));
    expect(faults.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  return async (options = {}) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
    pages.push(page);
    page.setDefaultTimeout(20_000);
    page.on("console", (message) => faults.push(message.text()));
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("dialog", (dialog) => faults.push(dialog.message()));
    page.on("requestfailed", (request) => faults.push(`failed: ${request.url()}`));
    page.on("request", (request) => {
      if (!request.url().startsWith(address) && !request.url().startsWith(`blob:${address}`)) {
        faults.push(`asked for ${request.url()}`);
      }
    });
    await page.goto(`${address}${path}`);
    return page;
  };
}

/** Waits until the network that came with the page answers. */
export const answered = (page: Page): Promise<void> =>
  page.locator("#answer", { hasText: /\d %/u }).waitFor({ timeout: 20_000 });

/** Holds back what is asked of an address, until the function that this gives is called. */
export async function hold(page: Page, address: string): Promise<() => void> {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(address, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

/** Waits until its map is drawn, and all that is measured of it. */
export async function measured(page: Page): Promise<void> {
  await page.locator("#typed-map-title").waitFor({ state: "attached" });
  await page.locator("#memory-title").waitFor({ state: "attached" });
}

/** Chooses words and waits until they are read. */
export async function choose(page: Page, set: string): Promise<void> {
  await page.locator(`[id="set-${set}"]`).check();
  await page.locator("#contents dl").waitFor();
}

/** Fills in settings by their names. */
export async function fill(page: Page, settings: Readonly<Record<string, string>>): Promise<void> {
  if (!(await page.locator("#hidden").isVisible())) await page.locator("#settings summary").click();
  for (const [name, value] of Object.entries(settings)) await page.locator(`[id="${name}"]`).fill(value);
}

/** Presses the one button of training. */
export const press = (page: Page, name: "Train" | "Stop" | "Go on"): Promise<void> =>
  page.getByRole("button", { name, exact: true }).click();

/** The sha256 that the page tells once training is done. */
export async function doneWith(page: Page): Promise<string> {
  const result = page.locator("#result", { hasText: "sha256" });
  await result.waitFor({ timeout: 50_000 });
  return /[0-9a-f]{64}/u.exec((await result.textContent()) ?? "")?.[0] ?? "";
}
