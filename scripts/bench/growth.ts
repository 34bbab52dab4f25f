/** `katze train` on ever more words: how fast, and in how much memory. */
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isRecord } from "../../src/model/json.js";
import { writeMadeWords } from "../measurement/made-words.js";
import type { Sheet } from "../measurement/sheet.js";
import { Failure, run } from "../peers/program.js";
import { type Bench, katze } from "./tasks.js";

export async function growth({ options, folder, words, tell }: Bench): Promise<Sheet[]> {
  const counts = options.quick ? [1_000, 10_000] : [10_000, 100_000, 1_000_000, 10_000_000];
  const rows: Sheet["rows"][number][] = [];
  const notes = ["words drawn from a Markov chain of the letters of data/words.csv, three labels; one epoch at H=16"];
  for (const count of counts) {
    const name = `${count.toLocaleString("en")} words`;
    tell(`training on ${name}`);
    const csv = join(folder, `made-${count}.csv`);
    await writeMadeWords(words.corpus, csv, count);
    try {
      const { reading, speed, seconds, memory } = await trainOn(csv, join(folder, "made.safetensors"));
      const aWord = (seconds / count) * 1e6;
      rows.push({ name, values: [(await stat(csv)).size, reading, speed, seconds, aWord, memory] });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      notes.push(`${name}: ${error.message}`);
    }
    await rm(csv);
  }
  return [
    {
      title: "Growth: katze train on more and more words",
      columns: [
        { name: "CSV", as: "bytes" },
        { name: "to read, s", as: "decimal" },
        { name: "words/s", as: "count" },
        { name: "in all, s", as: "decimal" },
        { name: "µs a word", as: "decimal" },
        { name: "memory", as: "bytes" },
      ],
      rows,
      notes,
    },
  ];
}

/** Seconds until training starts, its words a second, seconds in all, and the most memory held. */
async function trainOn(csv: string, model: string) {
  let reading: number | undefined;
  let speed: number | undefined;
  const onLine = (line: string, seconds: number): void => {
    const event: unknown = JSON.parse(line);
    if (!isRecord(event)) return;
    if (event.event === "start") reading = seconds;
    if (event.event === "epoch") speed = Number(event.wordsPerSecond);
  };
  const command = katze("train", csv, "--hidden", "16", "--epochs", "1", "--json", "--model", model);
  const { seconds, peakMemory } = await run(command, { onLine });
  return { reading, speed, seconds, memory: peakMemory };
}
