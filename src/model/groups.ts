import { grouped } from "../evaluation/figures.js";
import { findRung, partsOf } from "../recurrence/ladder.js";
import type { Model } from "./model.js";

/** N at most: reading a file makes W that many times as large, and twice that where it has halves. */
export const mostGroups = 8;

/** Of several groups, each has a multiple of so many numbers: as many as the kernel works on at a time. */
const groupStep = 16;

/** Why h cannot have those groups; undefined where it can. */
export function problemOfGroups({
  rung,
  hidden,
  groups,
}: Pick<Model, "rung" | "hidden" | "groups">): string | undefined {
  if (!(Number.isInteger(groups) && groups >= 1 && groups <= mostGroups)) {
    return `h has ${groups} groups, it may have 1 to ${mostGroups}`;
  }
  if (groups === 1) return undefined;
  if (findRung(rung)?.W !== "matrix") return `on the rung ${rung}, whose W is no learned matrix, h has one group`;
  if (hidden % (groups * groupStep) === 0) return undefined;
  return `h of ${hidden} numbers has no ${groups} groups of a multiple of ${groupStep} numbers each`;
}

/** The size of h in words. */
export const sayHidden = ({ hidden, groups }: Pick<Model, "hidden" | "groups">): string =>
  hidden === 1 ? "one number" : `${grouped(hidden)} numbers${groups > 1 ? ` in ${groups} groups` : ""}`;

/** The column of W [G·H, H] at which the block of a row begins. */
const blockOf = (row: number, hidden: number, groups: number): number => {
  const place = row % hidden;
  return place - (place % (hidden / groups));
};

/** Why the blocks are not all of W [G·H, H]; undefined where all else is 0, and not −0, which would not come back. */
export function problemBetweenGroups({ rung, hidden, groups, parameters: { W } }: Model): string | undefined {
  if (groups === 1) return undefined;
  const rows = partsOf(rung) * hidden;
  if (W.length !== rows * hidden) return `W has ${W.length} numbers for shape [${rows},${hidden}]`;
  const kept = expandW(blocksOf(W, hidden, groups), hidden, groups);
  const stray = W.findIndex((x, i) => !Object.is(x, kept[i]));
  if (stray === -1) return undefined;
  const found = Object.is(W[stray], -0) ? "-0" : W[stray];
  return `W[${Math.floor(stray / hidden)},${stray % hidden}] is ${found}, it must be 0 between groups`;
}

/** W [G·H, H] by its rows in the blocks [G·H, H/N], with zeros between the groups. */
export function expandW(blocks: Float32Array, hidden: number, groups: number): Float32Array {
  if (groups === 1) return blocks;
  const size = hidden / groups;
  const W = new Float32Array(blocks.length * groups);
  for (let row = 0; row * size < blocks.length; row++) {
    W.set(blocks.subarray(row * size, (row + 1) * size), row * hidden + blockOf(row, hidden, groups));
  }
  return W;
}

/** The rows in the blocks [G·H, H/N] of W [G·H, H]. */
export function blocksOf(W: Float32Array, hidden: number, groups: number): Float32Array {
  if (groups === 1) return W;
  const size = hidden / groups;
  const blocks = new Float32Array(W.length / groups);
  for (let row = 0; row * size < blocks.length; row++) {
    const from = row * hidden + blockOf(row, hidden, groups);
    blocks.set(W.subarray(from, from + size), row * size);
  }
  return blocks;
}
