import { derive } from "../../corpus/random.js";

/** The key of each row's prefix, step by step: derived from that of the prefix before, which is `key` for a word that begins. */
export function keysOf(letters: readonly Uint16Array[], key: number): Uint32Array[] {
  let before = new Uint32Array(0);
  return letters.map((x) => {
    before = Uint32Array.from(x, (character, row) => derive(before[row] ?? key, character));
    return before;
  });
}

/** Whether number `place` of a stream falls among that share of 2³². */
const isDropped = (key: number, place: number, share: number): boolean =>
  derive(key, place) < Math.floor(share * 2 ** 32);

/** The letters with that share of them replaced by the unknown character. */
export const dropCharacters = (
  letters: readonly Uint16Array[],
  keys: readonly Uint32Array[],
  share: number,
  unknown: number,
): readonly Uint16Array[] =>
  letters.map((x, t) => x.map((character, row) => (isDropped(keys[t]?.[row] ?? 0, 0, share) ? unknown : character)));

/** [rows, H]: 0 for that share of the numbers of h; the others grow to make up for it. */
export const hiddenMask = (keys: Uint32Array, H: number, share: number): Float32Array =>
  new Float32Array(keys.length * H).map((_, i) =>
    isDropped(keys[Math.floor(i / H)] ?? 0, 1 + (i % H), share) ? 0 : 1 / (1 - share),
  );
