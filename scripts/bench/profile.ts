/** Where the time of a training goes, by the kernel's files. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Sheet } from "../measurement/sheet.js";
import { ask } from "../peers/ask.js";
import { compile } from "./compile.js";
import { type Bench, learned, seconds } from "./tasks.js";

const program = fileURLToPath(new URL("profiled.ts", import.meta.url));

/** Files of the kernel by what they are there for; everything else of WebAssembly is named by its file. */
const parts: Readonly<Record<string, string>> = {
  product: "product",
  blocks: "product",
  passes: "passes, threads",
  team: "passes, threads",
  forward: "forward and backward, rows",
  backward: "forward and backward, rows",
  activation: "tanh",
  tree: "tree",
  head: "head and loss",
  optimiser: "optimiser",
};

export async function profile(bench: Bench): Promise<Sheet[]> {
  bench.tell("profile of a training");
  const kernel = join(bench.folder, "named.wasm");
  await writeFile(kernel, await compile("src/engine/wasm/kernel/index.ts", "--debug"));
  const words = await bench.words.toLearn(learned(bench));
  const args = ["--import", import.meta.resolve("tsx"), program, kernel, words, String(seconds(bench))];
  const { answer } = await ask({ program: process.execPath, args });
  const shares = new Map<string, number>();
  for (const [file, share] of Object.entries(answer)) {
    const part = parts[file] ?? file;
    shares.set(part, (shares.get(part) ?? 0) + Number(share));
  }
  const rows = [...shares].sort(([, a], [, b]) => b - a);
  return [
    {
      title: "Where a training's time goes, H = B = 128, one thread",
      columns: [{ name: "share", as: "percent" }],
      rows: rows.map(([name, share]) => ({ name, values: [share] })),
      notes: ["functions that the compiler put into others count as theirs"],
    },
  ];
}
