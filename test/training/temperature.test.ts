import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "../../src/corpus/random.js";
import type { Targets } from "../../src/corpus/targets.js";
import { atTemperature, fitTemperature, logitsOf } from "../../src/training/temperature.js";

/** Softmax as the textbook has it. */
const softmax = (o: readonly number[]): number[] => {
  const most = Math.max(...o);
  const e = o.map((logit) => Math.exp(logit - most));
  const sum = e.reduce((sum, one) => sum + one, 0);
  return e.map((one) => one / sum);
};

/** One label a word. */
const targetsOf = (labels: readonly number[]): Targets => ({
  start: Uint32Array.from({ length: labels.length + 1 }, (_, i) => i),
  label: Uint16Array.from(labels),
  share: new Float32Array(labels.length).fill(1),
});

const places = (n: number): Uint32Array => Uint32Array.from({ length: n }, (_, i) => i);
const ones = (n: number): Float32Array => new Float32Array(n).fill(1);

/** n words of C labels: their logits, and labels drawn with the probabilities softmax(logits). */
function drawn(n: number, C: number, seed: number): { logits: number[][]; labels: number[] } {
  const random = new Random(seed);
  const logits = Array.from({ length: n }, () => Array.from({ length: C }, () => 3 * random.uniform()));
  const labels = logits.map((o) => {
    const chance = (1 + random.uniform()) / 2;
    let sum = 0;
    const sums = softmax(o).map((probability) => {
      sum += probability;
      return sum;
    });
    return Math.max(
      0,
      sums.findIndex((sum) => sum > chance),
    );
  });
  return { logits, labels };
}

/** The temperature that fits probabilities [n, C]. */
const temperatureOf = (
  probabilities: Float32Array,
  targets: Targets,
  words: Uint32Array,
  weight: Float32Array,
): number => fitTemperature(logitsOf(probabilities, probabilities.length / words.length), targets, words, weight);

/** The temperature fitted to logits that were multiplied by `sharper`. */
function fitted({ logits, labels }: ReturnType<typeof drawn>, sharper = 1): number {
  const probabilities = Float32Array.from(logits.flatMap((o) => softmax(o.map((logit) => logit * sharper))));
  return temperatureOf(probabilities, targetsOf(labels), places(labels.length), ones(labels.length));
}

