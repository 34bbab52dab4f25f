/** The system's Chromium, for tests that open what the program wrote. */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Where it stands: KATZE_CHROMIUM, or a usual place; undefined where there is none. */
export const chromiumPath = process.env.KATZE_CHROMIUM ?? usual.find((path) => existsSync(path));

/** Without a browser these tests are skipped, but never where all of them must run. */
export const mayBeSkipped = chromiumPath === undefined && process.env.CI !== "true";

export function launch(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error("no Chromium here; name one in KATZE_CHROMIUM");
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}
