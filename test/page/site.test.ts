import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { pageFolder } from "../../scripts/page/build.js";
import { mayBeSkipped } from "../cli/browser.js";
import { measured, useSite } from "./site.js";

const html = readFileSync(join(pageFolder, "index.html"), "utf8");

describe("the page's files", () => {
  it("have at most 150 KB of script, compressed", () => {
    const scripts = readdirSync(pageFolder, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".js"),
    );
    expect(scripts.length).toBeGreaterThanOrEqual(2);
    const bytes = scripts.map((name) => gzipSync(readFileSync(join(pageFolder, name)), { level: 9 }).length);
    expect(bytes.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(150_000);
  });

  it("have a policy without inline script or style, and ask nobody else", () => {
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/u.exec(html)?.[1] ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toContain("unsafe");
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*src=)|https?:|="\//u);
  });
});

describe.skipIf(mayBeSkipped)("the page below a folder of its host (needs Chromium, see KATZE_CHROMIUM)", () => {
  const host = mkdtempSync(join(tmpdir(), "katze-host-"));
  cpSync(pageFolder, join(host, "some", "folder"), { recursive: true });
  afterAll(() => rmSync(host, { recursive: true }));
  const open = useSite(host, "some/folder/");

  it("works there, and runs no script but its own", async () => {
    const page = await open();
    await measured(page);
    expect(await page.locator("[role=alert]").allTextContents()).toEqual(["", ""]);
    expect(await page.locator("style, [style*=url]").count()).toBe(0);
  });

  it("lets no worker ask others, where the host sends the policy", async () => {
    const page = await open();
    await measured(page);
    // The refusal is told on the console, too, and counts as a request that failed.
    for (const told of ["console", "request", "requestfailed"]) page.removeAllListeners(told);
    expect(page.workers()).toHaveLength(3);
    for (const worker of page.workers()) {
      const refused = await worker.evaluate(async () => {
        const refusal = new Promise<string>((resolve) => {
          addEventListener("securitypolicyviolation", ({ effectiveDirective }) => resolve(effectiveDirective));
        });
        const asked = await fetch("https://katze.invalid/").catch(() => undefined);
        return asked ? "asked" : refusal;
      });
      expect(refused).toBe("connect-src");
    }
  });
});
