/**
 * Trains with a kernel that has names, under V8's profiler: node --import tsx profiled.ts KERNEL CSV SECONDS prints the
 * share of samples by file of the kernel, with JavaScript and the rest of Node beside them.
 */
import { readFile } from "node:fs/promises";
import { type Profiler, Session } from "node:inspector/promises";
import { WasmEngine } from "../../src/engine/wasm/engine.js";
import { instantiate } from "../../src/engine/wasm/kernel.js";
import { joinVectors } from "../../src/engine/wasm/vectors.js";
import { plainNetwork, step } from "./plain.js";

const size = 128;
const [kernel = "", csv = "", seconds = ""] = process.argv.slice(2);
const build = (await readFile(kernel)).toString("base64");
const { engine, batches } = await plainNetwork(
  csv,
  size,
  async (shape) => new WasmEngine(await instantiate(build, { joined: joinVectors() }), shape),
);

const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.setSamplingInterval", { interval: 500 });
await train(500);
await session.post("Profiler.start");
await train(Number(seconds) * 1000);
const { profile } = await session.post("Profiler.stop");
console.log(JSON.stringify(shares(profile)));

/** Whole epochs until the time is over. */
async function train(milliseconds: number): Promise<void> {
  const start = performance.now();
  for (let epoch = 0; performance.now() - start < milliseconds; epoch++) {
    for (const batch of batches(size, epoch)) await engine.train(batch, step);
  }
}

function shares({ nodes, samples = [] }: Profiler.Profile): Record<string, number> {
  const files = new Map(nodes.map(({ id, callFrame }) => [id, fileOf(callFrame)]));
  const counts: Record<string, number> = {};
  for (const sample of samples) {
    const file = files.get(sample) ?? "Node";
    counts[file] = (counts[file] ?? 0) + 1 / samples.length;
  }
  return counts;
}

/** Names of the kernel are those of their file and function, such as product/run. */
function fileOf({ functionName, url }: { functionName: string; url: string }): string {
  if (functionName === "(garbage collector)") return "garbage collection";
  if (url.startsWith("wasm:")) return functionName.split("/").at(-2) ?? "JavaScript";
  return url === "" ? "Node" : "JavaScript";
}
