/** Words a second in training, step by step: the same network and the same words for all. */
import type { Sheet } from "../measurement/sheet.js";
import { rate } from "../peers/ask.js";
import { taskOf } from "../peers/peer.js";
import { bySize } from "./by-size.js";
import { type Bench, learned, seconds } from "./tasks.js";

export async function training(bench: Bench): Promise<Sheet[]> {
  const rows = bench.rows.filter(({ trains }) => trains !== undefined);
  if (rows.length === 0) return [];
  const words = await bench.words.toLearn(learned(bench));
  return bySize(bench, "Training", rows, (row, flags, isTrial) =>
    rate(taskOf(row, "train", words, "--seconds", String(seconds(bench, isTrial)), ...flags)),
  );
}
