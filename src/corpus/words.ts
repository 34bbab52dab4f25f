import { DataError } from "../errors.js";
import { hashUnits } from "./hash.js";

/** Code units handed to String.fromCharCode at once; engines limit the number of arguments. */
const piece = 4096;

/** More text than this is no word list, and its offsets would leave 32 bits. */
const mostUnits = 2 ** 31;

const tableSeed = 0x811c9dc5;

/** Words without a string each: word i is the UTF-16 code units units[starts[i]] … units[starts[i + 1] - 1]. */
export class PackedWords {
  /** @param starts [length + 1] */
  constructor(
    readonly units: Uint16Array,
    readonly starts: Uint32Array,
  ) {}

  get length(): number {
    return this.starts.length - 1;
  }

  /** Word i; throws a RangeError outside 0..length-1. */
  get(i: number): string {
    const from = this.starts[i];
    const to = this.starts[i + 1];
    if (from === undefined || to === undefined) throw new RangeError(`no word ${i} among ${this.length}`);
    if (to - from <= piece) return String.fromCharCode(...this.units.subarray(from, to));
    let word = "";
    for (let at = from; at < to; at += piece) {
      word += String.fromCharCode(...this.units.subarray(at, Math.min(at + piece, to)));
    }
    return word;
  }
}

/** Distinct words in the order of their first appearance: packed words under an open-addressing hash table. */
export class WordTable {
  #units = new Uint16Array(1 << 14);
  #starts = new Uint32Array(1 << 10);
  /** Word index + 1, or 0 where free; at most two thirds are taken. */
  #slots = new Uint32Array(1 << 10);
  #length = 0;

  /** @param seed of the words' hashes; by default always the same */
  constructor(readonly seed: number = tableSeed) {}

  get length(): number {
    return this.#length;
  }

  /** The word's index: its place among the distinct words added so far. */
  add(word: string): number {
    const from = this.#starts[this.#length] ?? 0;
    const to = from + word.length;
    if (to > this.#units.length) this.#growUnits(to);
    const units = this.#units;
    for (let i = 0; i < word.length; i++) units[from + i] = word.charCodeAt(i);

    const slots = this.#slots;
    let slot = hashUnits(units, from, to, this.seed) & (slots.length - 1);
    for (;;) {
      const taken = slots[slot] ?? 0;
      if (taken === 0) break;
      if (this.#holds(taken - 1, from, to)) return taken - 1;
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = ++this.#length;
    if (this.#length === this.#starts.length) this.#starts = grown(this.#starts, new Uint32Array(this.#length * 2));
    this.#starts[this.#length] = to;
    if (this.#length * 3 > slots.length * 2) this.#growSlots();
    return this.#length - 1;
  }

  /** The words as they stand, without the hash table; later additions do not show. */
  pack(): PackedWords {
    return new PackedWords(this.#units, this.#starts.subarray(0, this.#length + 1));
  }

  #holds(word: number, from: number, to: number): boolean {
    const start = this.#starts[word] ?? 0;
    if ((this.#starts[word + 1] ?? 0) - start !== to - from) return false;
    const units = this.#units;
    for (let i = 0; i < to - from; i++) if (units[start + i] !== units[from + i]) return false;
    return true;
  }

  #growUnits(needed: number): void {
    if (needed > mostUnits) throw new DataError(`more than ${mostUnits} characters of distinct words; use fewer`);
    this.#units = grown(this.#units, new Uint16Array(Math.max(needed, this.#units.length * 2)));
  }

  #growSlots(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    for (let word = 0; word < this.#length; word++) {
      const from = this.#starts[word] ?? 0;
      let slot = hashUnits(this.#units, from, this.#starts[word + 1] ?? 0, this.seed) & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = word + 1;
    }
    this.#slots = slots;
  }
}

const grown = <Numbers extends Uint16Array | Uint32Array>(from: Numbers, to: Numbers): Numbers => {
  to.set(from);
  return to;
};
