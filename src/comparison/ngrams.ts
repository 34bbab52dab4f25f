/** Around a word stand what ASCII has for the start and the end of a text. */
const start = "\u0002";
const end = "\u0003";

/**
 * The n-grams of a word between marks for its start and its end, n from 1 to `longest`; a mark alone is none. Up to 2,
 * "at" has ‹a, a, at, t, t›.
 */
export const ngramsOf = (word: string, longest: number): string[] => {
  const characters = [start, ...word, end];
  return characters.flatMap((_, from) => {
    const grams: string[] = [];
    let gram = "";
    for (const character of characters.slice(from, from + longest)) {
      gram += character;
      if (gram !== start && gram !== end) grams.push(gram);
    }
    return grams;
  });
};
