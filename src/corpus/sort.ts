import { PackedWords } from "./words.js";

/** Ranges up to this long are sorted by insertion. */
const shortRange = 48;

/** Bits of a key at most: whole digits of 10 bits, and of 5. */
const keyBits = 30;

/** Words to sort: word i is units[starts[i]] … units[starts[i + 1] - 1], whatever the units stand for. */
export type Unsorted = Pick<PackedWords, "units" | "starts">;

/** The indices of words in ascending order of their units, [length]. */
export const sortedOrder = (words: PackedWords): Uint32Array => {
  const order = new Uint32Array(words.length).map((_, word) => word);
  const end = words.starts[words.length] ?? 0;
  let largest = 0;
  for (let i = 0; i < end; i++) largest = Math.max(largest, words.units[i] ?? 0);
  sortOrder(words, order, largest);
  return order;
};

/**
 * Brings indices of words into ascending order of the words' units, none of which is above `largest`: by a key made of as
 * many of the first units as it holds, then those of one key by the next units. Each key is sorted digit by digit, the last
 * first, so the time is linear in the text.
 */
export const sortOrder = (words: Unsorted, order: Uint32Array, largest: number): void => {
  const { units, starts } = words;
  // A key has 0 for what is past a word's end, so that shorter words come first.
  const bits = 32 - Math.clz32(largest + 1);
  const unitsAKey = Math.floor(keyBits / bits);
  const lastUnit = (1 << bits) - 1;
  const moved = new Uint32Array(order.length);
  const keys = new Uint32Array(order.length);
  const movedKeys = new Uint32Array(order.length);
  /** Ranges still to sort: from, to and how many units their words share. */
  const pending: number[] = [0, order.length, 0];

  for (;;) {
    let shared = pending.pop();
    const to = pending.pop();
    const from = pending.pop();
    if (shared === undefined || to === undefined || from === undefined) return;
    // Words that share a key need no moving; those that have ended are equal.
    let differing = 0;
    do {
      for (let i: number = from; i < to; i++) {
        const word = order[i] ?? 0;
        const end = starts[word + 1] ?? 0;
        let at = (starts[word] ?? 0) + shared;
        let key = 0;
        for (let k = 0; k < unitsAKey; k++, at++) key = (key << bits) | (at < end ? (units[at] ?? 0) + 1 : 0);
        keys[i] = key;
        differing |= key ^ (keys[from] ?? 0);
      }
      shared += unitsAKey;
    } while (differing === 0 && ((keys[from] ?? 0) & lastUnit) !== 0);

    if (to - from <= shortRange) insertionSort(order, keys, from, to);
    else radixSort(order, keys, moved, movedKeys, from, to, differing);
    for (let begin = from; begin < to; ) {
      const key = keys[begin] ?? 0;
      let end = begin + 1;
      while (end < to && keys[end] === key) end++;
      if (end - begin > 1 && (key & lastUnit) !== 0) pending.push(begin, end, shared);
      begin = end;
    }
  }
};

/** Sorts order and keys[from … to) by the keys, equal ones as they stand; they differ in these bits alone. What is moved goes through arrays of the same length. */
const radixSort = (
  order: Uint32Array,
  keys: Uint32Array,
  moved: Uint32Array,
  movedKeys: Uint32Array,
  from: number,
  to: number,
  differing: number,
): void => {
  // Few words are sorted by small digits, whose buckets are few as well.
  const digitBits = to - from > 1024 ? 10 : 5;
  const digits = 1 << digitBits;
  const ends = new Uint32Array(digits);
  for (let shift = 0; shift < keyBits; shift += digitBits) {
    if (((differing >>> shift) & (digits - 1)) === 0) continue;
    ends.fill(0);
    for (let i = from; i < to; i++) {
      const digit = ((keys[i] ?? 0) >>> shift) & (digits - 1);
      ends[digit] = (ends[digit] ?? 0) + 1;
    }
    let end = from;
    for (let digit = 0; digit < digits; digit++) {
      const begin = end;
      end += ends[digit] ?? 0;
      ends[digit] = begin;
    }
    for (let i = from; i < to; i++) {
      const key = keys[i] ?? 0;
      const digit = (key >>> shift) & (digits - 1);
      const place = ends[digit] ?? 0;
      ends[digit] = place + 1;
      moved[place] = order[i] ?? 0;
      movedKeys[place] = key;
    }
    order.set(moved.subarray(from, to), from);
    keys.set(movedKeys.subarray(from, to), from);
  }
};

/** The same, for few words. */
const insertionSort = (order: Uint32Array, keys: Uint32Array, from: number, to: number): void => {
  for (let i = from + 1; i < to; i++) {
    const word = order[i] ?? 0;
    const key = keys[i] ?? 0;
    let place = i;
    for (; place > from && (keys[place - 1] ?? 0) > key; place--) {
      order[place] = order[place - 1] ?? 0;
      keys[place] = keys[place - 1] ?? 0;
    }
    order[place] = word;
    keys[place] = key;
  }
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
