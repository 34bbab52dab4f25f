import { placesOn } from "../inspection/places.js";
import type { Projection } from "../inspection/projection.js";
import type { Trace } from "../recurrence/trace.js";
import { joined } from "../recurrence/vector.js";

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A flat map of hidden vectors. */
export interface WordMap {
  /** Words of the dictionary, at even distances in the alphabet. */
  readonly words: readonly (Place & { readonly word: string; readonly label: string })[];
  readonly projection: Projection;
}

/** h_0 … h_m of a word, on the map. */
export const pathOn = ({ projection }: WordMap, { start, steps }: Trace): Place[] =>
  placesOfPairs(placesOn(projection, joined(...[start, ...steps].map(({ hidden }) => hidden))));

export const placesOfPairs = (numbers: Float64Array): Place[] =>
  Array.from({ length: numbers.length / 2 }, (_, i) => ({ x: numbers[2 * i] ?? 0, y: numbers[2 * i + 1] ?? 0 }));
