/** Mixes 32 bits so that each depends on all: the finaliser of MurmurHash3 (Austin Appleby, public domain). */
const mix = (x: number): number => {
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
};

/** A key for stream `place` of `key`; the kernel derives its own keys in the same way. Unsigned 32 bits. */
export const derive = (key: number, place: number): number => mix(key ^ mix(place + 0x9e3779b9));

/** The project's one source of chance: the n-th number of a stream is a function of its key and n, the same on every machine. */
export class Random {
  #place = 0;

  constructor(readonly key: number) {}

  /** An unsigned 32-bit integer. */
  integer(): number {
    return derive(this.key, this.#place++);
  }

  /** A whole number in [0, below), each equally likely to within below/2³². */
  below(below: number): number {
    return Math.floor((this.integer() / 2 ** 32) * below);
  }

  /** A number in [−1, 1). */
  uniform(): number {
    return this.integer() / 2 ** 31 - 1;
  }

  /** Puts the numbers in a random order, in place (Fisher and Yates). */
  shuffle(numbers: Uint32Array): void {
    for (let i = numbers.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const number = numbers[i] ?? 0;
      numbers[i] = numbers[j] ?? 0;
      numbers[j] = number;
    }
  }
}
