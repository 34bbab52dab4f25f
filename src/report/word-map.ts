import { projectionOf } from "../inspection/projection.js";
import { spread } from "../inspection/reading.js";
import type { Model } from "../model/model.js";
import type { Trace } from "../recurrence/trace.js";
import type { Dictionary } from "./dictionary.js";

/** Words that the directions are found from; each costs H². */
const wordsMeasured = 1000;
const wordsShown = 420;

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A flat map of hidden vectors. */
export interface WordMap {
  /** Words of the dictionary, at even distances in the alphabet. */
  readonly words: readonly (Place & { readonly word: string; readonly label: string })[];
  /** The share of the variance that the two directions hold. */
  readonly variance: number;
  /** h_0 … h_m of a word, on the map. */
  pathOf(trace: Trace): Place[];
}

export function mapOf({ hidden: H }: Model, dictionary: Dictionary | undefined): WordMap | undefined {
  if (!dictionary || dictionary.words.length < 3) return undefined;
  const { words, labels, hidden } = dictionary;
  const vectorsOf = (places: readonly number[]): Float32Array => {
    const vectors = new Float32Array(places.length * H);
    places.forEach((place, i) => {
      vectors.set(hidden.subarray(place * H, (place + 1) * H), i * H);
    });
    return vectors;
  };
  const measured = spread([...words.keys()], wordsMeasured);
  const projection = projectionOf(vectorsOf(measured), H);
  const shown = spread(measured, wordsShown);
  const places = pairs(projection.place(vectorsOf(shown)));
  return {
    words: shown.map((place, i) => ({
      word: words[place] ?? "",
      label: labels[place] ?? "",
      ...(places[i] ?? { x: 0, y: 0 }),
    })),
    variance: projection.variance[0] + projection.variance[1],
    pathOf: ({ start, steps }) =>
      pairs(
        projection.place(
          joined(
            [start, ...steps].map(({ hidden: h }) => h),
            H,
          ),
        ),
      ),
  };
}

const joined = (vectors: readonly Float64Array[], H: number): Float64Array => {
  const all = new Float64Array(vectors.length * H);
  vectors.forEach((vector, i) => {
    all.set(vector, i * H);
  });
  return all;
};

const pairs = (numbers: Float64Array): Place[] =>
  Array.from({ length: numbers.length / 2 }, (_, i) => ({ x: numbers[2 * i] ?? 0, y: numbers[2 * i + 1] ?? 0 }));
