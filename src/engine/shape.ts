import { Vocabulary } from "../corpus/vocabulary.js";
import { UsageError } from "../errors.js";
import { problemOfGroups } from "../model/groups.js";
import type { Model, Parameters } from "../model/model.js";
import { partsOf, type RungName, rungOf } from "../recurrence/ladder.js";

/** A characters (the unknown one and the end mark among them), H numbers in h, C labels. */
export interface Shape {
  readonly rung: RungName;
  readonly A: number;
  readonly H: number;
  readonly C: number;
  /**
   * N, by default 1: h is N groups of H/N numbers that never see each other, W [G·H, H] is zero between them. In training each
   * group answers alone, by softmax(N·V·h + c) of its own numbers, and the loss is the mean over them; V·h + c of all of h,
   * by which words are told, is the mean of their logits. With N > 1, H/N is a multiple of 16 and W a learned matrix.
   */
  readonly groups?: number;
  /** Whether training has the head read the next character too, by A more rows of V and c, which a model leaves out. */
  readonly next?: boolean;
}

/** O, what the head reads: labels, and next characters where it does. */
export const outputsOf = ({ A, C, next }: Pick<Shape, "A" | "C" | "next">): number => C + (next ? A : 0);

/** How many numbers each parameter has: W [G·H, H], U [A, G·H], V [O, H], c [O]. */
export function sizesOf(shape: Shape): Readonly<Record<keyof Parameters, number>> {
  const { rung, A, H } = shape;
  const G = partsOf(rung);
  const O = outputsOf(shape);
  return { W: G * H * H, U: A * G * H, V: O * H, c: O };
}

/** Throws a UsageError where h cannot have the groups that the shape says. */
export function checkGroups({ rung, H, groups = 1 }: Shape): void {
  const problem = problemOfGroups({ rung, hidden: H, groups });
  if (problem !== undefined) throw new UsageError(`no network has that shape: ${problem}`);
}

/** The shape of a model's network. */
export const shapeOf = ({ rung, hidden, groups, alphabet, labels, reading }: Model): Shape => ({
  rung,
  A: new Vocabulary(alphabet, reading).size,
  H: hidden,
  C: labels.length,
  groups,
});

/** How many numbers a rung learns: the labels' head always, W's in the groups' blocks and U's where it does. */
export function learnedParameters(shape: Shape): number {
  const { rung, H, C, groups = 1 } = shape;
  const found = rungOf(rung);
  const sizes = sizesOf(shape);
  const W = found.W === "matrix" ? sizes.W / groups : found.W === "multiple" ? 1 : 0;
  return W + (found.U === "learned" ? sizes.U : 0) + C * H + C;
}
