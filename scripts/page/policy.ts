import { readFileSync } from "node:fs";

const html = readFileSync(new URL("../../src/page/index.html", import.meta.url), "utf8");
const own = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/u.exec(html)?.[1];
if (own === undefined) throw new TypeError("the page has no policy");

/**
 * The page's policy as its host should send it with every file: a worker keeps to the header that its script came with, not
 * to the page's element. The kernel asks for WebAssembly.
 */
export const policyHeader = {
  "Content-Security-Policy": own.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"),
};
