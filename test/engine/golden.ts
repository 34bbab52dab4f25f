import { readdirSync, readFileSync } from "node:fs";
import type { Examples, Shape } from "../../src/engine/engine.js";
import type { Parameters } from "../../src/model/model.js";
import { sequencesOf } from "./cases.js";
import { byLetter } from "./reference.js";

/** What scripts/golden-values.py writes, a file each. */
export interface Golden extends Shape {
  readonly parameters: Matrices;
  readonly words: number[][];
  /** [words, C]: the share of each label. */
  readonly targets: number[][];
  readonly weights: number[];
  readonly prefixLoss: number;
  readonly probabilities: number[][];
  readonly loss: number;
  readonly gradient: Matrices;
  readonly training: {
    readonly rate: number;
    readonly decay: number;
    readonly clip: number;
    readonly batches: number[][];
    /** Before each step. */
    readonly losses: number[];
    readonly parameters: Matrices;
  };
}

/** Row-major. */
export type Matrices = Readonly<Record<keyof Parameters, number[]>>;

const folder = new URL("../golden/", import.meta.url);

export const goldenFiles = readdirSync(folder).filter((file) => file.endsWith(".json"));

export function readGolden(file: string): Golden {
  const values: Golden = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
  return values;
}

export const parametersOf = (matrices: Matrices): Parameters =>
  byLetter((letter) => Float32Array.from(matrices[letter]));

export function examplesOf({ words, targets, weights, A, C }: Golden): Examples {
  return {
    ...sequencesOf(words),
    labelStart: Uint32Array.from({ length: words.length + 1 }, (_, i) => i * C),
    label: Uint16Array.from({ length: words.length * C }, (_, i) => i % C),
    share: Float32Array.from(targets.flat()),
    weight: Float32Array.from(weights),
    unknown: A - 1,
  };
}
