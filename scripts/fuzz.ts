/**
 * Tries as many damaged and invented files as asked, of each kind (models, checkpoints, CSVs), and prints a record:
 *
 *     npm run fuzz -- --inputs 1000000
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import yargs from "yargs";

/** Each kind has this many properties or more, which share the inputs. */
const properties = 2;
const kinds = { models: "test/model", checkpoints: "test/training", csvs: "test/corpus" } as const;

const { inputs, only } = await yargs(process.argv.slice(2))
  .options({
    inputs: { type: "number", default: 1_000_000, describe: "Files of each kind" },
    only: { choices: Object.keys(kinds), describe: "One kind alone" },
  })
  .strict()
  .parseAsync();

const files = Object.entries(kinds).flatMap(([kind, path]) =>
  only === undefined || only === kind ? [`${path}/fuzz.test.ts`] : [],
);
// Files come first: vitest takes a word that follows a flag for the flag's value.
const flags = ["--project", "parts", "--no-file-parallelism", "--disable-console-intercept"];
const { status } = spawnSync("npx", ["vitest", "run", ...files, ...flags], {
  cwd: fileURLToPath(new URL("..", import.meta.url)),
  env: { ...process.env, FUZZ: `${Math.ceil(inputs / properties)}` },
  stdio: "inherit",
});
process.exitCode = status ?? 1;
