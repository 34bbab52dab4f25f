import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { UsageError } from "../../errors.js";
import type { Engine, Shape } from "../engine.js";
import { mostShards, mostThreads } from "../shards.js";
import { kernel as single } from "./binary.js";
import { kernel as shared } from "./binary-shared.js";
import { WasmEngine } from "./engine.js";
import { type Instance, instantiate } from "./kernel.js";
import { joinsVectors } from "./vectors.js";

/** Threads that help by default: one a core, and no more than a batch has shards. */
export const defaultThreads = (): number => Math.min(availableParallelism(), mostShards);

/**
 * A helping thread is the kernel on the same memory, at work until the team is over; it never allocates.
 * Growing by nothing brings its view of the memory up to date: a growth while it starts would pass it by.
 */
const helper = `
  const { workerData: { module, memory, team, me, joined } } = require("node:worker_threads");
  const { work, abandon } = new WebAssembly.Instance(module, { env: { memory, outOfMemory() {}, joined: Number(joined) } }).exports;
  memory.grow(0);
  try {
    work(team, me);
  } catch (error) {
    abandon(team);
    throw error;
  }
`;

function check(threads: number): void {
  if (Number.isInteger(threads) && threads >= 1 && threads <= mostThreads) return;
  throw new UsageError(`threads are a whole number from 1 to ${mostThreads}; found ${threads}`);
}

/** The engine by WebAssembly on several threads of Node, 1 to 64; any number of them computes the same bits. Faster after `joinVectors`. */
export async function createThreadedEngine(shape: Shape, threads: number): Promise<Engine> {
  check(threads);
  return assemble(threads > 1 ? shared : single, shape, threads);
}

/**
 * The same with multiply-adds that round once where the processor can: not the same bits on every processor, and faster
 * where one unit both multiplies and adds, as on many of Intel's, but not where additions have units of their own, as on
 * AMD's. Throws UsageError where WebAssembly lacks relaxed SIMD (Node 20).
 */
export async function createRelaxedEngine(shape: Shape, threads: number): Promise<Engine> {
  check(threads);
  const { kernel } = await (threads > 1 ? import("./binary-relaxed-shared.js") : import("./binary-relaxed.js"));
  return assemble(kernel, shape, threads, "wasm-relaxed");
}

async function assemble(build: string, shape: Shape, threads: number, name?: string): Promise<Engine> {
  const instance = await instantiate(build, { shared: threads > 1, joined: joinsVectors() });
  const engine = new WasmEngine(instance, shape, threads, name);
  for (let i = 1; i < threads; i++) startHelper(instance, engine.team, i);
  return engine;
}

/** Starts thread number `me`, which keeps neither the process nor the engine alive. */
function startHelper({ module, memory, joined }: Instance, team: number, me: number): void {
  const worker = new Worker(helper, { eval: true, workerData: { module, memory, team, me, joined } });
  worker.on("error", ({ message }) => process.emitWarning(`a thread of katze ended: ${message}`));
  worker.unref();
}
