import type { Shape } from "../../src/engine/engine.js";
import { outputsOf } from "../../src/engine/shape.js";
import type { Parameters } from "../../src/model/model.js";
import { partsOf, rungOf } from "../../src/recurrence/ladder.js";
import { addOuter, at, by, plus, times, timesLeft, total } from "./algebra.js";
import { step, stepBack } from "./cell.js";
import type { Reading } from "./readings.js";

/** Parameters in float64, under their letters. */
export type Doubles = Readonly<Record<keyof Parameters, Float64Array>>;

/** W, U, V and c made by one function of the letter. */
export const byLetter = <T>(make: (letter: keyof Parameters) => T): Record<keyof Parameters, T> => ({
  W: make("W"),
  U: make("U"),
  V: make("V"),
  c: make("c"),
});

export const toDoubles = (p: Parameters): Doubles => byLetter((letter) => Float64Array.from(p[letter]));

/** What a step adds up: W·h and U[x]. */
interface Terms {
  readonly a: Float64Array;
  readonly u: Float64Array;
}

function terms({ rung, A, H }: Shape, { W, U }: Doubles, h: Float64Array, x: number): Terms {
  if (x >= A) throw new RangeError(`character ${x} of ${A}`);
  const width = partsOf(rung) * H;
  return { a: times(W, h, width), u: U.subarray(x * width, (x + 1) * width) };
}

/** h_0 … h_m, and the terms of steps 1 … m. */
interface Forward {
  readonly hs: readonly Float64Array[];
  readonly steps: readonly Terms[];
}

function forward(shape: Shape, p: Doubles, x: readonly number[]): Forward {
  let h: Float64Array = new Float64Array(shape.H);
  const hs = [h];
  const steps: Terms[] = [];
  for (const character of x) {
    const { a, u } = terms(shape, p, h, character);
    h = step(shape.rung, a, u, h);
    steps.push({ a, u });
    hs.push(h);
  }
  return { hs, steps };
}

/** h_0 … h_m. */
export const hiddenVectors = (shape: Shape, p: Doubles, x: readonly number[]): readonly Float64Array[] =>
  forward(shape, p, x).hs;

/** V·h + c, [O]: of the labels, then of the next characters where they are read. */
const logits = (shape: Shape, { V, c }: Doubles, h: Float64Array): Float64Array =>
  plus(times(V, h, outputsOf(shape)), c);

/** The places of the labels and of the next characters: each has a softmax of its own. */
const groupsOf = (shape: Shape): readonly (readonly [from: number, to: number])[] => [
  [0, shape.C],
  ...(shape.next ? ([[shape.C, outputsOf(shape)]] as const) : []),
];

const logSumExp = (o: Float64Array): number => {
  const most = Math.max(...o);
  return most + Math.log(total(o.map((value) => Math.exp(value - most))));
};

/** softmax(V·h + c). */
export function probabilities(shape: Shape, p: Doubles, h: Float64Array): Float64Array {
  return softmax(logits(shape, p, h).subarray(0, shape.C));
}

function softmax(o: Float64Array): Float64Array {
  const log = logSumExp(o);
  return o.map((value) => Math.exp(value - log));
}

/** A sum with the sum of its terms' sizes: rounding errs by a share of the sizes, however small the sum. */
export interface Sum<T> {
  readonly sum: T;
  readonly sizes: T;
}

/** The loss: word by word from the equation, in float64; no trees, no shared work. Its terms are target·log Σ exp o and target·o. */
export function lossOf(shape: Shape, p: Doubles, readings: readonly Reading[]): Sum<number> {
  let sum = 0;
  let sizes = 0;
  for (const { x, targets, seen } of readings) {
    hiddenVectors(shape, p, x).forEach((h, t) => {
      const target = at(targets, t);
      if (total(target) === 0) return;
      const o = logits(shape, p, by(h, at(seen, t)));
      for (const [from, to] of groupsOf(shape)) {
        const log = logSumExp(o.subarray(from, to));
        for (let l = from; l < to; l++) {
          sum += at(target, l) * (log - at(o, l));
          sizes += at(target, l) * (Math.abs(log) + Math.abs(at(o, l)));
        }
      }
    });
  }
  return { sum, sizes };
}