describe("the temperature", () => {
  it.each([0.6, 0.8, 1, 1.3, 1.8])("is what takes back logits that are %d times too large", (sharper) => {
    expect(fitted(drawn(8_000, 3, 1), sharper)).toBeCloseTo(sharper, 1);
    expect(fitted(drawn(1_500, 100, 2), sharper)).toBeCloseTo(sharper, 1);
  });

  it("is where the loss, with the belief in 1, is least", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 300 }),
        fc.nat(),
        fc.double({ min: 0.7, max: 1.5, noNaN: true }),
        (n, seed, sharper) => {
          const { logits, labels } = drawn(n, 3, seed);
          const T = fitted({ logits, labels }, sharper);
          const loss = (T: number): number =>
            10 * (1 / T - 1) ** 2 -
            labels.reduce((sum, label, i) => {
              const o = (logits[i] ?? []).map((logit) => (logit * sharper) / T);
              return sum + Math.log(softmax(o)[label] ?? 0);
            }, 0);
          for (const other of [T - 0.002, T + 0.002]) {
            if (other > 0.5 && other < 2) expect(loss(T)).toBeLessThan(loss(other) + 1e-4);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it("fits shares of labels as well", () => {
    const n = 1000;
    const targets: Targets = {
      start: Uint32Array.from({ length: n + 1 }, (_, i) => 2 * i),
      label: Uint16Array.from({ length: 2 * n }, (_, i) => i % 2),
      share: Float32Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? 0.75 : 0.25)),
    };
    // log(3)/T = log(0.75/0.25) for T = 1, and logits twice as large want T = 2.
    const sure = Float32Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? 0.9 : 0.1));
    expect(temperatureOf(sure, targets, places(n), ones(n))).toBeGreaterThan(1.85);
    const right = Float32Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? 0.75 : 0.25));
    expect(temperatureOf(right, targets, places(n), ones(n))).toBe(1);
  });

  it("counts each word by its weight", () => {
    // Half of the words are right, half wrong: the weights decide which of them are heard.
    const n = 400;
    const probabilities = Float32Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? 0.8 : 0.2));
    const targets = targetsOf(Array.from({ length: n }, (_, i) => i % 2));
    const weigh = (right: number, wrong: number): number =>
      temperatureOf(
        probabilities,
        targets,
        places(n),
        Float32Array.from({ length: n }, (_, i) => (i % 2 === 0 ? right : wrong)),
      );
    expect(weigh(1.6, 0.4)).toBe(1);
    expect(weigh(2, 0)).toBeLessThan(0.8);
    expect(weigh(1, 1)).toBe(2);
  });

  it("stays between a half and two, and near 1 where words are few", () => {
    const all = (n: number, right: boolean, p: number): number =>
      temperatureOf(
        Float32Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? p : 1 - p)),
        targetsOf(Array.from({ length: n }, () => (right ? 0 : 1))),
        places(n),
        ones(n),
      );
    expect(all(10_000, true, 0.7)).toBe(0.5);
    expect(all(10_000, false, 0.7)).toBe(2);
    expect(all(10, true, 0.99)).toBeGreaterThan(0.95);
    expect(all(3, true, 1)).toBe(1);
    expect(all(3, true, 0)).toBe(2);
    expect(all(3, false, 1)).toBe(2);
    expect(all(3, false, 0)).toBe(1);
  });

  it.each([
    // Far labels without mass bend the loss so little at first that steps leap over what they look for.
    [1000, 0.9507357, 0.6, 1000],
    [1000, 0.9507357, 0.6, 100],
    [10, 0.3758849, 0.2, 1000],
    [2, 0.9947799, 0.98, 100_000],
  ])(
    "is found for one word of %i labels, its first at %d where %d is wanted, that counts for %i",
    (C, p, share, counts) => {
      const rest = Math.fround((1 - p) / (C - 1));
      const probabilities = Float32Array.from({ length: C }, (_, l) => (l === 0 ? p : rest));
      const targets = {
        start: Uint32Array.of(0, 2),
        label: Uint16Array.of(0, 1),
        share: Float32Array.of(share, 1 - share),
      };
      // The slope by 1/T of the loss of two logits, 0 and o, the latter C − 1 times.
      const o = Math.log(rest / Math.fround(p));
      const slope = (beta: number): number => {
        const e = (C - 1) * Math.exp(beta * o);
        return counts * ((e * o) / (1 + e) - (1 - share) * o) + 20 * (beta - 1);
      };
      let [low, high] = [0.5, 2];
      for (let i = 0; i < 60; i++) {
        const beta = (low + high) / 2;
        if (slope(beta) > 0) high = beta;
        else low = beta;
      }
      const T = temperatureOf(probabilities, targets, places(1), Float32Array.of(counts));
      expect(Math.abs(T - 1 / low)).toBeLessThan(0.00055);
    },
  );

  it("changes no bit with the engine", () => {
    const temperatures = [1, 2, 3, 4].map((seed) => {
      const n = 500;
      const random = new Random(seed);
      const draws = Array.from({ length: n }, () => [1, 2, 3].map(() => 1 + random.below(9)));
      const shares = draws.map((parts) => parts.map((part) => part / parts.reduce((sum, one) => sum + one)));
      const likeliest = draws.map((parts) =>
        parts.indexOf(random.below(3) === 0 ? (parts[0] ?? 0) : Math.max(...parts)),
      );
      return temperatureOf(Float32Array.from(shares.flat()), targetsOf(likeliest), places(n), ones(n));
    });
    expect(temperatures).toEqual([0.685, 0.657, 0.599, 0.612]);
  });
});

describe("parameters at a temperature", () => {
  it("have their logits divided by it, and nothing else changed", () => {
    const parameters = {
      W: Float32Array.of(1, 2, 3, 4),
      U: Float32Array.of(5, 6),
      V: Float32Array.of(0.1, -3, 7, 0),
      c: Float32Array.of(1, -1),
    };
    const cooler = atTemperature(parameters, 1.25);
    expect(cooler).toEqual({
      ...parameters,
      V: Float32Array.of(Math.fround(0.1) / 1.25, -3 / 1.25, 7 / 1.25, 0),
      c: Float32Array.of(0.8, -0.8),
    });
    expect(atTemperature(parameters, 1)).toEqual(parameters);
  });
});
