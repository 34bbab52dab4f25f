import { describe, expect, it } from "vitest";
import { completeBudget } from "../../src/comparison/budget.js";
import { type Budget, type ComparisonOptions, compare, type Row } from "../../src/comparison/compare.js";
import { type Corpus, selectWords } from "../../src/corpus/corpus.js";
import { Random } from "../../src/corpus/random.js";
import type { Shape } from "../../src/engine/engine.js";
import { createWasmEngine } from "../../src/engine/wasm/engine.js";
import { ladder } from "../../src/recurrence/ladder.js";
import { inventedWords } from "../cli/corpora.js";
import { corpusOf } from "../evaluation/corpus.js";

const data = "0".repeat(64);

async function rowsOf(corpus: Corpus, budget: Budget, options: Partial<ComparisonOptions> = {}): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const event of compare(corpus, budget, { data, createEngine: createWasmEngine, ...options })) {
    if (event.event === "row") rows.push(event.row);
  }
  return rows;
}

const article = () =>
  corpusOf([
    ["cat", "English"],
    ["act", "English"],
    ["chat", "French"],
    ["katze", "German"],
  ]);

describe("compare", () => {
  it("has a row for every rung in the ladder's order, then for what they are measured by", async () => {
    const rows = await rowsOf(await article(), { epochs: 2, batch: 4, hidden: 8, seed: 1 });
    expect(rows.map(({ rung }) => rung)).toEqual([...ladder.map(({ name }) => name), "majority", "naive-bayes"]);
    // Characters acehktz and unknown; three labels; U has a row more for the end mark where W is a matrix.
    const head = 3 * 8 + 3;
    expect(rows.slice(0, 8).map(({ parameters }) => parameters)).toEqual([
      6,
      6,
      7,
      8 * 8 + head,
      1 + 8 * 8 + head,
      8 * 8 + 9 * 8 + head,
      8 * 8 + 9 * 8 + head,
      3 * (8 * 8 + 9 * 8) + head,
    ]);
    expect(rows.map(({ hidden }) => hidden)).toEqual([1, 1, 1, 8, 8, 8, 8, 8, null, null]);
    expect(rows[8]?.accuracy).toBe(0.5);
  });

  it("finds that sums and bags confuse cat with act, and no other rung does", async () => {
    const rows = await rowsOf(await article(), { epochs: 20, batch: 4, hidden: 8, seed: 1 });
    expect(rows.map(({ collisions }) => collisions)).toEqual([0.5, 0, 0, 0.5, 0, 0, 0, 0, null, null]);
  });

  it("names the multiplier: fixed, learned, or W's spectral radius", async () => {
    const [sum, doubling, multiplier, bag, scaled, linear, rnn, ...others] = (
      await rowsOf(await article(), { epochs: 20, batch: 4, hidden: 8, seed: 1 })
    ).map(({ multiplier }) => multiplier);
    expect([sum, doubling, bag]).toEqual([1, 2, 1]);
    expect(others).toEqual([null, null, null]); // gates, and what has no h
    for (const learned of [multiplier, scaled]) expect([null, 0.5, 1, 2]).not.toContain(learned);
    for (const radius of [linear, rnn]) expect(radius).toBeGreaterThan(0.1);
  });

  it("gives every rung the same batches to the last epoch, even where nothing can be learned", async () => {
    const random = new Random(1);
    const corpus = await corpusOf(inventedWords.map(([word]) => [word, random.below(2) === 0 ? "X" : "Y"]));
    const steps: string[][] = [];
    const createEngine = async (shape: Shape) => {
      const engine = await createWasmEngine(shape);
      const batches: string[] = [];
      const { train } = engine;
      engine.train = (batch, step) => {
        if (batches.length === 0) steps.push(batches);
        batches.push(batch.join());
        return train.call(engine, batch, step);
      };
      return engine;
    };
    await rowsOf(corpus, { epochs: 30, batch: 32, hidden: 24, seed: 3 }, { createEngine });
    expect(steps).toHaveLength(ladder.length);
    const words = corpus.split.reduce((sum, part) => sum + (part === 0 ? 1 : 0), 0);
    expect(steps[0]).toHaveLength(30 * Math.ceil(words / 32));
    for (const batches of steps) expect(batches).toEqual(steps[0]);
  });

  it("counts collisions among the test words alone", async () => {
    const corpus = await corpusOf(inventedWords);
    const letters = Array.from(selectWords(corpus, "test"), (word) => [...corpus.words.get(word)].sort().join(""));
    const anagrams = letters.filter((word) => letters.indexOf(word) !== letters.lastIndexOf(word));
    const rows = await rowsOf(corpus, { epochs: 1, batch: 32, hidden: 16, seed: 3 });
    expect(anagrams.length).toBeGreaterThan(0);
    expect(rows.find(({ rung }) => rung === "bag")?.collisions).toBeCloseTo(anagrams.length / letters.length, 12);
  });

  it("learns what the rungs can learn: order for a network, not for a bag", async () => {
    const letters = ["a", "e", "i", "o", "u", "k", "l", "m", "n", "p"];
    const rows = letters.flatMap((a) =>
      letters.flatMap((b) => (a < b ? [[`${a}${b}x`, "up"] as const, [`${b}${a}x`, "down"] as const] : [])),
    );
    const more = rows.flatMap(([word, label]) => [
      [word, label] as const,
      [`y${word}`, label] as const,
      [`${word}y`, label] as const,
    ]);
    const compared = await rowsOf(await corpusOf(more), { epochs: 60, batch: 8, hidden: 24, seed: 1 });
    const accuracy = (rung: Row["rung"]): number => compared.find((row) => row.rung === rung)?.accuracy ?? Number.NaN;
    expect(accuracy("bag")).toBeLessThan(0.65);
    expect(accuracy("rnn")).toBeGreaterThan(accuracy("bag") + 0.2);
  });

  it("stops with the signal's reason", async () => {
    const controller = new AbortController();
    const events: string[] = [];
    const run = async () => {
      const options = { data, createEngine: createWasmEngine, signal: controller.signal };
      for await (const event of compare(
        await article(),
        { epochs: 1_000_000, batch: 4, hidden: 8, seed: 1 },
        options,
      )) {
        events.push(event.event);
        if (event.event === "progress") controller.abort(new Error("enough"));
      }
    };
    await expect(run()).rejects.toThrow("enough");
    expect(events).not.toContain("row");
  });
});

describe("completeBudget", () => {
  it("takes what training would take, with a smaller h where there are many words", () => {
    expect(completeBudget({}, 3)).toEqual({ epochs: 300, batch: 4, hidden: 32, seed: 1 });
    expect(completeBudget({}, 70_000)).toEqual({ epochs: 20, batch: 128, hidden: 128, seed: 1 });
  });

  it("keeps what is given", () => {
    expect(completeBudget({ epochs: 2, hidden: 300, seed: 9 }, 70_000)).toEqual({
      epochs: 2,
      batch: 128,
      hidden: 300,
      seed: 9,
    });
  });
});