/** Adds to W, U, V and c what the gradients dO by the logits of h_0 … h_m make of them: backward through time. */
function goBack(
  shape: Shape,
  p: Doubles,
  { x, seen }: Reading,
  { hs, steps }: Forward,
  dO: readonly Float64Array[],
  add: Add,
): void {
  let dh: Float64Array = new Float64Array(shape.H);
  for (let t = x.length; t >= 0; t--) {
    // Where no target is, there is nothing to add.
    if (at(dO, t).some((value) => value !== 0)) {
      add("V", 0, at(dO, t), by(at(hs, t), at(seen, t)));
      add("c", 0, at(dO, t), one);
      dh = plus(dh, by(timesLeft(at(dO, t), p.V, shape.H), at(seen, t)));
    }
    if (t === 0) return;
    const before = at(hs, t - 1);
    const { a, u } = at(steps, t - 1);
    const { da, du, past } = stepBack(shape.rung, a, u, before, dh);
    add("U", at(x, t - 1), one, du);
    add("W", 0, da, before);
    dh = plus(timesLeft(da, p.W, shape.H), past);
  }
}

/** Adds a ⊗ b to the rows of a parameter's gradient from `row` on. */
type Add = (letter: keyof Parameters, row: number, a: Float64Array, b: Float64Array) => void;

const one = Float64Array.of(1);

/** What float32 holds with 24 bits at least. */
const smallest = 2 ** -126;

/**
 * The gradient of the loss by each parameter, as the rung has it, word by word. By the logits it is mass·p − target: what
 * the network expects less what the targets say, and these are the terms whose sizes count. Rounding of a logit moves p by
 * p·(1 − p) times that, so p counts for p + p·(1 − p)·Σ|V·h|, and for what float32 can hold at least.
 */
export function gradientOf(shape: Shape, p: Doubles, readings: readonly Reading[]): Sum<Doubles> {
  const sum = byLetter((letter) => new Float64Array(p[letter].length));
  const sizes = byLetter((letter) => new Float64Array(p[letter].length));
  const addSum: Add = (letter, row, a, b) => addOuter(sum[letter].subarray(row * b.length), a, b);
  const addSize: Add = (letter, row, a, b) =>
    addOuter(sizes[letter].subarray(row * b.length), a.map(Math.abs), b.map(Math.abs));
  const absolute = byLetter((letter) => p[letter].map(Math.abs));
  for (const reading of readings) {
    const run = forward(shape, p, reading.x);
    const looked = run.hs.map((h, t) => by(h, at(reading.seen, t)));
    const groups = groupsOf(shape);
    const perGroup = (make: (from: number, to: number) => Float64Array): Float64Array =>
      Float64Array.of(...groups.flatMap(([from, to]) => [...make(from, to)]));
    const mass = reading.targets.map((target) =>
      perGroup((from, to) => new Float64Array(to - from).fill(total(target.subarray(from, to)))),
    );
    const expected = looked.map((h) => {
      const o = logits(shape, p, h);
      return perGroup((from, to) => softmax(o.subarray(from, to)));
    });
    const moved = looked.map((h, t) => {
      const largest = Math.max(...logits(shape, absolute, h.map(Math.abs)));
      return at(expected, t).map((q, l) => at(at(mass, t), l) * (q + q * (1 - q) * largest + smallest));
    });
    const dO = expected.map((q, t) => q.map((value, l) => at(at(mass, t), l) * value - at(at(reading.targets, t), l)));
    goBack(shape, p, reading, run, dO, addSum);
    goBack(shape, p, reading, run, moved, addSize);
    goBack(shape, p, reading, run, reading.targets, addSize);
  }
  return { sum: asLearned(shape, sum), sizes: asLearned(shape, sizes) };
}

/** Whether number i of W, [G·H, H], lies between groups of h, which never see each other. */
export function isBetween({ H, groups = 1 }: Shape, i: number): boolean {
  const group = (j: number): number => Math.floor(((j % H) * groups) / H);
  return group(Math.floor(i / H)) !== group(i);
}

/** The gradient by what the rung learns: 0 where it is fixed and between groups; where W is one number, that number's on the diagonal. */
export function asLearned(shape: Shape, d: Doubles): Doubles {
  const { rung, H } = shape;
  const { W, U } = rungOf(rung);
  const isDiagonal = (i: number): boolean => i % (H + 1) === 0;
  const trace = total(d.W.filter((_, i) => isDiagonal(i)));
  return {
    ...d,
    W:
      W === "matrix"
        ? d.W.map((value, i) => (isBetween(shape, i) ? 0 : value))
        : d.W.map((_, i) => (W === "multiple" && isDiagonal(i) ? trace : 0)),
    U: U === "learned" ? d.U : new Float64Array(d.U.length),
  };
}
