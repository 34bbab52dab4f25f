/** The kernel's dense product against what the processor can do at all with the vectors that V8 uses, see peak.as. */

import { layoutOf } from "../../src/engine/wasm/layout.js";
import { joinVectors } from "../../src/engine/wasm/vectors.js";
import { median } from "../measurement/rounds.js";
import type { Sheet } from "../measurement/sheet.js";
import { compile } from "./compile.js";
import type { Bench } from "./tasks.js";

const sizes = [64, 128, 256] as const;
/** Words in a shard, and so about as many nodes in its widest levels; and nodes with children in all of its levels. */
const rows = 32;
const nodes = 128;
/** The three matrices' places in memory, which is all zeros. */
const at = { A: 1 << 20, B: 1 << 22, C: 1 << 23 };

interface Exports {
  readonly SUMS: WebAssembly.Global;
  readonly JOINED_SUMS: WebAssembly.Global;
  peak(turns: number, at: number): number;
  joinedPeak(turns: number, at: number): void;
  product(
    A: number,
    am: number,
    ak: number,
    B: number,
    bk: number,
    C: number,
    cm: number,
    M: number,
    N: number,
    K: number,
    add: number,
  ): void;
}

const isExports = (exports: object): exports is Exports =>
  ["peak", "joinedPeak", "product", "SUMS", "JOINED_SUMS"].every((name) => name in exports);

/** Something to time, and the floating-point operations in it. */
interface Work {
  readonly name: string;
  readonly size: number;
  readonly operations: number;
  readonly run: () => unknown;
}

export async function product({ options, tell }: Bench): Promise<Sheet[]> {
  tell("the product and its peak");
  const memory = new WebAssembly.Memory({ initial: 256 });
  const joined = joinVectors();
  const imports = { env: { memory, outOfMemory: () => undefined, joined: Number(joined) } };
  const { instance } = await WebAssembly.instantiate(await compile("scripts/bench/peak.ts"), imports);
  const { exports } = instance;
  if (!isExports(exports)) throw new TypeError("peak.as lacks an export");
  const turns = options.quick ? 1e5 : 1e6;
  const peak: Work = {
    name: "peak",
    size: 0,
    operations: turns * 8 * Number((joined ? exports.JOINED_SUMS : exports.SUMS).value),
    run: () => (joined ? exports.joinedPeak : exports.peak)(turns, at.A),
  };
  const works = [peak, ...sizes.flatMap((size) => products(exports, size, peak.operations))];
  const speeds = alternating(works, options.quick ? 3 : 10 * options.rounds);
  const speed = (name: string, size: number): number =>
    speeds[works.findIndex((work) => work.name === name && work.size === size)] ?? Number.NaN;
  const share = (speed: number): number => speed / (speeds[0] ?? Number.NaN);
  const names = [...new Set(works.slice(1).map(({ name }) => name))];
  /** A batch has as many operations of each product, so that their times add up. */
  const together = (size: number): number => names.length / names.reduce((sum, name) => sum + 1 / speed(name, size), 0);
  return [
    {
      title: `The product's share of the peak, which is ${((speeds[0] ?? 0) / 1e9).toFixed(1)} GFLOP/s on one thread by vectors of ${joined ? "eight" : "four"}`,
      columns: sizes.map((size) => ({ name: `H=${size}`, as: "percent" })),
      rows: [
        ...names.map((name) => ({ name, values: sizes.map((size) => share(speed(name, size))) })),
        { name: "all three, as in a batch", values: sizes.map((size) => share(together(size))) },
      ],
      notes: [],
    },
  ];
}

/** The kernel's large products, as forward.ts and backward.ts call it, repeated for about as many operations as the peak's. */
function products({ product }: Exports, size: number, operations: number): Work[] {
  const row = layoutOf({ rung: "rnn", A: 1, H: size, C: 1 }).row * 4;
  const work = (name: string, M: number, K: number, run: () => void): Work => {
    const once = 2 * M * size * K;
    const times = Math.ceil(operations / once);
    return {
      name,
      size,
      operations: times * once,
      run: () => {
        for (let i = 0; i < times; i++) run();
      },
    };
  };
  return [
    work("forward: W·h", rows, size, () => product(at.A, row, 4, at.B, row, at.C, row, rows, size, size, 0)),
    work("backward: dh", rows, size, () => product(at.A, row, 4, at.B, row, at.C, row, rows, size, size, 1)),
    work("backward: dW", size, nodes, () => product(at.A, 4, row, at.B, row, at.C, row, size, size, nodes, 0)),
  ];
}

/** Milliseconds after which V8 has compiled everything with its best compiler. */
const warmup = 200;

/** Operations a second of each, the median over turns that run through all. */
function alternating(works: readonly Work[], rounds: number): number[] {
  const times = works.map((): number[] => []);
  for (const { run } of works) {
    for (const start = performance.now(); performance.now() - start < warmup; ) run();
  }
  for (let round = 0; round < rounds; round++) {
    for (const [i, { run }] of works.entries()) {
      const start = performance.now();
      run();
      times[i]?.push(performance.now() - start);
    }
  }
  return works.map(({ operations }, i) => (operations / (median(times[i] ?? []) ?? Number.NaN)) * 1000);
}
