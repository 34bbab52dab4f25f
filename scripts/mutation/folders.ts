/** What is mutated, and the tests that judge it. */
export const folders = {
  corpus: ["test/{bad-csv,corpus}/**/*.test.ts"],
  model: ["test/model/**/*.test.ts"],
  training: ["test/training/**/*.test.ts"],
  cli: ["test/{cli,faults}/**/*.test.ts"],
} as const;
