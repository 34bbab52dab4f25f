import { describe, expect, it } from "vitest";
import { Random } from "../../src/corpus/random.js";
import { createWasmEngine } from "../../src/engine/wasm/engine.js";
import { createThreadedEngine } from "../../src/engine/wasm/threads.js";
import { UsageError } from "../../src/errors.js";
import { parametersFor, sequencesOf, shapeFor, wordsFor } from "./cases.js";

const word = (random: Random, A: number, letters: number): number[] =>
  Array.from({ length: letters }, () => random.below(A));

describe.each([1, 3])("more words than are handed out at once, %i threads", (threads) => {
  const shape = shapeFor("rnn");

  it.each([
    ["of 2,000 letters, each a block", 1_100, 2_000],
    ["of 2,049 letters, each alone", 5, 2_049],
    ["of no letters", 3_000, 0],
    ["of 2 letters", 20_000, 2],
  ])("%s, have the answers and h that they have in pieces", async (_, count, letters) => {
    const random = new Random(count);
    const engine = await createThreadedEngine(shape, threads);
    engine.load(parametersFor(shape, Math.max(1, letters), random));
    const words = Array.from({ length: count }, () => word(random, shape.A, letters));
    words.splice(count >> 1, 0, word(random, shape.A, 3_000), [1]);
    const [all, h] = [await engine.predict(sequencesOf(words)), await engine.hidden(sequencesOf(words))];
    for (let from = 0; from < words.length; from += 700) {
      const piece = words.slice(from, from + 700);
      const to = from + piece.length;
      expect(await engine.predict(sequencesOf(piece))).toEqual(all.subarray(from * shape.C, to * shape.C));
      expect(await engine.hidden(sequencesOf(piece))).toEqual(h.subarray(from * shape.H, to * shape.H));
    }
    engine.dispose();
  });
});

describe("a word that has no room", () => {
  it("is refused, and others are answered as before", async () => {
    const shape = { ...shapeFor("rnn"), H: 512 };
    const random = new Random(3);
    const engine = await createWasmEngine(shape);
    engine.load(parametersFor(shape, 9, random));
    const words = sequencesOf(wordsFor(50, shape.A, 9, random));
    const expected = await engine.predict(words);
    const endless = sequencesOf([word(random, shape.A, 2_000_000)]);
    for (let k = 0; k < 2; k++) {
      await expect(engine.predict(endless)).rejects.toThrow(UsageError);
      expect(await engine.predict(words)).toEqual(expected);
    }
    engine.dispose();
  });
});
