import { PackedWords } from "./words.js";

/** Ranges up to this long are sorted by insertion. */
const shortRange = 16;

/** One bucket for words that have ended, one for each value of a byte. */
const buckets = 257;

/** Words to sort: word i is units[starts[i]] … units[starts[i + 1] - 1], whatever the units stand for. */
export type Unsorted = Pick<PackedWords, "units" | "starts">;

/** The indices of words in ascending order of their units, [length]. */
export const sortedOrder = (words: PackedWords): Uint32Array => {
  const order = Uint32Array.from({ length: words.length }, (_, i) => i);
  sortOrder(words, order, 2);
  return order;
};

/**
 * Brings indices of words into ascending order of the words' units, which have so many bytes that count: a radix sort from the
 * first byte on (a unit's high byte, where that counts, then its low one), so the time is linear in the text.
 */
export const sortOrder = (words: Unsorted, order: Uint32Array, bytes: 1 | 2): void => {
  const { units, starts } = words;
  const { length } = order;
  const moved = new Uint32Array(length);
  const keys = new Uint16Array(length);
  const ends = new Uint32Array(buckets);
  /** Ranges still to sort: from, to and the depth in bytes that their words share. */
  const pending = [0, length, 0];

  for (;;) {
    let depth = pending.pop();
    const to = pending.pop();
    const from = pending.pop();
    if (depth === undefined || to === undefined || from === undefined) return;
    if (to - from <= shortRange) {
      insertionSort(words, order, from, to, Math.floor(depth / bytes));
      continue;
    }
    // Bytes that all words of the range share need no moving; those that have ended are equal.
    do {
      const unitsBefore = Math.floor(depth / bytes);
      const shift = (bytes - 1 - (depth % bytes)) * 8;
      ends.fill(0);
      for (let i = from; i < to; i++) {
        const word = order[i] ?? 0;
        const at = (starts[word] ?? 0) + unitsBefore;
        const key = at >= (starts[word + 1] ?? 0) ? 0 : 1 + (((units[at] ?? 0) >> shift) & 0xff);
        keys[i] = key;
        ends[key] = (ends[key] ?? 0) + 1;
      }
      depth++;
    } while (ends[0] === 0 && ends[keys[from] ?? 0] === to - from);

    let end = from;
    for (let key = 0; key < buckets; key++) {
      const begin = end;
      end += ends[key] ?? 0;
      ends[key] = begin;
      if (key > 0 && end - begin > 1) pending.push(begin, end, depth);
    }
    for (let i = from; i < to; i++) {
      const key = keys[i] ?? 0;
      const place = ends[key] ?? 0;
      moved[place] = order[i] ?? 0;
      ends[key] = place + 1;
    }
    order.set(moved.subarray(from, to), from);
  }
};

/** Sorts order[from..to-1], whose words share their first `shared` units. */
const insertionSort = (words: Unsorted, order: Uint32Array, from: number, to: number, shared: number): void => {
  for (let i = from + 1; i < to; i++) {
    const word = order[i] ?? 0;
    let place = i;
    for (; place > from && isBefore(words, word, order[place - 1] ?? 0, shared); place--) {
      order[place] = order[place - 1] ?? 0;
    }
    order[place] = word;
  }
};

const isBefore = ({ units, starts }: Unsorted, a: number, b: number, shared: number): boolean => {
  const startA = starts[a] ?? 0;
  const startB = starts[b] ?? 0;
  const lengthA = (starts[a + 1] ?? 0) - startA;
  const lengthB = (starts[b + 1] ?? 0) - startB;
  const common = Math.min(lengthA, lengthB);
  for (let i = shared; i < common; i++) {
    const difference = (units[startA + i] ?? 0) - (units[startB + i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return lengthA < lengthB;
};

/** The same words in the given order, in arrays of their own. */
export const reordered = ({ units, starts, length }: PackedWords, order: Uint32Array): PackedWords => {
  const orderedUnits = new Uint16Array(starts[length] ?? 0);
  const orderedStarts = new Uint32Array(length + 1);
  let at = 0;
  for (let i = 0; i < length; i++) {
    const word = order[i] ?? 0;
    const end = starts[word + 1] ?? 0;
    for (let from = starts[word] ?? 0; from < end; from++) orderedUnits[at++] = units[from] ?? 0;
    orderedStarts[i + 1] = at;
  }
  return new PackedWords(orderedUnits, orderedStarts);
};
