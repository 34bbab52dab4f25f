import { describe, expect, it } from "vitest";
import { Random } from "../../src/corpus/random.js";
import type { Examples, Shape } from "../../src/engine/engine.js";
import { createThreadedEngine } from "../../src/engine/wasm/threads.js";
import { initialise } from "../../src/training/initialise.js";

const shape: Shape = { rung: "rnn", A: 12, H: 40, C: 3 };

/** 600 words of 1 to 12 letters in a random order. */
function someExamples(): Examples {
  const random = new Random(7);
  const words = Array.from({ length: 600 }, () => Array.from({ length: 1 + random.below(12) }, () => random.below(11)));
  const start = [0];
  for (const word of words) start.push((start.at(-1) ?? 0) + word.length);
  return {
    characters: Uint16Array.from(words.flat()),
    start: Uint32Array.from(start),
    labelStart: Uint32Array.from({ length: words.length + 1 }, (_, i) => i),
    label: Uint16Array.from(words, (word) => (word[0] ?? 0) % 3),
    share: new Float32Array(words.length).fill(1),
    weight: new Float32Array(words.length).fill(1),
    unknown: 11,
  };
}

/** Parameters, losses and probabilities after twenty steps on batches of 256 words. */
async function trainedWith(threads: number) {
  const examples = someExamples();
  const engine = await createThreadedEngine(shape, threads);
  try {
    engine.load(initialise(shape, 3));
    engine.learnFrom(examples);
    const losses: number[] = [];
    for (let step = 0; step < 20; step++) {
      const batch = Uint32Array.from({ length: 256 }, (_, i) => (i * 7 + step * 31) % 600);
      losses.push(
        await engine.train(batch, {
          rate: 0.01,
          decay: 0.01,
          clip: 1,
          dropCharacters: 0.05,
          dropHidden: 0.3,
          prefixLoss: 0.5,
          key: step,
        }),
      );
    }
    return {
      threads: engine.threads,
      losses,
      parameters: engine.parameters(),
      probabilities: await engine.predict(examples),
    };
  } finally {
    engine.dispose();
  }
}

describe("threads", () => {
  it.each([2, 3, 8])("train and predict to the same bits as one: %i", async (threads) => {
    const { threads: one, ...alone } = await trainedWith(1);
    const { threads: many, ...together } = await trainedWith(threads);
    expect([one, many]).toEqual([1, threads]);
    expect(together).toEqual(alone);
    expect(alone.losses.at(-1)).toBeLessThan(alone.losses[0] ?? 0);
  });

  it("may be more than there is work for", async () => {
    const engine = await createThreadedEngine({ ...shape, H: 1 }, 8);
    engine.load(initialise({ ...shape, H: 1 }, 1));
    const { characters, start } = someExamples();
    const single = await engine.predict({ characters, start: start.subarray(0, 2) });
    expect(single.length).toBe(3);
    engine.dispose();
  });
});
