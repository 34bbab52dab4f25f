/**
 * How fast the page trains beside one thread of Node, and how soon it answers: `npx tsx scripts/page-speed.ts`, after
 * `npm run build`. Takes turns, so that both have the same machine; prints each turn and the medians.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { preview } from "vite";
import { launch } from "../test/cli/browser.js";
import { buildPage, pageFolder } from "./page/build.js";
import { policyHeader } from "./page/policy.js";

const turns = 3;
const csv = join(pageFolder, "words.csv");
const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

await buildPage();
const server = await preview({
  configFile: false,
  logLevel: "error",
  build: { outDir: pageFolder },
  preview: { port: 0, host: "127.0.0.1", headers: policyHeader },
});
const address = server.resolvedUrls?.local[0] ?? server.resolvedUrls?.network[0] ?? "";
const folder = mkdtempSync(join(tmpdir(), "katze-speed-"));
const browser = await launch();
const page: number[] = [];
const node: number[] = [];
const answers: number[] = [];
for (let turn = 0; turn < turns; turn++) {
  const { answer, speed } = await inPage(browser);
  answers.push(answer);
  page.push(speed);
  node.push(inNode());
  console.log(
    `words/s: page ${page.at(-1)?.toFixed(0)}, Node ${node.at(-1)?.toFixed(0)}; first answer ${answer.toFixed(0)} ms`,
  );
}
console.log(
  `page/Node ${(median(page) / median(node)).toFixed(2)}; first answer ${median(answers).toFixed(0)} ms after load`,
);
await browser.close();
await server.close();
rmSync(folder, { recursive: true });

/** Milliseconds from navigation to the first answer, and words a second of one epoch of all words. */
async function inPage(browser: Browser): Promise<{ answer: number; speed: number }> {
  const page = await browser.newPage();
  await page.goto(address);
  await page.locator("#memory-title").waitFor({ state: "attached" });
  const answer = await page.evaluate(() => performance.getEntriesByName("first answer")[0]?.startTime ?? Number.NaN);
  await page.locator('[id="set-words.csv"]').check();
  await page.locator("#contents dl").waitFor();
  await page.locator("#settings summary").click();
  await page.locator("#epochs").fill("1");
  await page.getByRole("button", { name: "Train", exact: true }).click();
  await page.locator("#result", { hasText: "Done after" }).waitFor({ timeout: 300_000 });
  const shown = (await page.locator("#live dd").nth(2).textContent()) ?? "";
  await page.close();
  return { answer, speed: Number(shown.replaceAll(",", "")) };
}

function inNode(): number {
  const args = ["dist/cli/katze.js", "train", csv, "--epochs", "1", "--threads", "1", "--json"];
  const told = execFileSync(process.execPath, [...args, "--model", join(folder, "m.safetensors")], {
    encoding: "utf8",
    stdio: "pipe",
  });
  for (const line of told.trim().split("\n")) {
    const event: { event: string; wordsPerSecond?: number } = JSON.parse(line);
    if (event.event === "epoch") return event.wordsPerSecond ?? 0;
  }
  throw new Error("no epoch was told");
}
