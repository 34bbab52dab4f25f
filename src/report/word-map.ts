import { placesOn } from "../inspection/places.js";
import { projectionOf } from "../inspection/projection.js";
import { spread } from "../inspection/reading.js";
import type { Model } from "../model/model.js";
import type { Dictionary } from "./dictionary.js";
import { placesOfPairs, type WordMap } from "./word-path.js";

/** Words that the directions are found from; each costs H². */
const wordsMeasured = 1000;
const wordsShown = 420;

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
  const places = placesOfPairs(placesOn(projection, vectorsOf(shown)));
  return {
    words: shown.map((place, i) => ({
      word: words[place] ?? "",
      label: labels[place] ?? "",
      ...(places[i] ?? { x: 0, y: 0 }),
    })),
    projection,
  };
}
