import type { Model } from "../model/model.js";

/** Numbers of h that speak for the same label when they are above 0. */
export interface Votes {
  /** Undefined for labels that are not shown one by one. */
  readonly label: string | undefined;
  /** Places in h, the strongest voice first. */
  readonly numbers: readonly number[];
}

/**
 * The numbers of h, grouped by the label whose row of V has most for them, beside the mean of all rows: an order in which
 * neighbours mean something alike. Groups stand in the order of `labels`, then one for all others.
 */
export function votesOf({ hidden, labels, parameters: { V } }: Model, shown: readonly string[]): Votes[] {
  const groups = new Map<string | undefined, { number: number; strength: number }[]>();
  for (const label of [...shown, undefined]) groups.set(label, []);
  for (let number = 0; number < hidden; number++) {
    const column = labels.map((_, l) => V[l * hidden + number] ?? 0);
    const most = Math.max(...column);
    const label = labels[column.indexOf(most)] ?? "";
    const mean = column.reduce((a, b) => a + b, 0) / labels.length;
    groups.get(shown.includes(label) ? label : undefined)?.push({ number, strength: most - mean });
  }
  return [...groups]
    .map(([label, members]) => ({
      label,
      numbers: members.sort((a, b) => b.strength - a.strength).map(({ number }) => number),
    }))
    .filter(({ numbers }) => numbers.length > 0);
}

/** The labels worth their place, in the model's order: all where they are few, else the word's most probable. */
export function labelsShown(model: Model, ranked: readonly { readonly label: string }[], most: number): string[] {
  const best = ranked.slice(0, most).map(({ label }) => label);
  return model.labels.filter((label) => best.includes(label));
}
