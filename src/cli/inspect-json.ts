import type { ExactFindings, ExactWord } from "../report/exact-findings.js";
import type { ModelFindings } from "../report/model-findings.js";
import type { WordFindings } from "../report/word-findings.js";

/** A whole number as JSON can hold it exactly: a number up to 2^53 − 1, beyond that its digits as a string. */
const exact = (number: bigint): number | string =>
  number <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(number) : `${number}`;

/** The first line for a model. */
export function modelAsJson({
  model,
  parameters,
  multiplier,
  spectrum,
  gates,
  memory,
  saturation,
  neighbours,
}: ModelFindings) {
  const { rung, hidden, groups, alphabet, labels, reading, training } = model;
  return {
    model: {
      rung,
      hidden,
      groups,
      alphabet,
      labels,
      multiplier: multiplier ?? null,
      spectralRadius: spectrum?.radius ?? null,
      spectrum: spectrum?.eigenvalues ?? null,
      gates: gates ?? null,
      parameters,
      reading,
      training,
      memory: memory ?? null,
      saturation: saturation ?? null,
      neighbours: neighbours ? Object.fromEntries(neighbours) : null,
    },
  };
}

/** A word's line; the step of the end mark has no character. */
export function wordAsJson(labels: readonly string[], findings: WordFindings) {
  const { word, trace, ranked, flips, influence, leftOut, nearest } = findings;
  const byLabel = (probabilities: Float64Array): Record<string, number> =>
    Object.fromEntries(labels.map((label, l) => [label, probabilities[l] ?? 0]));
  return {
    word,
    label: ranked[0]?.label ?? "",
    probability: ranked[0]?.probability ?? 0,
    probabilities: Object.fromEntries(ranked.map(({ label, probability }) => [label, probability])),
    unknown: trace.unknown,
    start: { hidden: [...trace.start.hidden], probabilities: byLabel(trace.start.probabilities) },
    steps: trace.steps.map(({ character, x, hidden, probabilities, gates }, i) => ({
      character: character ?? null,
      x,
      hidden: [...hidden],
      probabilities: byLabel(probabilities),
      influence: influence[i] ?? 0,
      leftOut: leftOut?.[i] ?? null,
      gates: gates ? { update: [...gates.z], reset: [...gates.r] } : null,
    })),
    flips,
    nearest: nearest ?? null,
  };
}

/** The first line for a rung that learns nothing. */
export function rungAsJson({ rung, alphabet, collisions }: ExactFindings) {
  const eigenvalue = { re: rung.W, im: 0, modulus: rung.W };
  return {
    model: {
      rung: rung.name,
      hidden: 1,
      alphabet,
      labels: [],
      multiplier: rung.W,
      spectralRadius: rung.W,
      spectrum: [eigenvalue],
      collisions: collisions.map(({ encoding, words }) => ({ encoding: exact(encoding), words })),
    },
  };
}

export const exactWordAsJson = ({ word, characters, steps, encoding }: ExactWord) => ({
  word,
  encoding: exact(encoding),
  steps: steps.map(({ x, weight, hidden }, i) => ({
    character: characters[i] ?? "",
    x,
    weight: exact(weight),
    hidden: [exact(hidden)],
  })),
});
