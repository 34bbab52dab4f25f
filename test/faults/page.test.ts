import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folder, katze } from "../cli/katze.js";

/** What each may end: the title, the style, a comment, an attribute, the page. */
const hostile = [
  "</title><img src=x>",
  "</style><img src=x>",
  "--><img src=x>",
  "\"'><img src=x>",
  "</html><img src=x>",
  "</script><script>x()</script>",
  "<!--<script>",
];

/** Without a browser: no word of a report begins a tag, and its policy comes before all of them and allows no script. */
it("O3: hostile words on a page are text, wherever they stand", async () => {
  const path = join(folder, "hostile.html");
  for (const words of [hostile, ...hostile.map((word) => [word])]) {
    const { code, stderr } = await katze(["inspect", "--rung", "doubling", "--html", path, "--", ...words]);
    expect(code, stderr).toBe(0);
    const html = readFileSync(path, "utf8");
    expect(html).not.toMatch(/<(?:img|script|!--|\/script|\/html>.)/iu);
    for (const tag of ["style", "title"]) {
      const [begins, ends] = [`<${tag}`, `</${tag}>`].map((text) => html.split(text).length);
      expect(begins).toBe(ends);
    }
    expect(html.indexOf("default-src 'none'")).toBeGreaterThan(0);
    expect(html.indexOf("default-src 'none'")).toBeLessThan(html.indexOf("<title"));
  }
});
