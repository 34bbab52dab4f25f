import { defineConfig } from "vitest/config";

const program = ["test/{cli,faults,library,package}/**/*.test.ts"];

export default defineConfig({
  test: {
    projects: [
      { test: { name: "parts", include: ["test/**/*.test.ts"], exclude: program, testTimeout: 60_000 } },
      { test: { name: "program", include: program, globalSetup: "test/build.ts", testTimeout: 60_000 } },
    ],
  },
});
