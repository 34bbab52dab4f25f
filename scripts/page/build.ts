/** Builds the page: static files that any host can serve, from any folder. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";
import { pageStyle } from "../../src/page/style.js";
import { filesOfPage } from "./files.js";
import { leftOut } from "./left-out.js";
import { secondThread } from "./second-thread.js";

export const pageFolder = fileURLToPath(new URL("../../dist/page/", import.meta.url));

/** The page's style sheet and what it reads, beside its scripts, under names of their own. */
const files = (): Plugin => ({
  name: "katze-files",
  transformIndexHtml: () => [{ tag: "link", attrs: { rel: "stylesheet", href: "./style.css" }, injectTo: "head" }],
  async generateBundle() {
    for (const [fileName, source] of [["style.css", pageStyle] as const, ...(await filesOfPage())]) {
      this.emitFile({ type: "asset", fileName, source });
    }
  },
});

/** Builds the page into a folder, which it empties. */
export async function buildPage(outDir = pageFolder): Promise<void> {
  await build({
    configFile: false,
    root: fileURLToPath(new URL("../../src/page/", import.meta.url)),
    base: "./",
    publicDir: false,
    logLevel: "warn",
    plugins: [leftOut(), secondThread(), files()],
    // Its sources in the place of its one file, of which a bundler can leave out what nobody calls.
    resolve: {
      alias: { "ml-matrix": join(dirname(createRequire(import.meta.url).resolve("ml-matrix")), "src", "index.js") },
    },
    build: {
      outDir,
      emptyOutDir: true,
      target: "es2022",
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      license: { fileName: "licences.md" },
    },
  });
}
