import { beforeAll, describe, expect, it } from "vitest";
import type { Corpus } from "../../src/corpus/corpus.js";
import { readCorpusFile } from "../../src/corpus/corpus-file.js";
import { ladder, type RungName, rungOf } from "../../src/recurrence/ladder.js";
import type { Done } from "../../src/training/events.js";
import { train } from "../../src/training/trainer.js";

let cats: Corpus;
let words: Corpus;
beforeAll(async () => {
  ({ corpus: cats } = await readCorpusFile("data/cats.csv", {}));
  ({ corpus: words } = await readCorpusFile("data/words.csv", {}));
});

async function trained(corpus: Corpus, rung: RungName, seed = 1): Promise<Done> {
  const training = train(corpus, { rung, seed }, { data: "0".repeat(64) });
  for await (const event of training) if (event.event === "done") return event;
  throw new Error("the training did not end");
}

describe("every rung", () => {
  it.each(ladder.map(({ name }) => name))("tells cat, chat and katze apart: %s", async (rung) => {
    const { test, model } = await trained(cats, rung);
    expect(test.accuracy).toBe(1);
    if (rungOf(rung).U === "index") expect([...model.parameters.U]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});

describe("a multiplier", () => {
  it("that is learned leaves its start for the same two digits from every seed, and is worth more than 1 or 2", async () => {
    const learned = [];
    for (const seed of [1, 2, 3]) learned.push(await trained(words, "multiplier", seed));
    expect(learned.map(({ model }) => model.parameters.W[0]?.toFixed(2))).toEqual(["0.69", "0.69", "0.69"]);
    const sum = await trained(words, "sum");
    const doubling = await trained(words, "doubling");
    const best = Math.max(sum.test.accuracy, doubling.test.accuracy);
    for (const { test } of learned) expect(test.accuracy).toBeGreaterThan(best + 0.04);
  });
});
