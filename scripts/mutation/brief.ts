/** Set up before the tests that judge mutants, which each mutant runs anew: what takes seconds is brief, or left out. */
import { mkdirSync } from "node:fs";
import { configureGlobal } from "fast-check";
import { beforeAll, beforeEach } from "vitest";

configureGlobal({ numRuns: 25 });

// Commands are loaded when they are called: loaded here, what runs as they load is told from what runs in a test.
if (process.env.KATZE_MUTATE === "cli") {
  const commands = ["evaluate", "export-network", "export-vectors", "inspect", "ladder", "parse", "predict", "train"];
  for (const name of [...commands, "words"]) await import(`../../src/cli/${name}.ts`);
  // All files have one folder here, and the first that ends takes it away.
  const { folder } = await import("../../test/cli/katze.js");
  beforeAll(() => {
    mkdirSync(folder, { recursive: true });
  });
}

/** Parts of titles of tests that take more than two seconds with the mutants in the code. */
const slow = [
  "keeps every word apart while its arrays grow",
  "for every code point",
  "a word of a million characters",
  "the limit, which counts code points",
  "share long beginnings",
  "however long the file",
  "leaves its start for the same two digits",
  "answers the same with any number of threads",
  "the shipped one in full",
  "colours h, says the same without",
  "stopped by SIG",
  "scores the test words of a corpus that is split",
  "columns what it trains, and takes the line away",
  "are what other threads are started for",
  "answers in the order given, to equal words the same",
  "report progress in long epochs",
];

beforeEach(({ task, skip }) => {
  if (slow.some((part) => task.name.includes(part))) skip();
});
