/** Builds the page and shows it: `npm run page`, with `--no-open` for the address alone, `--build` for the files alone. */
import { parseArgs } from "node:util";
import { preview } from "vite";
import { buildPage, pageFolder } from "./page/build.js";
import { policyHeader } from "./page/policy.js";

const { values } = parseArgs({ options: { build: { type: "boolean" }, "no-open": { type: "boolean" } } });

await buildPage();
if (values.build) {
  console.log(`the page stands in ${pageFolder}: put it on any static host`);
} else {
  const open = process.stdout.isTTY === true && !values["no-open"];
  const server = await preview({
    configFile: false,
    build: { outDir: pageFolder },
    preview: { open, host: "localhost", headers: policyHeader },
  });
  console.log(`the page is at ${server.resolvedUrls?.local[0]}, until Ctrl-C`);
}
