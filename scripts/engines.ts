/**
 * Holds the engines against each other: the same parameters and batches in, and how far apart what comes out is at most, for
 * every rung and for h in groups, as a share of the largest number of its quantity.
 *
 *     npx tsx scripts/engines.ts
 */
import { runCommand } from "../src/cli/run.js";
import type { Shape } from "../src/engine/engine.js";
import { TfjsEngine } from "../src/engine/tfjs/engine.js";
import { loadNative, loadPlain, type Runtime } from "../src/engine/tfjs/runtime.js";
import { createWasmEngine } from "../src/engine/wasm/engine.js";
import { formatTable } from "../src/evaluation/table.js";
import { differences, type Outcome, outcomeOf, tolerance } from "../test/engine/agreement.js";
import { ofEveryKind } from "../test/engine/cases.js";
import type { Create } from "../test/engine/suite.js";

/** What an engine makes of every rung. Engines run one after the other: TensorFlow.js has one backend at a time. */
async function outcomesOf(create: Create): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const shape of ofEveryKind()) outcomes.push(await outcomeOf(create, shape));
  return outcomes;
}

const engineOf =
  ({ tf }: Runtime): Create =>
  async (shape: Shape) =>
    new TfjsEngine(tf, shape);

await runCommand(async () => {
  const all = new Map([["wasm", await outcomesOf(createWasmEngine)]]);
  const plain = await loadPlain("it is asked for");
  console.log(plain.description);
  all.set("tfjs plain", await outcomesOf(engineOf(plain)));
  const native = await loadNative();
  console.log(typeof native === "string" ? `no TensorFlow: ${native}` : native.description);
  if (typeof native !== "string") all.set("tfjs-node", await outcomesOf(engineOf(native)));

  const names = [...all.keys()];
  const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b] as const));
  const found = pairs.map(([a, b]) => largest(all.get(a) ?? [], all.get(b) ?? []));
  const quantities = [...(found[0]?.keys() ?? [])];
  const rows = quantities.map((name) => [name, ...found.map((of) => (of.get(name) ?? 0).toExponential(1))]);
  const head = ["", ...pairs.map(([a, b]) => `${a}, ${b}`)];
  console.log(`\n${formatTable([head, ...rows], ["left", ...pairs.map(() => "right" as const)], 120).join("\n")}`);
  const most = Math.max(...found.flatMap((of) => [...of.values()]));
  console.log(`\nlargest of all: ${most.toExponential(1)}; allowed: ${tolerance}`);
  if (!(most <= tolerance)) process.exitCode = 1;
});

/** The largest difference of each quantity over all rungs. */
function largest(a: readonly Outcome[], b: readonly Outcome[]): Map<string, number> {
  const result = new Map<string, number>();
  for (const [i, outcome] of a.entries()) {
    for (const [name, difference] of differences(outcome, b[i] ?? new Map())) {
      result.set(name, Math.max(difference, result.get(name) ?? 0));
    }
  }
  return result;
}
