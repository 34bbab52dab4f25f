/** Words a second in whole training runs: every epoch, and after each of them the loss on words held back. */
import type { Sheet } from "../measurement/sheet.js";
import { rate } from "../peers/ask.js";
import { taskOf } from "../peers/peer.js";
import { bySize } from "./by-size.js";
import { katzeProgram } from "./rows.js";
import { type Bench, epochs, learned, seconds } from "./tasks.js";

export async function runs(bench: Bench): Promise<Sheet[]> {
  const rows = bench.rows.filter(({ runs }) => runs);
  if (rows.length === 0) return [];
  const { whole, train, validation } = await bench.words.toRun(learned(bench));
  const run = ["--epochs", String(epochs(bench))];
  return bySize(bench, "Whole training runs", rows, (row, flags, isTrial) => {
    if (isTrial) return rate(taskOf(row, "train", train, "--seconds", String(seconds(bench, isTrial)), ...flags));
    const files = row.program === katzeProgram ? [whole] : [train, "--validation", validation];
    return rate(taskOf(row, "run", ...files, ...run, ...flags));
  });
}
