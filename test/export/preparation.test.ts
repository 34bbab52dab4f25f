import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalise } from "../../src/corpus/normalise.js";
import { Vocabulary } from "../../src/corpus/vocabulary.js";
import { inputOf, preparationOf } from "../../src/export/preparation.js";
import { modelOf } from "../recurrence/models.js";
import { numbered } from "./numbers.js";

const readings = [true, false].flatMap((keepCase) => [true, false].map((endMark) => ({ keepCase, endMark })));

describe("preparationOf", () => {
  it.each(readings)("tells how the model numbers any text: %o", ({ keepCase, endMark }) => {
    const model = modelOf({ rung: "rnn", A: 12, H: 2, C: 2 }, 1, { keepCase, endMark });
    const vocabulary = new Vocabulary(model.alphabet, model.reading);
    const unit = fc.oneof(
      fc.constantFrom("J\u030c", ..."abjkzKİΣſﬁ\ufeff\u0085\u001c\u2003\u3000 \n"),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const own = Array.from(vocabulary.encode(normalise(text, keepCase)), (number) => number + 1);
        const { characters, lengths } = numbered([text], preparationOf(model));
        expect([...characters.subarray(0, lengths[0])]).toEqual(own);
      }),
    );
  });

  it("counts to white space what JavaScript does", () => {
    const { whiteSpace } = preparationOf(modelOf({ rung: "rnn", A: 5, H: 2, C: 2 }, 1));
    const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
    expect([...whiteSpace]).toEqual(all.filter((character) => character.trim() === ""));
  });
});

describe("inputOf", () => {
  it.each([
    ["fewer characters than numbers in h", 6, 9],
    ["more", 9, 6],
  ])("gives U to the last bit as a product: %s", (_, A, H) => {
    const model = modelOf({ rung: "rnn", A, H, C: 2 }, 1);
    const { E, F } = inputOf(model);
    expect([E.rows, E.columns, F.rows, F.columns]).toEqual([A + 1, Math.min(A, H), Math.min(A, H), H]);
    const product = Array.from({ length: E.rows * H }, (_, at) => {
      const [x, j] = [Math.floor(at / H), at % H];
      return Array.from(
        { length: F.rows },
        (_, i) => (E.numbers[x * F.rows + i] ?? 0) * (F.numbers[i * H + j] ?? 0),
      ).reduce((a, b) => a + b, 0);
    });
    expect(product).toEqual([...Array(H).fill(0), ...model.parameters.U]);
  });
});
