/** For each word a distribution over labels: word w has the label label[i] with the share share[i], i = start[w]..start[w + 1] - 1. */
export interface Targets {
  /** [words + 1] */
  readonly start: Uint32Array;
  /** Ascending and distinct within a word. */
  readonly label: Uint16Array;
  /** Sums to 1 within a word. */
  readonly share: Float32Array;
}

/** What the rows say, one entry a row, in compact columns. */
export class Entries {
  word = new Uint32Array(1 << 10);
  label = new Uint16Array(1 << 10);
  /** Empty where the CSV has no counts. */
  count = new Float64Array(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Adds a row. Either every row has a count or none has. */
  add(word: number, label: number, count: number | undefined): void {
    const i = this.#length++;
    if (i === this.word.length) this.#grow();
    this.word[i] = word;
    this.label[i] = label;
    if (count === undefined) return;
    if (this.count.length === 0) this.count = new Float64Array(this.word.length);
    this.count[i] = count;
  }

  #grow(): void {
    const size = this.word.length * 2;
    const { word, label, count } = this;
    this.word = new Uint32Array(size);
    this.word.set(word);
    this.label = new Uint16Array(size);
    this.label.set(label);
    if (count.length === 0) return;
    this.count = new Float64Array(size);
    this.count.set(count);
  }
}

/**
 * Merges the rows of each word and label, and turns them into shares:
 *
 *     share_l ∝ count_l / (total count of l over all words)     with counts
 *     share_l = 1 / (labels that the word carries)               without
 *
 * Sums run in an order that the rows' order does not change, in + and ÷ only, so they are equal on every engine.
 *
 * @param wordPlace [words], the new number of each word of the entries
 * @param labelPlace [labels], likewise
 */
export const buildTargets = (entries: Entries, wordPlace: Uint32Array, labelPlace: Uint16Array): Targets => {
  const words = wordPlace.length;
  const counted = entries.count.length > 0;
  const { start, label, count } = gather(entries, wordPlace, labelPlace);

  // Merge in place: what is written never overtakes what is read.
  const totals = new Float64Array(labelPlace.length);
  let written = 0;
  for (let word = 0; word < words; word++) {
    const from = start[word] ?? 0;
    const to = start[word + 1] ?? 0;
    if (to - from > 1) sortEntries(label, count, from, to);
    start[word] = written;
    for (let i = from; i < to; ) {
      const l = label[i] ?? 0;
      let sum = 0;
      for (; i < to && label[i] === l; i++) sum += counted ? (count[i] ?? 0) : 0;
      label[written] = l;
      if (counted) count[written] = sum;
      totals[l] = (totals[l] ?? 0) + sum;
      written++;
    }
  }
  start[words] = written;

  const share = new Float32Array(written);
  for (let word = 0; word < words; word++) {
    const from = start[word] ?? 0;
    const to = start[word + 1] ?? 0;
    const weight = (i: number): number => (counted ? (count[i] ?? 0) / (totals[label[i] ?? 0] ?? 1) : 1);
    let sum = 0;
    for (let i = from; i < to; i++) sum += weight(i);
    for (let i = from; i < to; i++) share[i] = weight(i) / sum;
  }
  return { start, label: label.slice(0, written), share };
};

/** The entries word by word, by a counting sort. */
const gather = (entries: Entries, wordPlace: Uint32Array, labelPlace: Uint16Array) => {
  const counted = entries.count.length > 0;
  const start = new Uint32Array(wordPlace.length + 1);
  for (let i = 0; i < entries.length; i++) {
    const after = (wordPlace[entries.word[i] ?? 0] ?? 0) + 1;
    start[after] = (start[after] ?? 0) + 1;
  }
  for (let word = 0; word < wordPlace.length; word++) start[word + 1] = (start[word + 1] ?? 0) + (start[word] ?? 0);
  const label = new Uint16Array(entries.length);
  const count = new Float64Array(counted ? entries.length : 0);
  const next = start.slice();
  for (let i = 0; i < entries.length; i++) {
    const word = wordPlace[entries.word[i] ?? 0] ?? 0;
    const place = next[word] ?? 0;
    next[word] = place + 1;
    label[place] = labelPlace[entries.label[i] ?? 0] ?? 0;
    if (counted) count[place] = entries.count[i] ?? 0;
  }
  return { start, label, count };
};

/** Sorts one word's entries by label, then by count. */
const sortEntries = (label: Uint16Array, count: Float64Array, from: number, to: number): void => {
  if (count.length === 0) {
    label.subarray(from, to).sort();
    return;
  }
  const pairs = Array.from({ length: to - from }, (_, i) => ({ l: label[from + i] ?? 0, n: count[from + i] ?? 0 }));
  pairs.sort((a, b) => a.l - b.l || a.n - b.n);
  pairs.forEach(({ l, n }, i) => {
    label[from + i] = l;
    count[from + i] = n;
  });
};
