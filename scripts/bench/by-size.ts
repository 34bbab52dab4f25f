/** Words a second that a network learns, by its size, and how many times as fast katze is. */
import { alternate, type Measured, type Outcome } from "../measurement/rounds.js";
import type { Sheet } from "../measurement/sheet.js";
import type { Row } from "./rows.js";
import type { Bench } from "./tasks.js";

/** H, the numbers in h, and as many words a batch. */
const sizes = [64, 128, 256] as const;

/** Measures rows in turns at each size; what is told of them begins with `title`. `measure` has a row learn at a setting, or try what setting may be the best. */
export async function bySize(
  bench: Bench,
  title: string,
  rows: readonly Row[],
  measure: (row: Row, flags: readonly string[], isTrial: boolean) => Promise<Measured>,
): Promise<Sheet[]> {
  const found: Outcome[][] = [];
  for (const size of sizes) {
    bench.tell(`${title}, H = B = ${size}`);
    const shape = ["--hidden", String(size), "--batch", String(size)];
    const contenders = rows.map((row) => ({
      name: row.name,
      settings: row.trains ?? new Map(),
      measure: (flags: readonly string[], isTrial: boolean) => measure(row, [...shape, ...flags], isTrial),
    }));
    found.push(await alternate(contenders, bench.options.rounds, bench.tell));
  }
  const columns = sizes.map((size) => ({ name: `H=B=${size}`, as: "count" as const }));
  const figures = (i: number): (number | undefined)[] => found.map((outcomes) => outcomes[i]?.best?.figure);
  const memory = (i: number): number | undefined => found[sizes.indexOf(128)]?.[i]?.best?.peakMemory;
  const sheet: Sheet = {
    title: `${title}: words a second, and the most memory held at 128`,
    columns: [...columns, { name: "memory", as: "bytes" }],
    rows: rows.map(({ name }, i) => ({ name, values: [...figures(i), memory(i)] })),
    notes: notesOf(found),
  };
  return [sheet, ...ratios(title, rows, figures)];
}

/** What is to be said of rows; what holds for all sizes is said without them. */
function notesOf(found: readonly Outcome[][]): string[] {
  const counts = new Map<string, number[]>();
  for (const [i, outcomes] of found.entries()) {
    for (const note of outcomes.flatMap(({ notes }) => notes))
      counts.set(note, [...(counts.get(note) ?? []), sizes[i] ?? 0]);
  }
  return [...counts].map(([note, at]) => (at.length === sizes.length ? note : `${note} (at ${at.join(", ")})`));
}

const opponents: readonly (readonly [name: string, keys: readonly string[]])[] = [
  ["PyTorch's best", ["pytorch", "pytorch-debian"]],
  ["Keras", ["keras"]],
  ["tfjs cpu", ["tfjs-cpu"]],
  ["tfjs wasm", ["tfjs-wasm"]],
  ["tfjs-node", ["tfjs-node"]],
  ["one thread", ["katze-1"]],
];

/** How many times as fast katze's rows are as each opponent. */
function ratios(title: string, rows: readonly Row[], figures: (i: number) => (number | undefined)[]): Sheet[] {
  const of = (keys: readonly string[], size: number): number =>
    Math.max(...rows.map(({ key }, i) => (keys.includes(key) ? (figures(i)[size] ?? 0) : 0)));
  const own = rows.filter(({ name, key }) => name.startsWith("katze") && key !== "katze-tfjs");
  const lines = opponents.flatMap(([opponent, keys]) =>
    own
      .filter(({ key }) => (keys[0] === "katze-1" ? key === "katze" : true))
      .map(({ key, name }) => ({
        name: `${name} / ${opponent}`,
        values: sizes.map((_, size) => of([key], size) / of(keys, size) || undefined).map(finite),
      })),
  );
  const known = lines.filter(({ values }) => values.some((value) => value !== undefined));
  if (known.length === 0) return [];
  const columns = sizes.map((size) => ({ name: `H=B=${size}`, as: "ratio" as const }));
  return [{ title: `${title}: times as fast`, columns, rows: known, notes: [] }];
}

const finite = (x: number | undefined): number | undefined => (x !== undefined && Number.isFinite(x) ? x : undefined);
