import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const program = ["test/{cli,faults,library,package}/**/*.test.ts"];
const page = ["test/page/**/*.test.ts"];
const built = "test/build.ts";

export default defineConfig({
  test: {
    // One a core; by default one core is kept free, which of two is half.
    maxWorkers: availableParallelism(),
    hookTimeout: 60_000,
    projects: [
      {
        test: { name: "parts", include: ["test/**/*.test.ts"], exclude: [...program, ...page], testTimeout: 60_000 },
      },
      { test: { name: "program", include: program, globalSetup: built, testTimeout: 60_000 } },
      { test: { name: "page", include: page, globalSetup: [built, "test/page/build.ts"], testTimeout: 60_000 } },
    ],
  },
});
