import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { derive, Random } from "../../src/corpus/random.js";

/** The first n numbers of a stream. */
const drawn = (n: number, draw: () => number): number[] => Array.from({ length: n }, draw);

const keys = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe("derive", () => {
  // The place that changes nothing of the key before it is mixed.
  const nothing = 2 ** 32 - 0x9e3779b9;

  it("mixes a key as MurmurHash3 ends, whose 32-bit hashes of no bytes under the seeds 0, 1 and 2³² − 1 these are", () => {
    expect([0, 1, 2 ** 32 - 1].map((key) => derive(key, nothing))).toEqual([0, 0x514e28b7, 0x81f16f39]);
  });

  it("mixes the place in the same way, then the key with it", () => {
    expect(derive(0x514e28b7, nothing + 1)).toBe(0);
    expect(derive(0x514e28b7 ^ 1, nothing + 1)).toBe(0x514e28b7);
  });
});

describe("a stream of chance", () => {
  it.each([
    [0, [2856213345, 1895220952, 3248948688, 1951453611]],
    [1, [1863002342, 3530840802, 230461417, 289278480]],
    [2 ** 32 - 1, [2196772199, 352220376, 3741438654, 3753148903]],
  ])("never changes, or no training could be had again: key %i", (key, integers) => {
    const random = new Random(key);
    expect(drawn(4, () => random.integer())).toEqual(integers);
    expect([0, 1, 2, 3].map((place) => derive(key, place))).toEqual(integers);
  });

  it("gives whole numbers below another, each a like part of the 32 bits", () => {
    const random = new Random(7);
    expect(drawn(8, () => random.below(10))).toEqual([1, 1, 0, 3, 4, 7, 0, 8]);
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 2 ** 32 }), (key, below) => {
        const number = new Random(key).below(below);
        expect(Number.isInteger(number) && number >= 0 && number < below).toBe(true);
      }),
    );
  });

  it("gives numbers from −1 to below 1", () => {
    const random = new Random(7);
    expect(drawn(4, () => random.uniform())).toEqual([
      -0.6951944143511355, -0.6696587107144296, -0.8140428569167852, -0.3210865589790046,
    ]);
  });
});

describe("shuffle", () => {
  it("draws one number for each but the last to be placed", () => {
    const random = new Random(3);
    const numbers = Uint32Array.of(10, 11, 12, 13, 14, 15, 16, 17);
    random.shuffle(numbers);
    expect([...numbers]).toEqual([12, 16, 14, 13, 10, 11, 15, 17]);
    expect(random.integer()).toBe(2405328001);
  });

  it("loses no number and takes none twice", () => {
    fc.assert(
      fc.property(keys, fc.array(fc.nat()), (key, numbers) => {
        const shuffled = Uint32Array.from(numbers);
        new Random(key).shuffle(shuffled);
        expect(shuffled.sort()).toEqual(Uint32Array.from(numbers).sort());
      }),
    );
  });

  it("gives each order of three numbers about as often", () => {
    const orders = new Map<string, number>();
    for (let key = 0; key < 6000; key++) {
      const numbers = Uint32Array.of(1, 2, 3);
      new Random(key).shuffle(numbers);
      orders.set(numbers.join(), (orders.get(numbers.join()) ?? 0) + 1);
    }
    expect([...orders.keys()].sort()).toEqual(["1,2,3", "1,3,2", "2,1,3", "2,3,1", "3,1,2", "3,2,1"]);
    // Five standard deviations of the binomial distribution
    for (const often of orders.values()) expect(Math.abs(often - 1000)).toBeLessThan(145);
  });
});
