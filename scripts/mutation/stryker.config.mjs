/** The folder whose sources are changed in this run; scripts/mutation.ts goes through them. */
const folder = process.env.KATZE_MUTATE ?? "cli";

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "scripts/mutation/vitest.config.ts", related: false },
  mutate: [process.env.KATZE_MUTATE_FILES ?? `src/${folder}/**/*.ts`],
  // What runs when a file is loaded would need every test anew.
  ignoreStatic: true,
  timeoutMS: 8_000,
  reporters: ["clear-text", "progress-append-only", "json", "html"],
  clearTextReporter: { allowColor: false, reportTests: false },
  jsonReporter: { fileName: `reports/mutation/${folder}.json` },
  htmlReporter: { fileName: `reports/mutation/${folder}.html` },
  // What was judged is judged again only where the place or its tests have changed; --force of the script judges all.
  incremental: true,
  incrementalFile: `reports/mutation/${folder}.incremental.json`,
  tempDirName: ".stryker-tmp",
  ignorePatterns: ["/.venv", "/reports", "/scripts/bench", "/scripts/peers"],
  // TypeScript 7 has no interface to rewrite it with, and it needs no rewriting.
  tsconfigFile: "none",
};
