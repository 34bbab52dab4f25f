import { readFileSync } from "node:fs";

/** What scripts/golden-inspection.py writes. */
interface Golden {
  readonly spectra: readonly {
    /** [H, H] */
    readonly W: readonly number[];
    readonly eigenvalues: readonly (readonly [number, number])[];
    readonly radius: number;
  }[];
  readonly projections: readonly {
    readonly H: number;
    /** [words, H] */
    readonly hidden: readonly number[];
    /** [words, 2] */
    readonly places: readonly number[];
    readonly variance: readonly number[];
  }[];
}

export function goldenOf<Name extends keyof Golden>(name: Name): Golden[Name] {
  const values: Golden[Name] = JSON.parse(
    readFileSync(new URL(`../golden/inspection/${name}.json`, import.meta.url), "utf8"),
  );
  return values;
}
