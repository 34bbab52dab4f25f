/**
 * The tests by which mutants are judged; the command line runs in the tests' own process here. Left out is what starts
 * processes, and what tries inputs by the thousand.
 */
import { defineConfig } from "vitest/config";
import { folders } from "./folders.js";

const include = Object.entries(folders).flatMap(([name, tests]) => (name === process.env.KATZE_MUTATE ? tests : []));

export default defineConfig({
  test: {
    root: process.cwd(),
    include,
    exclude: [
      "test/cli/{engine,inspect-html,lock,relaxed,resume,signals,streams,terminal}.test.ts",
      "test/faults/{disk,kill,page,rows}.test.ts",
      "test/**/fuzz.test.ts",
    ],
    setupFiles: ["scripts/mutation/brief.ts"],
    isolate: false,
    env: { KATZE_IN_PROCESS: "1" },
    testTimeout: 60_000,
  },
});
