/**
 * The tests by which mutants are judged: those of the parts that are mutated, and of the command line, which runs in the
 * tests' own process here. Left out is what starts processes or tries inputs by the thousand.
 */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: process.cwd(),
    include: ["test/{bad-csv,cli,corpus,faults,model,training}/**/*.test.ts"],
    exclude: [
      "test/cli/{engine,inspect-html,lock,relaxed,resume,signals,streams,terminal}.test.ts",
      "test/faults/{disk,kill,page,rows}.test.ts",
      "test/**/fuzz.test.ts",
    ],
    env: { KATZE_IN_PROCESS: "1" },
    testTimeout: 60_000,
  },
});
