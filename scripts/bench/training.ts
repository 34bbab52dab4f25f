/** Words a second in training, the same network and the same words for all. */

import { alternate, type Outcome } from "../measurement/rounds.js";
import type { Sheet } from "../measurement/sheet.js";
import { rate } from "../peers/ask.js";
import { taskOf } from "../peers/peer.js";
import type { Row } from "./rows.js";
import { type Bench, learned, seconds } from "./tasks.js";

/** H, the numbers in h, and as many words a batch. */
const sizes = [64, 128, 256] as const;

export async function training(bench: Bench): Promise<Sheet[]> {
  const rows = bench.rows.filter(({ trains }) => trains !== undefined);
  if (rows.length === 0) return [];
  const words = await bench.words.toLearn(learned(bench));
  const found: Outcome[][] = [];
  for (const size of sizes) {
    bench.tell(`training, H = B = ${size}`);
    const shape = ["--hidden", String(size), "--batch", String(size)];
    const contenders = rows.map((row) => ({
      name: row.name,
      settings: row.trains ?? new Map(),
      measure: (flags: readonly string[], isTrial: boolean) =>
        rate(taskOf(row, "train", words, ...shape, "--seconds", String(seconds(bench, isTrial)), ...flags)),
    }));
    found.push(await alternate(contenders, bench.options.rounds, bench.tell));
  }
  const columns = sizes.map((size) => ({ name: `H=B=${size}`, as: "count" as const }));
  const figures = (i: number): (number | undefined)[] => found.map((outcomes) => outcomes[i]?.best?.figure);
  const memory = (i: number): number | undefined => found[sizes.indexOf(128)]?.[i]?.best?.peakMemory;
  const sheet: Sheet = {
    title: "Training: words a second, and the most memory held at 128",
    columns: [...columns, { name: "memory", as: "bytes" }],
    rows: rows.map(({ name }, i) => ({ name, values: [...figures(i), memory(i)] })),
    notes: notesOf(found),
  };
  return [sheet, ...ratios(rows, figures)];
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
function ratios(rows: readonly Row[], figures: (i: number) => (number | undefined)[]): Sheet[] {
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
  return [{ title: "Training: times as fast", columns, rows: known, notes: [] }];
}

const finite = (x: number | undefined): number | undefined => (x !== undefined && Number.isFinite(x) ? x : undefined);
