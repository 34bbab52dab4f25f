import { derive } from "../../src/corpus/random.js";
import type { Examples, Regularisation, Sequences, Shape } from "../../src/engine/engine.js";
import { outputsOf } from "../../src/engine/shape.js";
import { at } from "./algebra.js";

/** A word as a batch reads it: all that its loss is made of, except the parameters. */
export interface Reading {
  /** x_1 … x_m, the unknown character where one is dropped. */
  readonly x: readonly number[];
  /** [m + 1, O]: how much each label counts at h_t, and each next character where they are read, with all weights and shares multiplied out. */
  readonly targets: readonly Float64Array[];
  /** [m + 1, H]: what each number of h_t is multiplied by before the head. */
  readonly seen: readonly Float64Array[];
}

/** The characters of word i. */
export const charactersOf = ({ characters, start }: Sequences, i: number): number[] => [
  ...characters.subarray(at(start, i), at(start, i + 1)),
];

/** Whether the number at `place` of a stream falls among that share of 2^32. */
const isDropped = (key: number, place: number, share: number): boolean =>
  derive(key, place) < Math.floor(share * 2 ** 32);

/** How the words of a batch are read, once for each group of h: their noise from the key and their prefixes, their targets from the examples. */
export function readingsOf(shape: Shape, examples: Examples, batch: Uint32Array, r: Regularisation): Reading[] {
  const { H, C } = shape;
  return Array.from(batch).flatMap((word) => {
    const characters = charactersOf(examples, word);
    const m = characters.length;
    const keys = [r.key];
    for (const character of characters) keys.push(derive(at(keys, keys.length - 1), character));
    const target = new Float64Array(C);
    for (let j = at(examples.labelStart, word); j < at(examples.labelStart, word + 1); j++) {
      const label = at(examples.label, j);
      target[label] = at(target, label) + (at(examples.share, j) * at(examples.weight, word)) / batch.length;
    }
    const next = (t: number): Float64Array =>
      Float64Array.from({ length: outputsOf(shape) - C }, (_, x) =>
        t > 0 && x === characters[t] ? (r.nextLoss * at(examples.weight, word)) / batch.length / m : 0,
      );
    const counts = (t: number): number => (t === m ? 1 : 0) + (t > 0 ? r.prefixLoss / m : 0);
    const factor = (key: number, j: number): number =>
      isDropped(key, 1 + j, r.dropHidden) ? 0 : 1 / (1 - r.dropHidden);
    // A group answers alone: the head sees N times its numbers and none of the others', and its loss counts for one in N.
    const groups = shape.groups ?? 1;
    const own = (group: number, j: number): number => (Math.floor((j * groups) / H) === group ? groups : 0);
    return Array.from({ length: groups }, (_, group) => ({
      x: characters.map((x, t) => (isDropped(at(keys, t + 1), 0, r.dropCharacters) ? examples.unknown : x)),
      targets: keys.map((_, t) =>
        Float64Array.of(...target.map((share) => share * counts(t)), ...next(t)).map((count) => count / groups),
      ),
      seen: keys.map((key) => Float64Array.from({ length: H }, (_, j) => factor(key, j) * own(group, j))),
    }));
  });
}
