import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const program = ["test/{cli,faults,library,package}/**/*.test.ts"];
const page = ["test/page/**/*.test.ts"];
/** Everything is compiled at its best from the start: what V8 compiles in a hurry joins no vectors. */
const vectors = { include: ["test/engine/vectors.test.ts"], execArgv: ["--no-liftoff"] };
/** Projects do not take these from the root. */
const patient = { testTimeout: 60_000, hookTimeout: 60_000 };
const built = "test/build.ts";

export default defineConfig({
  test: {
    // One a core; by default one core is kept free, which of two is half.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          name: "parts",
          include: ["test/**/*.test.ts"],
          exclude: [...program, ...page, ...vectors.include],
          ...patient,
        },
      },
      { test: { name: "vectors", ...vectors, ...patient } },
      { test: { name: "program", include: program, globalSetup: built, ...patient } },
      { test: { name: "page", include: page, globalSetup: [built, "test/page/build.ts"], ...patient } },
    ],
  },
});
